"""How far in the log of a board somebody has come, on any of their devices."""

from sqlmodel import Session

from app.store.leaving import demand_here
from app.store.records import head_of
from app.store.tables import SeenRow
from app.store.writer import Transaction


def seen_by(session: Session, person_id: str, board_id: str) -> SeenRow | None:
    """What somebody saw last, and when; None when they were never there."""
    return session.get(SeenRow, (person_id, board_id))


def saw(transaction: Transaction, row: SeenRow) -> SeenRow:
    """Notes what somebody has seen; never less than before, and never more than there is. Answers what is noted."""
    transaction.hold({row.board_id})
    demand_here(transaction.session, row.person_id)
    seq = min(row.seq, head_of(transaction.session, row.board_id))
    known = seen_by(transaction.session, row.person_id, row.board_id)
    noted = known or SeenRow(person_id=row.person_id, board_id=row.board_id, seq=seq, at=row.at)
    noted.seq, noted.at = max(noted.seq, seq), max(noted.at, row.at)
    transaction.session.add(noted)
    return noted
