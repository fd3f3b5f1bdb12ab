"""Draft minutes over HTTP. Kept ones are on the board like everything else."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.export.minutes_draft import minutes_draft
from app.export.sitting import ended_at
from app.export.unsaid import events_without, unreadable
from app.verifier.notes import note_of
from app.verifier.words import words_of
from app.web.access import member_of_board, people_of, signed_in
from app.web.context import Context, context_of

router = APIRouter(prefix="/api/boards/{board_id}/minutes")
FARTHEST = 14 * 60
"""Minutes that any clock on earth is ahead of UTC at most."""
Offset = Annotated[int, Query(ge=-FARTHEST, le=FARTHEST)]


@router.get("/draft")
async def draft(request: Request, board_id: str, meeting: str, offset: Offset = 0) -> Response:
    """What the log says about a meeting, to be read over: everybody will read it, so it quotes what everybody may read.

    `offset`: minutes that the reader is ahead of UTC.
    """
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "minutes.write")
    names = {person["id"]: person["pseudonym"] for person in await people_of(context, member)}
    board = await context.log.open(board_id)
    unread = unreadable(board.state, "", "observer")
    log = list(events_without(await context.log.read_all(board_id), unread))
    words = await _words(context, board_id, ended_at(log, meeting))
    made = await asyncio.to_thread(minutes_draft, log, meeting, names, offset, words)
    return JSONResponse({"title": made.title, "text": made.text, "held_on": made.held_on})


async def _words(context: Context, board_id: str, size: int | None) -> str | None:
    """The six words of the checkpoint over this many records."""
    if size is None:
        return None
    tree = await asyncio.to_thread(context.trees.caught_up, board_id)
    return words_of(note_of(context.checkpoints.signer.checkpoint(board_id, size, tree.root(size))).text)
