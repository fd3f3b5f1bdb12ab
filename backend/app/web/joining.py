"""Coming in, coming back, leaving: `/api/invite`, `join`, `return`, `me`, `leave`."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.store.joining import Came, come_back, join, look_at_invite, membership
from app.store.members import boards_of_browser
from app.store.secrets import hashed
from app.store.sessions import find_session, persons_of, sign_out
from app.web.access import changing, check_origin, signed_in
from app.web.bodies import InviteBody, JoinBody, ReturnBody, read_body
from app.web.context import Context, context_of
from app.web.people import tell_rooms

router = APIRouter(prefix="/api")
COOKIE_SECONDS = 180 * 24 * 3600
"""Half a year: longer than most studies meet."""


@router.post("/invite")
async def look(request: Request) -> dict[str, Any]:
    """What an invite leads to, before anybody joins."""
    check_origin(request)
    context, body = context_of(request), await read_body(request, InviteBody)
    token = request.cookies.get(context.cookie)
    invited = await context.database.read(
        lambda session: look_at_invite(session, body.invite, find_session(session, token))
    )
    return asdict(invited)


@router.post("/join")
async def join_study(request: Request) -> Response:
    """A new person in the study of the invite."""
    check_origin(request)
    context, body = context_of(request), await read_body(request, JoinBody)
    token = request.cookies.get(context.cookie)
    came = await context.database.write(
        lambda transaction: join(transaction, body.invite, body.pseudonym, token, context.now())
    )
    await tell_rooms(context, came.person.study_id)
    return await _came(context, came)


@router.post("/return")
async def return_to_study(request: Request) -> Response:
    """The same person on this device."""
    check_origin(request)
    context, body = context_of(request), await read_body(request, ReturnBody)
    token = request.cookies.get(context.cookie)
    return await _came(
        context,
        await context.database.write(lambda transaction: come_back(transaction, body.secret, token, context.now())),
    )


@router.get("/me")
async def me(request: Request) -> dict[str, Any]:
    """Who this browser is, in which studies."""
    context, found = context_of(request), await signed_in(request)
    memberships = await context.database.read(
        lambda session: [membership(session, person) for person in persons_of(session, found)]
    )
    return {
        "csrf": found.csrf,
        "memberships": memberships,
        "person": memberships[0]["person"] if memberships else None,
        "studies": [one["study"] for one in memberships],
        "boards": [board for one in memberships for board in one["boards"]],
    }


@router.post("/leave")
async def leave(request: Request) -> Response:
    """Ends this browser's session and closes its boards."""
    context, found = context_of(request), await changing(request)
    boards = await context.database.read(lambda session: boards_of_browser(session, found))
    await context.database.write(lambda transaction: sign_out(transaction, found))
    context.hub.sign_out(boards, found.token_hash)
    response = JSONResponse({})
    response.delete_cookie(context.cookie, path="/", secure=context.is_secure, httponly=True, samesite="lax")
    return response


async def _came(context: Context, came: Came) -> Response:
    shown = await context.database.read(lambda session: membership(session, came.person))
    board_ids = [board["id"] for board in shown["boards"]]
    context.hub.change_person(board_ids, hashed(came.token), came.person.id)
    response = JSONResponse({**shown, "return_link": f"{context.public_url}/r#{came.return_secret}"})
    response.set_cookie(
        context.cookie,
        came.token,
        max_age=COOKIE_SECONDS,
        path="/",
        secure=context.is_secure,
        httponly=True,
        samesite="lax",
    )
    return response
