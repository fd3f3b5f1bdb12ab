"""Up to when somebody has read what was said on a board."""

from sqlmodel import Session

from app.store.leaving import demand_here
from app.store.tables import HeardRow
from app.store.writer import Transaction


def heard_by(session: Session, person_id: str, board_id: str) -> str | None:
    """ISO 8601, UTC; None when they have not said that they read anything."""
    row = session.get(HeardRow, (person_id, board_id))
    return None if row is None else row.at


def note_heard(transaction: Transaction, row: HeardRow) -> str:
    """Notes up to when somebody has read; never less than before. Answers what is noted."""
    transaction.hold({row.board_id})
    demand_here(transaction.session, row.person_id)
    noted = transaction.session.get(HeardRow, (row.person_id, row.board_id)) or row
    noted.at = max(noted.at, row.at)
    transaction.session.add(noted)
    return noted.at
