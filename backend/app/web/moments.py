"""A board as it was right after an event, for every door that takes `at`."""

from typing import Annotated

from fastapi import Query

from app.domain.commands import LARGEST_SEQ
from app.domain.errors import NotFound
from app.domain.events import Event
from app.domain.model import Board
from app.store.records import head_of
from app.web.context import Context

Seq = Annotated[int, Query(ge=0, le=LARGEST_SEQ)]


async def head_reaching(context: Context, board_id: str, at: int | None) -> int:
    """The last seq of the log. Raises NotFound when the moment has not come."""
    head = await context.database.read(lambda session: head_of(session, board_id))
    if at is not None and at > head:
        raise NotFound("The log does not reach that far yet.", field="at", head=head)
    return head


async def board_of_moment(context: Context, board_id: str, at: int | None) -> Board:
    """The board right after an event; None: now. Raises NotFound."""
    if at is None:
        return await context.log.open(board_id)
    head = await head_reaching(context, board_id, at)
    if at == head:
        board = await context.log.open(board_id)
        if board.seq == at:
            return board
    return await context.log.board_at(board_id, at)


async def events_until(context: Context, board_id: str, at: int | None) -> list[Event]:
    """The log up to a moment, that event included; None: all of it. Raises NotFound."""
    if at is None:
        return await context.log.read_all(board_id)
    await head_reaching(context, board_id, at)
    return await context.log.read(board_id, 0, at)
