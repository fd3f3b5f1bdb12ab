"""Taking out again what a store from before does not know was taken back."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import orjson
from sqlmodel import Session, select

from app.store.records import head_of
from app.store.remembered import Remembrance, TakenFrom
from app.store.tables import PersonRow, RecordRow, StudyRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.taking import note_taken, rewrite, take_again
from app.store.withdrawal_end import drop_name, forget
from app.store.writer import Transaction


def unknown(session: Session, standing: Sequence[Remembrance]) -> list[Remembrance]:
    """What this store does not know of, in studies that it has."""
    known = set(session.exec(select(WithdrawalRow.id)))
    new = (one for one in standing if one.withdrawal_id not in known)
    return [one for one in new if session.get(StudyRow, one.study_id) is not None]


def repeat(transaction: Transaction, one: Remembrance) -> None:
    """Takes it all back again, for good. There is no time to change one's mind a second time."""
    session = transaction.session
    if session.get(WithdrawalRow, one.withdrawal_id) is not None:
        return
    here = _in_these_logs(session, one.taken)
    transaction.hold(here)
    row = WithdrawalRow(
        id=one.withdrawal_id, study_id=one.study_id, way=one.way, asked_at=one.asked_at, state="deleting"
    )
    session.add(row)
    session.flush()
    for board_id, taken in here.items():
        take_again(session, board_id, {entry.seq: entry.paths for entry in taken})
        note_taken(session, (_row(one.withdrawal_id, entry) for entry in taken))
        rewrite(session, board_id, head_of(session, board_id))
    person = session.get(PersonRow, one.person_id) if one.person_id is not None else None
    if person is not None and one.way != "source":
        drop_name(session, person, one.way, one.asked_at)
        forget(transaction, person, one.way, one.asked_at)


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
