"""Words that people have not said yet. Each person's are for that person alone; no log, snapshot or export has them."""

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from app.domain.errors import LimitReached, Stale
from app.domain.limits import LIMITS
from app.store.leaving import demand_here
from app.store.tables import DraftRow
from app.store.writer import Transaction


def drafts_of(session: Session, person_id: str, board_id: str) -> list[DraftRow]:
    """What somebody has in mind for a board, what was changed last first."""
    mine = (DraftRow.person_id == person_id, DraftRow.board_id == board_id)
    newest = (col(DraftRow.changed_at).desc(), col(DraftRow.draft_id))
    return list(session.exec(select(DraftRow).where(*mine).order_by(*newest)))


def keep_draft(transaction: Transaction, row: DraftRow, was: str | None) -> DraftRow:
    """Keeps a draft, in place of the one changed at `was`. The same words again change nothing.

    Raises Stale when another device has changed it since, NotAllowed and LimitReached.
    """
    transaction.hold({row.board_id})
    demand_here(transaction.session, row.person_id)
    known = _known(transaction.session, row)
    if known is None:
        _demand_room(transaction.session, row.person_id)
        transaction.session.add(row)
        return row
    if (known.about, known.text) == (row.about, row.text):
        return known
    _demand_newest(known, was)
    known.about, known.text, known.changed_at = row.about, row.text, row.changed_at
    transaction.session.add(known)
    return known


def drop_draft(transaction: Transaction, row: DraftRow, was: str | None) -> None:
    """Throws a draft away, if it is there. Raises Stale when another device has changed it since `was`."""
    transaction.hold({row.board_id})
    known = _known(transaction.session, row)
    if known is None:
        return
    _demand_newest(known, was)
    transaction.session.delete(known)


def forget_drafts(session: Session, person_id: str) -> None:
    """Throws away all drafts of somebody who cannot come back to them."""
    session.connection().execute(delete(DraftRow).where(col(DraftRow.person_id) == person_id))


def _known(session: Session, row: DraftRow) -> DraftRow | None:
    return session.get(DraftRow, (row.person_id, row.board_id, row.draft_id))


def _demand_newest(known: DraftRow, was: str | None) -> None:
    if known.changed_at != was:
        raise Stale("Another device of yours has changed this draft.", kind="draft", id=known.draft_id)


def _demand_room(session: Session, person_id: str) -> None:
    count = session.exec(select(func.count()).where(DraftRow.person_id == person_id)).one()
    if count >= LIMITS.drafts:
        message = f"You have {LIMITS.drafts} drafts. Please share some or throw some away."
        raise LimitReached(message, field="drafts", limit=LIMITS.drafts)
