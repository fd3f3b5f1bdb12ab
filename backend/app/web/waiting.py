"""Waiting for news of a board without a websocket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial

from starlette.requests import Request

from app.protocol import PersonHere
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.store.members import Member
from app.web.access import member_of_board, people_of, signed_in
from app.web.context import context_of

LONGEST_WAIT = 25
"""Seconds; networks that block websockets often end a request that is silent for thirty."""


@contextlib.asynccontextmanager
async def entered(
    request: Request, board_id: str, after: int | None
) -> AsyncIterator[tuple[Room, Session, Member, bool]]:
    """In the room for the length of one request, unseen: nobody is shown as here who asks now and then.

    Raises SignedOut, NotFound, NotAllowed or LimitReached. The last value says whether the whole state is needed.
    """
    context, found = context_of(request), await signed_in(request)
    member = await member_of_board(context, found, board_id, "board.read")
    visitor = Visitor(member.person_id, member.role, found.token_hash)
    room, session, afresh = await context.hub.enter(board_id, visitor, after, partial(people_of, context, member))
    room.presence.leave(session, member.person_id)
    try:
        yield room, session, member, afresh
    finally:
        context.hub.leave(room, session)


async def until_news(request: Request, board_id: str, after: int, seconds: float) -> list[PersonHere]:
    """Waits until the log goes beyond `after`, the reader has gone, or so many seconds are over. Who is here then.

    Raises as `entered`, also when the reader may not read any more by then.
    """
    async with entered(request, board_id, after) as (room, session, member, _):
        bell = asyncio.Event()
        session.ring_bell = bell.set
        gone = asyncio.create_task(_gone(request, bell))
        try:
            async with asyncio.timeout(seconds):
                while room.board.seq <= after and session.close_code is None and not gone.done():
                    await bell.wait()
                    bell.clear()
        except TimeoutError:
            pass  # nothing new is news too: the line is whole
        finally:
            gone.cancel()
        people = room.presence.all()
    await member_of_board(context_of(request), await signed_in(request), member.board_id, "board.read")
    return people


async def _gone(request: Request, bell: asyncio.Event) -> None:
    """Ends when the reader does not wait any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    bell.set()
