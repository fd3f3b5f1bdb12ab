"""Reading a log: rows into events, boards and answers."""

import json
from collections.abc import Iterable, Iterator
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
    head: int | None = session.connection().execute(HEAD, {"board": board_id}).scalar_one()
    return head or 0


def chain_at(session: Session, board_id: str, seq: int) -> bytes:
    """The chain value of a record."""
    row = session.get(RecordRow, (board_id, seq))
    if row is None:
        raise errors.BrokenLog("A record is missing from the log.", seq=seq)
    return row.chain


def caught_up(session: Session, board: Board, limit: int) -> Board:
    """The board with everything appended since."""
    return replay(board, events_after(session, board.id, board.seq, limit))


def known_answers(session: Session, board_id: str, command_ids: Iterable[str]) -> dict[str, Event | Answered]:
    """What became of those of these commands that were answered before."""
    asked = {"board": board_id, "commands": list(command_ids)}
    known: dict[str, Event | Answered] = {}
    for row in session.connection().execute(ANSWERED, asked):
        kind = KINDS.get(row.code)
        known[row.command_id] = Answered(kind(row.message, **json.loads(row.detail)) if kind is not None else None)
    for command_id, leaf, openings in session.connection().execute(RECORDED, asked):
        known[command_id] = event_of(leaf, openings)
    return known


KINDS: dict[str, type[Rejection]] = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Rejection)
}

RECORDED = sql_select(col(RecordRow.command_id), col(RecordRow.leaf), col(RecordRow.openings)).where(
    col(RecordRow.board_id) == bindparam("board"), col(RecordRow.command_id).in_(bindparam("commands", expanding=True))
)
ANSWERED = sql_select(
    col(AnswerRow.command_id), col(AnswerRow.code), col(AnswerRow.message), col(AnswerRow.detail)
).where(
    col(AnswerRow.board_id) == bindparam("board"), col(AnswerRow.command_id).in_(bindparam("commands", expanding=True))
)
HEAD = sql_select(func.max(RecordRow.seq)).where(col(RecordRow.board_id) == bindparam("board"))
"""Asked before every group of commands, so built once and run below the ORM."""
