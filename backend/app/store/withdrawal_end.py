"""When nobody can change their mind any more: what is let go besides the words."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.domain.model_withdrawal import LEAVING, NAMELESS, Way
from app.store.drafts import forget_drafts
from app.store.sessions import shut_out
from app.store.tables import BallotRow, CheckpointRow, HeardRow, PersonRow, ReturnLinkRow, SeenRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.taking import let_go
from app.store.traces import write_anew
from app.store.writer import Transaction


def due(session: Session, now: str) -> list[str]:
    """The withdrawals that cannot be called off any more, and are still to be made final."""
    waiting = (WithdrawalRow.state == "waiting", col(WithdrawalRow.until) <= now)
    return list(session.exec(select(WithdrawalRow.id).where(*waiting)))


def settle(transaction: Transaction, row: WithdrawalRow) -> None:
    """Lets go of what could be given back until now, and of what else there is of somebody."""
    session = transaction.session
    let_go(session, row.id)
    person = session.get(PersonRow, row.person_id) if row.person_id is not None and row.way != "source" else None
    if person is not None:
        _forget(transaction, person, row.way, row.asked_at)
    row.state, row.pseudonym, row.person_id = "deleting", None, None
    session.add(row)


def _forget(transaction: Transaction, person: PersonRow, way: Way, now: str) -> None:
    session = transaction.session
    forget_drafts(session, person.id)
    if way not in LEAVING:
        return
    person.removed_at = person.removed_at or now
    session.add(person)
    shut_out(transaction, person.id)
    if way in NAMELESS:
        journal = update(CheckpointRow).where(col(CheckpointRow.who) == person.id)
        session.connection().execute(journal.values(who=None))
    for table in (SeenRow, HeardRow, ReturnLinkRow):
        session.connection().execute(delete(table).where(col(table.person_id) == person.id))
    write_anew(session, BallotRow)
