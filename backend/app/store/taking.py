"""Taking openings out of records, giving them back, and letting go of them, within a running transaction.

A record whose openings were taken reads everywhere as if they had never been there: there is no second way to read it.
Until a withdrawal is final they lie in a table of their own, which nothing reads but this.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import orjson
from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.domain.events import Taking
from app.domain.leaf import Openings
from app.store.records import head_of
from app.store.tables import BoardRow, RecordRow, SnapshotRow
from app.store.tables_withdrawal import TakenRow, WithdrawalRow
from app.store.writer import Transaction

AT_ONCE = 500
"""Records changed with one statement."""
CHANGE = (
    update(RecordRow)
    .where(col(RecordRow.board_id) == bindparam("board"), col(RecordRow.seq) == bindparam("number"))
    .values(openings=bindparam("kept"))
)
OPENINGS = sql_select(col(RecordRow.seq), col(RecordRow.openings)).where(
    col(RecordRow.board_id) == bindparam("board"), col(RecordRow.seq).in_(bindparam("seqs", expanding=True))
)
KEPT = sql_select(col(TakenRow.board_id), col(TakenRow.seq), col(TakenRow.openings)).where(
    col(TakenRow.withdrawal_id) == bindparam("withdrawal")
)
Paths = Mapping[int, Sequence[str]]


def split(openings: Openings, taken: Sequence[str]) -> tuple[Openings, Openings]:
    """What stays and what goes."""
    gone = {path: openings[path] for path in taken if path in openings}
    return {path: opening for path, opening in openings.items() if path not in gone}, gone


def of_itself(openings: Openings, taking: Taking) -> list[str]:
    """The openings of the event itself that never come to be seen: what was there before, and who did it."""
    hidden = ("/actor", "/on_behalf_of") if taking.nameless else ()
    return [path for path in openings if path in hidden or "/before/" in path]


def take(transaction: Transaction, board_id: str, taking: Taking, own: tuple[int, Openings]) -> None:
    """Takes openings out of earlier records; `own` are those of the event itself, by its seq."""
    transaction.flush()
    session, keeps = transaction.session, taking.until is not None
    rows = (
        _taken_row(board_id, seq, taking.withdrawal_id, gone, keeps=keeps)
        for seq, gone in chain(_pulled(session, board_id, taking.paths), [own])
    )
    note_taken(session, rows)
    rewrite(session, board_id, own[0])


def _taken_row(board_id: str, seq: int, withdrawal_id: str, gone: Openings, *, keeps: bool) -> dict[str, Any]:
    kept, paths = orjson.dumps(gone).decode() if keeps else None, orjson.dumps(sorted(gone)).decode()
    return {"board_id": board_id, "seq": seq, "withdrawal_id": withdrawal_id, "paths": paths, "openings": kept}


def note_taken(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Writes rows of `taken`, many with one statement."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        session.connection().execute(insert(TakenRow), some)


def _pulled(session: Session, board_id: str, paths: Paths) -> Iterator[tuple[int, Openings]]:
    """Takes openings out of records; answers those that were there."""
    seqs = sorted(paths)
    for start in range(0, len(seqs), AT_ONCE):
        some, changes = seqs[start : start + AT_ONCE], list[dict[str, Any]]()
        for seq, openings in _records(session, board_id, some):
            kept, gone = split(orjson.loads(openings), paths[seq])
            if gone:
                changes.append({"board": board_id, "number": seq, "kept": orjson.dumps(kept).decode()})
                yield seq, gone
        _change(session, changes)


def _records(session: Session, board_id: str, seqs: Sequence[int]) -> Sequence[Any]:
    return session.connection().execute(OPENINGS, {"board": board_id, "seqs": seqs}).all()


def _change(session: Session, changes: list[dict[str, Any]]) -> None:
    if changes:
        session.connection().execute(CHANGE, changes)


def give_back(transaction: Transaction, withdrawal_id: str) -> dict[str, int]:
    """Puts all openings of a withdrawal back; answers on which boards, and the seq of the event that took them."""
    transaction.flush()
    session, boards = transaction.session, dict[str, int]()
    rows = session.connection().execute(KEPT, {"withdrawal": withdrawal_id}).all()
    for board_id, seq, _ in rows:
        boards[board_id] = max(boards.get(board_id, 0), seq)
    for board_id, asked_at in boards.items():
        kept = {seq: openings for board, seq, openings in rows if board == board_id}
        _put_back(session, board_id, kept)
        rewrite(session, board_id, asked_at)
    session.connection().execute(delete(TakenRow).where(col(TakenRow.withdrawal_id) == withdrawal_id))
    return boards


def _put_back(session: Session, board_id: str, kept: Mapping[int, str | None]) -> None:
    seqs = sorted(kept)
    for start in range(0, len(seqs), AT_ONCE):
        changes = list[dict[str, Any]]()
        for seq, openings in _records(session, board_id, seqs[start : start + AT_ONCE]):
            whole = {**orjson.loads(openings), **orjson.loads(kept[seq] or "{}")}
            changes.append({"board": board_id, "number": seq, "kept": orjson.dumps(whole).decode()})
        _change(session, changes)


def let_go(session: Session, withdrawal_id: str) -> None:
    """From here on nothing can be given back."""
    of = col(TakenRow.withdrawal_id) == withdrawal_id
    session.connection().execute(update(TakenRow).where(of).values(openings=None))


def take_again(session: Session, board_id: str, paths: Paths) -> int:
    """Takes openings out of a log for good, without an event; answers how many were there."""
    return sum(len(gone) for _, gone in _pulled(session, board_id, paths))


def rewrite(session: Session, board_id: str, seq: int) -> None:
    """From this seq on earlier records read otherwise: what was written down of the board is let go."""
    session.connection().execute(delete(SnapshotRow).where(col(SnapshotRow.board_id) == board_id))
    board = session.get_one(BoardRow, board_id)
    board.rewritten = max(board.rewritten, seq)
    session.add(board)


def rewritten_at(session: Session, board_id: str) -> int:
    """The seq of the last record after which earlier ones read otherwise; 0: none."""
    found = session.exec(select(BoardRow.rewritten).where(BoardRow.id == board_id)).first()
    return found or 0


def reach_of(session: Session, board_id: str) -> tuple[int, int]:
    """How far a log goes, and the last seq from which on earlier records read otherwise."""
    return head_of(session, board_id), rewritten_at(session, board_id)


def noted(session: Session, board_id: str, taking: Taking, now: str) -> None:
    """Notes a removal that concerns one board, and begins at once."""
    if session.get(WithdrawalRow, taking.withdrawal_id) is None:
        study_id = session.get_one(BoardRow, board_id).study_id
        row = WithdrawalRow(id=taking.withdrawal_id, study_id=study_id, way="removed", asked_at=now, state="deleting")
        session.add(row)
        session.flush()
