"""What nobody sees before a round is closed, for the one who said it: their own answers, and how many have answered."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from app.domain.answers import latest
from app.domain.model_rounds import Ballot
from app.store.ballots import counted_and_own
from app.web.access import member_of_board, signed_in
from app.web.context import context_of

router = APIRouter(prefix="/api/boards/{board_id}")


@router.get("/answers")
async def answers(request: Request, board_id: str) -> JSONResponse:
    """By round that is open and hides its answers. Never of anybody else, whoever asks."""
    context = context_of(request)
    member = await member_of_board(context, await signed_in(request), board_id, "board.read")
    counts, own = await context.database.read(lambda session: counted_and_own(session, board_id, member.person_id))
    board = await context.log.open(board_id)
    hidden = [key for key, one in board.state["round"].items() if one["open"] and one["hidden_until_closed"]]
    rounds = {key: {"answered": counts.get(key, 0), "own": _shown(own.get(key, []))} for key in hidden}
    return JSONResponse({"rounds": rounds}, headers={"Cache-Control": "no-store"})


def _shown(ballots: list[Ballot]) -> list[dict[str, Any]]:
    return [
        {"on": {"kind": one.on_kind, "id": one.on_id}, "value": one.value, "reason": one.reason}
        for one in latest(ballots)
    ]
