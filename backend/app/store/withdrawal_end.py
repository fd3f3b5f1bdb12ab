"""When nobody can change their mind any more: what is let go besides the words."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.domain.model_withdrawal import LEAVING, NAMELESS, WORDLESS, Way
from app.store.drafts import forget_drafts
from app.store.leading import forget_roles
from app.store.sessions import shut_out
from app.store.tables import BallotRow, CheckpointRow, HeardRow, PersonRow, ReturnLinkRow, SeenRow
from app.store.tables_withdrawal import DroppedDraftRow, WithdrawalRow
from app.store.taking import let_go
from app.store.traces import write_anew
from app.store.writer import Transaction

NOBODY = "Somebody"
"""What is shown in place of a name that was taken out."""


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
        forget(transaction, person, row.way, row.asked_at)
    row.state, row.pseudonym = "deleting", None
    session.add(row)


def drop_name(session: Session, person: PersonRow, way: Way, now: str) -> None:
    """What is in no log and goes at once: the name in lists, and what somebody said in answers that nobody has seen."""
    mine = col(BallotRow.person_id) == person.id
    if way in NAMELESS:
        person.pseudonym, person.pseudonym_key = NOBODY, person.id
        session.connection().execute(delete(BallotRow).where(mine))
    elif way in WORDLESS:
        session.connection().execute(update(BallotRow).where(mine).values(reason=None))
    if way in LEAVING:
        person.left_at = now
    session.add(person)


def forget(transaction: Transaction, person: PersonRow, way: Way, now: str) -> None:
    """What else there is of somebody."""
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
        forget_roles(session, person.id)
    for table in (SeenRow, HeardRow, ReturnLinkRow, DroppedDraftRow):
        session.connection().execute(delete(table).where(col(table.person_id) == person.id))
    write_anew(session, BallotRow)
