"""Reading a log: rows into events, boards and answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.domain import errors
from app.domain.errors import Rejection
from app.domain.events import Event
from app.domain.evolve import replay
from app.domain.leaf import unseal
from app.domain.model import Board
from app.store.tables import AnswerRow, RecordRow


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a command that left no event: a rejection, or None when it changed nothing."""

    rejection: Rejection | None


def event_of(leaf: bytes, openings: str) -> Event:
    """The event of a stored record."""
    return unseal(leaf, orjson.loads(openings))


def events_after(session: Session, board_id: str, after: int, limit: int) -> list[Event]:
    """At most `limit` events behind `after`, in order."""
    rows = session.exec(
        select(RecordRow.leaf, RecordRow.openings)
        .where(RecordRow.board_id == board_id, col(RecordRow.seq) > after)
        .order_by(col(RecordRow.seq))
        .limit(limit)
    )
    return [event_of(leaf, openings) for leaf, openings in rows]


def rows_of(session: Session, board_id: str) -> Iterator[RecordRow]:
    """All rows of a log in order, as stored."""
    yield from session.exec(select(RecordRow).where(RecordRow.board_id == board_id).order_by(col(RecordRow.seq)))


def head_of(session: Session, board_id: str) -> int:
    """The last seq of a log; 0 when it is empty."""
    return session.exec(select(func.max(RecordRow.seq)).where(RecordRow.board_id == board_id)).one() or 0


def chain_at(session: Session, board_id: str, seq: int) -> bytes:
    """The chain value of a record."""
    row = session.get(RecordRow, (board_id, seq))
    if row is None:
        raise errors.BrokenLog("A record is missing from the log.", seq=seq)
    return row.chain


def caught_up(session: Session, board: Board, limit: int) -> Board:
    """The board with everything appended since."""
    return replay(board, events_after(session, board.id, board.seq, limit))


def recorded(session: Session, board_id: str, command_id: str) -> Event | None:
    """The event that a command left, if any."""
    found = session.connection().execute(RECORDED, {"board": board_id, "command": command_id}).first()
    return None if found is None else event_of(found.leaf, found.openings)


def answered(session: Session, board_id: str, command_id: str) -> Answered | None:
    """The stored answer to a command that left no event, if any."""
    found = session.connection().execute(ANSWERED, {"board": board_id, "command": command_id}).first()
    if found is None:
        return None
    kind = KINDS.get(found.code)
    return Answered(kind(found.message, **json.loads(found.detail)) if kind is not None else None)


KINDS: dict[str, type[Rejection]] = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Rejection)
}

RECORDED = sql_select(col(RecordRow.leaf), col(RecordRow.openings)).where(
    col(RecordRow.board_id) == bindparam("board"), col(RecordRow.command_id) == bindparam("command")
)
ANSWERED = sql_select(col(AnswerRow.code), col(AnswerRow.message), col(AnswerRow.detail)).where(
    col(AnswerRow.board_id) == bindparam("board"), col(AnswerRow.command_id) == bindparam("command")
)
"""Asked before every command, so built once and run below the ORM."""
