"""Taking out again what a store from before does not know was taken back."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import orjson
from sqlmodel import Session, col, select

from app.domain.commands_withdrawal import WithdrawalAsk
from app.domain.errors import BrokenLog
from app.domain.events import Author
from app.store.calling_off import Record, call_off
from app.store.leading import lead_again
from app.store.records import head_of
from app.store.remembered import Remembrance, TakenFrom
from app.store.removals import Removal, removed_again
from app.store.secrets import new_id
from app.store.submission import Outcome, Submission
from app.store.tables import BoardRow, PersonRow, RecordRow, StudyRow
from app.store.tables_withdrawal import TakenRow, WithdrawalRow
from app.store.taking import note_taken, rewrite, take_again
from app.store.withdrawal_end import drop_name, forget
from app.store.writer import Transaction

logger = logging.getLogger("themeroom")
AGAIN = "An older copy of this board was opened. This was taken back before, on {}."
BACK_AGAIN = "An older copy of this board was opened. This was called off before."


def unknown(session: Session, standing: Sequence[Remembrance]) -> list[Remembrance]:
    """What this store does not know of, in studies that it has."""
    known = set(session.exec(select(WithdrawalRow.id)))
    new = (one for one in standing if one.withdrawal_id not in known)
    return [one for one in new if session.get(StudyRow, one.study_id) is not None]


def called_off(session: Session, ids: Collection[str]) -> list[str]:
    """Those of some withdrawals that were called off, and that this store still waits with."""
    waiting = select(WithdrawalRow.id).where(WithdrawalRow.state == "waiting").order_by(col(WithdrawalRow.asked_at))
    return [one for one in session.exec(waiting) if one in ids]


def give_back_again(transaction: Transaction, withdrawal_id: str, record: Record) -> None:
    """Somebody changed their mind after this store was copied: what was taken comes back, however late it is."""
    row = transaction.session.get_one(WithdrawalRow, withdrawal_id, populate_existing=True)
    if row.state != "waiting":
        return
    transaction.hold(transaction.session.exec(select(BoardRow.id).where(BoardRow.study_id == row.study_id)))
    person = transaction.session.get_one(PersonRow, row.person_id)
    call_off(transaction, person, row, partial(_told, record), BACK_AGAIN)


def repeat(transaction: Transaction, one: Remembrance, record: Record) -> None:
    """Takes it all back again, for good, and the logs tell so. Nobody can change their mind a second time."""
    session = transaction.session
    if session.get(WithdrawalRow, one.withdrawal_id) is not None:
        return
    here = _in_these_logs(session, one.taken)
    boards = list(session.exec(select(BoardRow.id).where(BoardRow.study_id == one.study_id)))
    transaction.hold(boards)
    row = WithdrawalRow(
        id=one.withdrawal_id, study_id=one.study_id, way=one.way, asked_at=one.asked_at, state="deleting"
    )
    session.add(row)
    session.flush()
    person = session.get(PersonRow, one.person_id) if one.person_id is not None else None
    if person is not None:
        for board_id in boards:
            _told(record, transaction, board_id, _said_again(one, person))
    if one.removal is not None and one.removal.board_id in boards:
        _tell_removed(transaction, one, one.removal, here, record)
    transaction.flush()
    for board_id, taken in here.items():
        take_again(session, board_id, {entry.seq: entry.paths for entry in taken})
        noted = _noted(session, board_id, one.withdrawal_id)
        note_taken(session, (_row(one.withdrawal_id, entry) for entry in taken if entry.seq not in noted))
        rewrite(session, board_id, head_of(session, board_id))
    if person is not None and one.way != "source":
        drop_name(session, person, one.way, one.asked_at)
        forget(transaction, person, one.way, one.asked_at)
    if not lead_again(transaction, one.study_id, one.leads, one.asked_at):
        logger.warning("nobody leads this study any more: %s", one.study_id)


def _tell_removed(
    transaction: Transaction,
    one: Remembrance,
    removal: Removal,
    here: Mapping[str, Sequence[TakenFrom]],
    record: Record,
) -> None:
    seqs = {entry.seq for entry in here.get(removal.board_id, ())}
    said = (one.withdrawal_id, AGAIN.format(one.asked_at[:10]))
    submission = removed_again(transaction.session, one.study_id, removal, seqs, said)
    if submission is not None:
        _told(record, transaction, removal.board_id, submission)


def _told(record: Record, transaction: Transaction, board_id: str, said: Submission) -> Outcome | None:
    """What is noted of a log that is broken is done all the same."""
    try:
        return record(transaction, board_id, said)
    except BrokenLog:
        logger.warning("a broken log does not tell what was done to it again: %s", board_id)
        return None


def _noted(session: Session, board_id: str, withdrawal_id: str) -> set[int]:
    """The records of which the event took something."""
    these = (TakenRow.board_id == board_id, TakenRow.withdrawal_id == withdrawal_id)
    return set(session.exec(select(TakenRow.seq).where(*these)))


def _said_again(one: Remembrance, person: PersonRow) -> Submission:
    """What was asked for then. Of a source only pointers were noted, so the event alone comes of it."""
    command = WithdrawalAsk(
        type="withdrawal.ask",
        withdrawal_id=one.withdrawal_id,
        way=one.way,
        person_id=person.id,
        stand_in=new_id("left"),
        pseudonym=person.pseudonym,
        source=one.withdrawal_id,
        until=None,
    )
    why = AGAIN.format(one.asked_at[:10])
    return Submission(Author(person.id, person.role), one.withdrawal_id, command, why)


def _row(withdrawal_id: str, entry: TakenFrom) -> dict[str, Any]:
    paths = orjson.dumps(entry.paths).decode()
    place = {"board_id": entry.board_id, "seq": entry.seq, "withdrawal_id": withdrawal_id}
    return {**place, "paths": paths, "openings": None}


def _in_these_logs(session: Session, taken: Sequence[TakenFrom]) -> dict[str, list[TakenFrom]]:
    """Those of records that stand in this store, and are not others in their place."""
    found: defaultdict[str, list[TakenFrom]] = defaultdict(list)
    for entry in taken:
        row = session.get(RecordRow, (entry.board_id, entry.seq))
        if row is not None and row.chain.hex() == entry.chain:
            found[entry.board_id].append(entry)
        session.expunge_all()
    return found
