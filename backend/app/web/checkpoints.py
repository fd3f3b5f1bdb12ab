"""What proves a board's log to those who use it: the newest checkpoint, that it goes on from another, the journal."""

import asyncio
import base64
import logging
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.domain.commands import LARGEST_SEQ
from app.domain.errors import Invalid, NotFound
from app.export.journal_text import entry_of
from app.store.checkpoints import journal_of, leaves
from app.verifier.notes import Broken, Checkpoint, Unusable, checkpoint_of, demand_signed, note_of
from app.verifier.words import words_of
from app.web.access import changing, member_of_board, signed_in
from app.web.bodies import ForkBody, read_body
from app.web.context import Context, context_of
from app.web.moments import Seq

logger = logging.getLogger("themeroom")
router = APIRouter(prefix="/api/boards/{board_id}")


@router.get("/checkpoint")
async def checkpoint(request: Request, board_id: str, after: Seq = 0) -> Response:
    """A checkpoint of the log as it is, and the proof that it goes on from its first `after` records.

    `proof` is null when the log is shorter than that: then it is not the one that was seen.
    """
    context = context_of(request)
    await member_of_board(context, await signed_in(request), board_id, "board.read")
    tree = await asyncio.to_thread(context.trees.caught_up, board_id)
    size, signer = tree.size, context.checkpoints.signer
    proof = None if after > size else [_text(step) for step in (tree.consistency(after, size) if after else [])]
    note = signer.checkpoint(board_id, size, tree.root(size))
    answer = {"size": size, "note": note, "key": signer.key(board_id).spelled(), "proof": proof}
    return JSONResponse({**answer, "words": words_of(note_of(note).text)}, headers={"Cache-Control": "no-store"})


@router.get("/records/{seq}/proof")
async def record(request: Request, board_id: str, seq: Annotated[int, Path(ge=1, le=LARGEST_SEQ)]) -> Response:
    """One record as it is sealed, without its words, and the proof that it stands in the log that is signed here.

    Raises NotFound when the log does not reach that far.
    """
    context = context_of(request)
    await member_of_board(context, await signed_in(request), board_id, "board.read")
    tree = await asyncio.to_thread(context.trees.caught_up, board_id)
    size, signer = tree.size, context.checkpoints.signer
    found = await context.database.read(lambda session: list(leaves(session, board_id, seq - 1, seq)))
    if seq > size or not found:
        raise NotFound("The log does not reach that far yet.", field="seq", head=size)
    note = signer.checkpoint(board_id, size, tree.root(size))
    proof = [_text(step) for step in tree.inclusion(seq - 1, size)]
    key = signer.key(board_id).spelled()
    answer = {"seq": seq, "leaf": found[0].decode(), "size": size, "note": note, "key": key, "proof": proof}
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


@router.get("/checkpoints")
async def checkpoints(request: Request, board_id: str) -> Response:
    """The journal: what was signed, and who took which copy, the oldest first."""
    context = context_of(request)
    await member_of_board(context, await signed_in(request), board_id, "export")
    rows = await context.database.read(lambda session: journal_of(session, board_id))
    entries = [{**entry_of(row.model_dump()), "words": _words(row.note)} for row in rows]
    return JSONResponse({"checkpoints": entries}, headers={"Cache-Control": "no-store"})


@router.post("/fork")
async def fork(request: Request, board_id: str) -> dict[str, Any]:
    """A browser has a checkpoint, signed here, that this log does not go on from: looked at and written down."""
    context, found = context_of(request), await changing(request)
    member = await member_of_board(context, found, board_id, "board.read")
    context.hub.pace.demand(member.person_id)
    written = (await read_body(request, ForkBody)).note
    seen = _seen(context, board_id, written)
    tree = await asyncio.to_thread(context.trees.caught_up, board_id)
    if seen.size <= tree.size and tree.root(seen.size) == seen.root:
        return {"fork": False}
    logger.error("fork: board %s does not go on from %s records that a browser has seen", board_id, seen.size)
    await context.checkpoints.note_fork(board_id, seen, written, member.person_id)
    return {"fork": True}


def _seen(context: Context, board_id: str, written: str) -> Checkpoint:
    """The checkpoint that a browser holds. Raises Invalid unless this installation signed it for this board."""
    try:
        note = note_of(written)
        demand_signed(note, context.checkpoints.signer.key(board_id))
        return checkpoint_of(note.text)
    except (Broken, Unusable):
        raise Invalid("This is no checkpoint of this board.", field="note") from None


def _words(note: str) -> str | None:
    return words_of(note_of(note).text) if note else None


def _text(step: bytes) -> str:
    return base64.b64encode(step).decode()
