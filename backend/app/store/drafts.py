"""Words that people have not said yet. Each person's are for that person alone; no log, snapshot or export has them."""

from collections.abc import Collection

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from app.domain.errors import LimitReached, Stale
from app.domain.limits import LIMITS
from app.store.leaving import demand_here
from app.store.tables import DraftRow
from app.store.tables_withdrawal import DroppedDraftRow
from app.store.writer import Transaction


def drafts_of(session: Session, person_id: str, board_id: str) -> list[DraftRow]:
    """What somebody has in mind for a board, what was changed last first."""
    mine = (DraftRow.person_id == person_id, DraftRow.board_id == board_id)
    newest = (col(DraftRow.changed_at).desc(), col(DraftRow.draft_id))
    return list(session.exec(select(DraftRow).where(*mine).order_by(*newest)))


def dropped_of(session: Session, person_id: str, board_id: str, held: Collection[str]) -> list[str]:
    """Of drafts that a device holds those that were thrown away or shared. The others are here, or were forgotten."""
    mine = (DroppedDraftRow.person_id == person_id, DroppedDraftRow.board_id == board_id)
    return list(session.exec(select(DroppedDraftRow.draft_id).where(*mine, col(DroppedDraftRow.draft_id).in_(held))))


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
        dropped = transaction.session.get(DroppedDraftRow, _key(row))
        if dropped is not None:
            transaction.session.delete(dropped)
        return row
    if (known.about, known.text) == (row.about, row.text):
        return known
    _demand_newest(known, was)
    known.about, known.text, known.changed_at = row.about, row.text, row.changed_at
    transaction.session.add(known)
    return known


def drop_draft(transaction: Transaction, row: DraftRow, was: str | None) -> None:
    """Throws a draft away, and notes that. Raises Stale when another device has changed it since `was`, NotAllowed."""
    transaction.hold({row.board_id})
    demand_here(transaction.session, row.person_id)
    known = _known(transaction.session, row)
    if known is not None:
        _demand_newest(known, was)
        transaction.session.delete(known)
    _note_dropped(transaction.session, row)


def forget_drafts(session: Session, person_id: str) -> None:
    """Throws away all drafts of somebody, who may go on from other devices."""
    for row in session.exec(select(DraftRow).where(DraftRow.person_id == person_id)):
        _note_dropped(session, row)
    session.connection().execute(delete(DraftRow).where(col(DraftRow.person_id) == person_id))


def _note_dropped(session: Session, row: DraftRow) -> None:
    if session.get(DroppedDraftRow, _key(row)) is None:
        person_id, board_id, draft_id = _key(row)
        session.add(DroppedDraftRow(person_id=person_id, board_id=board_id, draft_id=draft_id))


def _known(session: Session, row: DraftRow) -> DraftRow | None:
    return session.get(DraftRow, _key(row))


def _key(row: DraftRow) -> tuple[str, str, str]:
    return row.person_id, row.board_id, row.draft_id


def _demand_newest(known: DraftRow, was: str | None) -> None:
    if known.changed_at != was:
        raise Stale("Another device of yours has changed this draft.", kind="draft", id=known.draft_id)


def _demand_room(session: Session, person_id: str) -> None:
    count = session.exec(select(func.count()).where(DraftRow.person_id == person_id)).one()
    if count >= LIMITS.drafts:
        message = f"You have {LIMITS.drafts} drafts. Please share some or throw some away."
        raise LimitReached(message, field="drafts", limit=LIMITS.drafts)
