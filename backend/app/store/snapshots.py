"""Snapshots: a board written down as it was right after an event. Only a cache: without them all is the same, later."""

import zlib
from typing import Any

import orjson
from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.domain.evolve import board_of
from app.domain.leaf import UNREADABLE
from app.domain.model import Board, plain
from app.store.submission import Live
from app.store.tables import RecordRow, SnapshotRow
from app.store.taking import rewritten_at
from app.store.writer import Transaction

FORM = 1
"""How a snapshot is written. A server that writes otherwise takes another number, and does not read those before."""
KEPT = 2
"""Snapshots of a board at most."""


def row_of(live: Live) -> dict[str, Any]:
    """A board as a row. Takes milliseconds on a full board, so nobody should wait for it."""
    content = {"state": plain(live.board.state), "gone": list(live.board.gone)}
    return {
        "board_id": live.board.id,
        "seq": live.board.seq,
        "form": FORM,
        "chain": live.chain,
        "content": zlib.compress(orjson.dumps(content), 1),
    }


def board_in(row: SnapshotRow) -> Board | None:
    """The board of a snapshot; None when it cannot be read."""
    try:
        content = orjson.loads(zlib.decompress(row.content))
        gone = [(kind, key) for kind, key in content["gone"]]
        return board_of(row.board_id, row.seq, content["state"], gone)
    except (zlib.error, *UNREADABLE):
        return None


def nearest(session: Session, board_id: str, upto: int) -> Live | None:
    """The newest snapshot not beyond a seq that can be read and belongs to this log."""
    rows = session.exec(
        select(SnapshotRow, RecordRow.chain)
        .join(RecordRow, (col(RecordRow.board_id) == SnapshotRow.board_id) & (col(RecordRow.seq) == SnapshotRow.seq))
        .where(SnapshotRow.board_id == board_id, col(SnapshotRow.seq) <= upto, SnapshotRow.form == FORM)
        .order_by(col(SnapshotRow.seq).desc())
    )
    for row, chain in rows:
        board = board_in(row) if row.chain == chain else None
        if board is not None:
            return Live(board, chain)
    return None


def put_in(transaction: Transaction, row: dict[str, Any]) -> None:
    """Writes a snapshot and lets go of the oldest. One that holds words which were taken out since is not written."""
    board_id = row["board_id"]
    if row["seq"] < rewritten_at(transaction.session, board_id):
        return
    drop_in(transaction, board_id, row["seq"])
    transaction.session.add(SnapshotRow(**row))
    transaction.session.flush()
    newest = select(SnapshotRow.seq).where(SnapshotRow.board_id == board_id).order_by(col(SnapshotRow.seq).desc())
    kept = transaction.session.exec(newest.limit(KEPT)).all()
    transaction.session.connection().execute(
        delete(SnapshotRow).where(col(SnapshotRow.board_id) == board_id, col(SnapshotRow.seq) < min(kept))
    )


def drop_in(transaction: Transaction, board_id: str, seq: int) -> None:
    """Lets go of a snapshot."""
    transaction.session.connection().execute(
        delete(SnapshotRow).where(col(SnapshotRow.board_id) == board_id, col(SnapshotRow.seq) == seq)
    )
