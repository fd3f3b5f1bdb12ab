"""A board over HTTP: its state, its events, and commands for scripts and for networks that block sockets."""

import asyncio
import gzip
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.domain.errors import NotFound
from app.domain.events import Author
from app.domain.model import plain
from app.protocol import Submit, people_named, read_submit
from app.realtime.presence import doing_of
from app.realtime.wire import encoded
from app.store.members import Member
from app.store.submission import Submission
from app.store.taking import reach_of, rewritten_at
from app.web.access import changing, member_of_board, people_of, signed_in
from app.web.bodies import PresenceBody, read_body, read_bytes
from app.web.context import Context, context_of
from app.web.errors import refused
from app.web.greeting import welcome_of
from app.web.moments import Seq, board_of_moment, head_reaching
from app.web.waiting import Waiting, entered, until_news

router = APIRouter(prefix="/api/boards/{board_id}")
MOST_EVENTS = 5_000


@router.get("/state")
async def state(request: Request, board_id: str, at: Seq | None = None) -> Response:
    """The whole board, now or right after an event."""
    context = context_of(request)
    await member_of_board(context, await signed_in(request), board_id, "board.read")
    head = await head_reaching(context, board_id, at)
    rewritten = await context.database.read(lambda session: rewritten_at(session, board_id))
    seq = head if at is None else at
    tag = f'"{board_id}-{seq}-{rewritten}"'
    if tag in _tags_known(request):
        return Response(status_code=304, headers=_headers(tag))
    found = await board_of_moment(context, board_id, seq)
    return await _packed(request, {"board_id": board_id, "seq": seq, "state": plain(found.state)}, tag)


async def _packed(request: Request, answer: dict[str, Any], tag: str) -> Response:
    """The answer as JSON, compressed off the event loop when the reader takes that."""
    headers, content = _headers(tag), encoded(answer)
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = await asyncio.to_thread(gzip.compress, content, 5), "gzip"
    return Response(content, headers=headers, media_type="application/json")


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}


def _tags_known(request: Request) -> set[str]:
    """What the reader has already; a proxy that packs anew marks a tag as weak."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}


@router.get("/events")
async def events(
    request: Request,
    board_id: str,
    after: Seq = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_EVENTS)] = MOST_EVENTS,
    *,
    waiting: Annotated[Waiting, Depends()],
) -> Response:
    """A stretch of the log, in order. With `wait` it comes when there is something, or after so many seconds."""
    context = context_of(request)
    await member_of_board(context, await signed_in(request), board_id, "board.read")
    answer: dict[str, Any] = {}
    if waiting.wait:
        answer = asdict(await until_news(request, board_id, after, waiting))
    found = await context.log.read(board_id, after, limit)
    head, rewritten = await context.database.read(lambda session: reach_of(session, board_id))
    answer |= {"events": found, "head": head}
    return await _packed(request, answer, f'"{board_id}-{after}-{limit}-{head}-{rewritten}"')


@router.get("/welcome")
async def welcome(request: Request, board_id: str, after: Seq | None = None) -> Response:
    """What a websocket is told first, for networks that block those."""
    async with entered(request, board_id, after) as (room, session, member, afresh):
        content = welcome_of(room, session, member, context_of(request), afresh=afresh)
    return Response(content, headers={"Cache-Control": "no-store"}, media_type="application/json")


@router.post("/presence")
async def presence(request: Request, board_id: str) -> Response:
    """What a page without a websocket says of its person. It counts for as long as that page asks for news."""
    await changing(request)
    said = await read_body(request, PresenceBody)
    async with entered(request, board_id, None) as (room, session, member, _):
        room.guests.say(session.visitor, said.page, said.turn, doing_of(said.presence, member.role))
    return JSONResponse({})


@router.post("/commands")
async def commands(request: Request, board_id: str) -> Response:
    """One command, answered once it is on disk."""
    context, found = context_of(request), await changing(request)
    member = await member_of_board(context, found, board_id, "board.read")
    context.hub.pace.demand(member.person_id)
    said = read_submit(await read_bytes(request))
    try:
        outcome = await context.hub.submit(board_id, await _submission(context, member, said))
    except NotFound as stranger:
        return refused(stranger, missing=409)
    if outcome.rejection is not None:
        return refused(outcome.rejection, missing=409)
    answer: dict[str, Any] = {"events": outcome.events, "settles": said.command_id}
    return JSONResponse(answer)


async def _submission(context: Context, member: Member, said: Submit) -> Submission:
    """What is asked, by whom, and for whom. Raises NotFound when that person is not in the study."""
    named = people_named(said)
    known = {person["id"] for person in await people_of(context, member)} if named else set()
    for stranger in named - known:
        raise NotFound("This person is not in the study.", kind="person", id=stranger)
    author = Author(member.person_id, member.role, said.on_behalf_of)
    return Submission(author, said.command_id, said.command, said.why)
