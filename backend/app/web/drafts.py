"""A person's own things around what is said: drafts, and up to when they have read. Nobody else's business."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query
from starlette.requests import Request

from app.store.drafts import drafts_of, drop_draft, dropped_of, keep_draft
from app.store.heard import heard_by, note_heard
from app.store.members import Member
from app.store.tables import DraftRow, HeardRow
from app.web.access import changing, member_of_board, signed_in
from app.web.bodies import DraftBody, HeardBody, read_body
from app.web.context import Context, context_of

router = APIRouter(prefix="/api/boards/{board_id}")
DraftId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{8,40}$")]
Held = Annotated[str, Query(pattern=r"^[A-Za-z0-9_,-]{0,8200}$")]
"""Ids with commas between them: as many drafts as somebody can have, and as many that were thrown away since."""
Was = Annotated[str | None, Query(max_length=40)]


@router.get("/drafts")
async def drafts(request: Request, board_id: str, held: Held = "") -> dict[str, Any]:
    """My drafts on this board, and which of those that my device holds were thrown away or shared."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "board.read")
    me, ids = member.person_id, held.split(",")
    rows, dropped = await context.database.read(
        lambda session: (drafts_of(session, me, board_id), dropped_of(session, me, board_id, ids))
    )
    return {"drafts": [_shown(row) for row in rows], "dropped": dropped}


@router.put("/drafts/{draft_id}")
async def keep(request: Request, board_id: str, draft_id: DraftId) -> dict[str, Any]:
    """Keeps a draft of mine."""
    context, member = await _writer(request, board_id)
    body = await read_body(request, DraftBody)
    row = DraftRow(
        person_id=member.person_id,
        board_id=board_id,
        draft_id=draft_id,
        about=orjson.dumps(body.about.model_dump()).decode(),
        text=body.text,
        changed_at=context.now(),
    )
    return _shown(await context.database.write(lambda transaction: keep_draft(transaction, row, body.was), board_id))


@router.delete("/drafts/{draft_id}")
async def drop(request: Request, board_id: str, draft_id: DraftId, was: Was = None) -> dict[str, Any]:
    """Throws a draft of mine away."""
    context, member = await _writer(request, board_id)
    row = DraftRow(person_id=member.person_id, board_id=board_id, draft_id=draft_id, about="", text="", changed_at="")
    await context.database.write(lambda transaction: drop_draft(transaction, row, was), board_id)
    return {}


@router.get("/heard")
async def heard(request: Request, board_id: str) -> dict[str, Any]:
    """Up to when I have read what was said; null when I never said so."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "board.read")
    return {"at": await context.database.read(lambda session: heard_by(session, member.person_id, board_id))}


@router.put("/heard")
async def note(request: Request, board_id: str) -> dict[str, Any]:
    """I have read what was said up to a moment. It never goes back."""
    context, found = context_of(request), await changing(request)
    member = await member_of_board(context, found, board_id, "board.read")
    context.hub.pace.demand(member.person_id)
    body = await read_body(request, HeardBody)
    row = HeardRow(person_id=member.person_id, board_id=board_id, at=body.at)
    return {"at": await context.database.write(lambda transaction: note_heard(transaction, row), board_id)}


async def _writer(request: Request, board_id: str) -> tuple[Context, Member]:
    """Somebody who may say something here, at a pace that may be kept."""
    context, found = context_of(request), await changing(request)
    member = await member_of_board(context, found, board_id, "comment.add")
    context.hub.pace.demand(member.person_id)
    return context, member


def _shown(row: DraftRow) -> dict[str, Any]:
    return {
        "draft_id": row.draft_id,
        "about": orjson.loads(row.about),
        "text": row.text,
        "changed_at": row.changed_at,
    }
