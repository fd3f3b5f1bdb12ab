"""Where somebody left off on a board: the same on all of their devices, and nobody else's business."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from app.store.seen import saw, seen_by
from app.store.tables import SeenRow
from app.web.access import changing, member_of_board, signed_in
from app.web.bodies import SeenBody, read_body
from app.web.context import context_of

router = APIRouter(prefix="/api/boards/{board_id}")


@router.get("/seen")
async def seen(request: Request, board_id: str) -> dict[str, Any]:
    """Where I left off; nulls when I was never here."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "board.read")
    return _told(await context.database.read(lambda session: seen_by(session, member.person_id, board_id)))


@router.post("/seen")
async def note(request: Request, board_id: str) -> dict[str, Any]:
    """I have seen the board as it is at `seq`. It never goes back."""
    context, found = context_of(request), await changing(request)
    member = await member_of_board(context, found, board_id, "board.read")
    context.hub.pace.demand(member.person_id)
    body = await read_body(request, SeenBody)
    row = SeenRow(person_id=member.person_id, board_id=board_id, seq=body.seq, at=context.now())
    return _told(await context.database.write(lambda transaction: saw(transaction, row), board_id))


def _told(row: SeenRow | None) -> dict[str, Any]:
    return {"seq": None, "at": None} if row is None else {"seq": row.seq, "at": row.at}
