"""Words that a facilitator removed, as pointers, so that the log of an older copy can tell of it again."""

from collections.abc import Collection
from typing import Any, NamedTuple, cast

from sqlmodel import Session, col, select

from app.domain.commands_withdrawal import Removable, RemovableKind, WordsRemove
from app.domain.errors import BrokenLog
from app.domain.events import Author
from app.store.leading import leaders
from app.store.records import event_of
from app.store.submission import Submission
from app.store.tables import RecordRow
from app.store.tables_withdrawal import TakenRow


class Removal(NamedTuple):
    """Where the words stood, and who removed them: ids. Of an event its seq."""

    board_id: str
    kind: str
    key: str
    by: str | None


def removal_of(session: Session, withdrawal_id: str) -> Removal | None:
    """What the event of a removal says, which is the last record that it concerns; None when there is no such event."""
    here = (col(RecordRow.board_id) == TakenRow.board_id) & (col(RecordRow.seq) == TakenRow.seq)
    found = select(RecordRow).join(TakenRow, here).where(TakenRow.withdrawal_id == withdrawal_id)
    row = session.exec(found.order_by(col(RecordRow.seq).desc()).limit(1)).first()
    if row is None or row.command_id != withdrawal_id:
        return None
    try:
        event = event_of(row.leaf, row.openings)
    except BrokenLog:
        return None
    for change in event["changes"]:
        noted: dict[str, Any] = change["after"] or {}
        if change["kind"] == "withdrawal" and noted.get("on_id") is not None:
            return Removal(row.board_id, noted["on_kind"], noted["on_id"], event["actor"])
    return None


def removed_again(
    session: Session, study_id: str, removal: Removal, seqs: Collection[int], said: tuple[str, str]
) -> Submission | None:
    """The same asked for anew by whoever removed it, or who leads by now. `said`: id of the command, and why.

    None where nobody leads, or the entry at that place is another one: `seqs` are those that are the same.
    """
    lead = leaders(session, study_id)
    if not lead or not seqs or (removal.kind == "event" and int(removal.key) not in seqs):
        return None
    by = next((one for one in lead if one.id == removal.by), lead[0])
    on = Removable(kind=cast(RemovableKind, removal.kind), id=removal.key)
    command_id, why = said
    return Submission(Author(by.id, by.role), command_id, WordsRemove(type="words.remove", on=on), why)
