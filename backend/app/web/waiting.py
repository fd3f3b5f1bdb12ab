"""Waiting for news of a board without a websocket."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from app.domain.commands import LARGEST_SEQ
from app.protocol import PersonHere
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.realtime.wire import encoded
from app.store.members import Member
from app.web.access import member_of_board, people_of, signed_in
from app.web.bodies import PAGE
from app.web.context import context_of

LONGEST_WAIT = 25
"""Seconds; networks that block websockets often end a request that is silent for thirty."""
PEOPLE_SECONDS = 1.0
"""News of people alone, without events, is not told sooner than so long after it was asked for."""


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


@dataclass(frozen=True)
class Waiting:
    """What a reader waits for: `wait` seconds for events, or for other `people` than this tag tells.

    Without a tag it does not mind the people. `page` and `turn`: what it said of itself last, if anything.
    """

    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT)] = 0
    people: Annotated[str | None, Query(max_length=40)] = None
    page: Annotated[str | None, Query(pattern=PAGE)] = None
    turn: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0


@dataclass(frozen=True, slots=True)
class News:
    """Who is here, the tag of that, and whether the page is known here by what it said."""

    people: list[PersonHere]
    tag: str
    said: bool


async def until_news(request: Request, board_id: str, after: int, waiting: Waiting) -> News:
    """Waits until there is news, the reader has gone, or the time is over.

    Raises as `entered`, also when the reader may not read any more by then.
    """
    async with entered(request, board_id, after) as (room, session, member, _):
        said = _waits(room, member, waiting, still=True)
        bell = asyncio.Event()
        session.ring_bell = bell.set
        gone = asyncio.create_task(_gone(request, bell))
        try:
            async with asyncio.timeout(waiting.wait if said else 0):
                await _until_seen(room, session, (after, waiting.people), bell, gone)
        except TimeoutError:
            pass  # nothing new is news too: the line is whole
        finally:
            gone.cancel()
            _waits(room, member, waiting, still=False)
        people = room.presence.all()
    await member_of_board(context_of(request), await signed_in(request), member.board_id, "board.read")
    return News(people, tag_of(people), said)


def _waits(room: Room, member: Member, waiting: Waiting, *, still: bool) -> bool:
    return waiting.page is None or room.guests.waits(member.person_id, waiting.page, waiting.turn, still=still)


async def _until_seen(
    room: Room, session: Session, known: tuple[int, str | None], bell: asyncio.Event, gone: asyncio.Future[None]
) -> None:
    """Until something else is true than is `known`: seq and tag. Of people alone there is news once a second."""
    loop = asyncio.get_running_loop()
    rested = loop.time() + PEOPLE_SECONDS
    seq, tag = known
    while room.board.seq <= seq and session.close_code is None and not gone.done():
        others = tag is not None and tag_of(room.presence.all()) != tag
        if others and loop.time() >= rested:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(rested if others else None):
                await bell.wait()
        bell.clear()


def tag_of(people: Sequence[PersonHere]) -> str:
    """Short, and the same for the same people doing the same. Cards held and writing are left out: over soon."""
    told = [{**person, "holding": None, "writing": None} for person in people]
    return hashlib.blake2s(encoded(told), digest_size=8).hexdigest()


async def _gone(request: Request, bell: asyncio.Event) -> None:
    """Ends when the reader does not wait any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    bell.set()
