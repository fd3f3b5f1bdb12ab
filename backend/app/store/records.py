"""Reading a log: rows into events, boards and answers."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import CompoundSelect, bindparam, func, null, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.domain import errors
from app.domain.errors import Rejection
from app.domain.events import Event
from app.domain.leaf import UNREADABLE, canonical, unseal
from app.store.quick import Row, ask
from app.store.tables import AnswerRow, RecordRow


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a command that left no event: a rejection, or None when it changed nothing."""

    rejection: Rejection | None


def event_of(leaf: bytes, openings: str) -> Event:
    """The event of a stored record. Raises BrokenLog when it cannot be read."""
    try:
        said = orjson.loads(openings)
        if isinstance(said, dict):
            return unseal(leaf, said)
    except UNREADABLE:
        pass
    raise errors.BrokenLog("A record cannot be read.")


def line_of(leaf: bytes, openings: str, chain: bytes) -> str:
    """A stored record as one line of `records.jsonl`. Raises BrokenLog when it cannot be read at all."""
    try:
        record = {"chain": chain.hex(), "leaf": leaf.decode(), "openings": orjson.loads(openings)}
    except ValueError:
        raise errors.BrokenLog("A record cannot be read.") from None
    return canonical(record).decode() + "\n"


def rows_of(session: Session, board_id: str) -> Iterator[RecordRow]:
    """All rows of a log in order, as stored."""
    yield from session.exec(select(RecordRow).where(RecordRow.board_id == board_id).order_by(col(RecordRow.seq)))


def head_of(session: Session, board_id: str) -> int:
    """The last seq of a log; 0 when it is empty."""
    [[head]] = ask(session, HEAD, {"board": board_id}, {})
    return head or 0


def known_answers(session: Session, board_id: str, command_ids: Iterable[str]) -> dict[str, Event | Answered]:
    """What became of those of these commands that were answered before."""
    board, commands = {"board": board_id}, {"commands": list(command_ids)}
    return {row[0]: _answer_of(row) for row in ask(session, ANSWERS, board, commands)}


def _answer_of(row: Row) -> Event | Answered:
    _, leaf, openings, code, message, detail = row
    if leaf is not None:
        return event_of(leaf, openings)
    kind = KINDS.get(code)
    return Answered(kind(message, **json.loads(detail)) if kind is not None else None)


KINDS: dict[str, type[Rejection]] = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Rejection)
}

ANSWERS: CompoundSelect[Any] = union_all(
    sql_select(col(RecordRow.command_id), col(RecordRow.leaf), col(RecordRow.openings), null(), null(), null()).where(
        col(RecordRow.board_id) == bindparam("board"),
        col(RecordRow.command_id).in_(bindparam("commands", expanding=True)),
    ),
    sql_select(
        col(AnswerRow.command_id), null(), null(), col(AnswerRow.code), col(AnswerRow.message), col(AnswerRow.detail)
    ).where(
        col(AnswerRow.board_id) == bindparam("board"),
        col(AnswerRow.command_id).in_(bindparam("commands", expanding=True)),
    ),
)
"""What was recorded, and what was answered without an event: one question, because each costs as much as its rows."""
HEAD = sql_select(func.max(RecordRow.seq)).where(col(RecordRow.board_id) == bindparam("board"))
"""Asked before every group of commands, so built once and run below the ORM."""
