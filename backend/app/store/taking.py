"""Taking openings out of records, giving them back, and letting go of them, within a running transaction.

A record whose openings were taken reads everywhere as if they had never been there: there is no second way to read it.
Until a withdrawal is final they lie in a table of their own, which nothing reads but this.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import bindparam, delete, update
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
    for seq, gone in _pulled(session, board_id, taking.paths):
        _note(session, board_id, seq, taking.withdrawal_id, gone, keeps=keeps)
    seq, gone = own
    _note(session, board_id, seq, taking.withdrawal_id, gone, keeps=keeps)
    rewrite(session, board_id, seq)


def _note(session: Session, board_id: str, seq: int, withdrawal_id: str, gone: Openings, *, keeps: bool) -> None:
    kept = orjson.dumps(gone).decode() if keeps else None
    paths = orjson.dumps(sorted(gone)).decode()
    session.add(TakenRow(board_id=board_id, seq=seq, withdrawal_id=withdrawal_id, paths=paths, openings=kept))


def _pulled(session: Session, board_id: str, paths: Paths) -> Iterator[tuple[int, Openings]]:
    """Takes openings out of records; answers those that were there."""
    seqs = sorted(paths)
    for start in range(0, len(seqs), AT_ONCE):
        some, changes = seqs[start : start + AT_ONCE], list[dict[str, Any]]()
        for row in _records(session, board_id, some):
            kept, gone = split(orjson.loads(row.openings), paths[row.seq])
            if gone:
                changes.append({"board": board_id, "number": row.seq, "kept": orjson.dumps(kept).decode()})
                yield row.seq, gone
        _change(session, changes)


def _records(session: Session, board_id: str, seqs: Sequence[int]) -> Sequence[Any]:
    chosen = select(RecordRow.seq, RecordRow.openings).where(RecordRow.board_id == board_id)
    return session.exec(chosen.where(col(RecordRow.seq).in_(seqs))).all()


def _change(session: Session, changes: list[dict[str, Any]]) -> None:
    if changes:
        session.connection().execute(CHANGE, changes)


def give_back(transaction: Transaction, withdrawal_id: str) -> dict[str, int]:
    """Puts all openings of a withdrawal back; answers on which boards, and the seq of the event that took them."""
    session, boards = transaction.session, dict[str, int]()
    rows = session.exec(select(TakenRow).where(TakenRow.withdrawal_id == withdrawal_id)).all()
    for start in range(0, len(rows), AT_ONCE):
        for row in rows[start : start + AT_ONCE]:
            boards[row.board_id] = max(boards.get(row.board_id, 0), row.seq)
            _put_back(session, row)
            session.delete(row)
    session.flush()
    for board_id, seq in boards.items():
        rewrite(session, board_id, seq)
    return boards


def _put_back(session: Session, row: TakenRow) -> None:
    [record] = _records(session, row.board_id, [row.seq])
    whole = {**orjson.loads(record.openings), **orjson.loads(row.openings or "{}")}
    _change(session, [{"board": row.board_id, "number": row.seq, "kept": orjson.dumps(whole).decode()}])


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
