"""The few doors (law L14): who is asking, from where, and whether they may. One condition a line."""

import hmac

from starlette.requests import HTTPConnection

from app.domain.errors import NotFound
from app.domain.permissions import demand
from app.protocol import PersonShown
from app.store import members
from app.store.members import Member
from app.store.sessions import SignedIn, find_session
from app.web.context import Context, context_of
from app.web.errors import BadCsrf, BadOrigin, SignedOut


def check_origin(connection: HTTPConnection) -> None:
    """Raises BadOrigin unless the page that asks is ours: missing, `null` and others are refused."""
    if connection.headers.get("origin") not in context_of(connection).origins:
        raise BadOrigin("This request did not come from this server's own pages.")


async def signed_in(connection: HTTPConnection) -> SignedIn:
    """The session of the cookie. Raises SignedOut."""
    context = context_of(connection)
    token = connection.cookies.get(context.cookie)
    found = await context.database.read(lambda session: find_session(session, token))
    if found is None:
        raise SignedOut("You are not signed in here. Please use your link.")
    return found


async def changing(connection: HTTPConnection) -> SignedIn:
    """The session of a call that changes something. Raises BadOrigin, SignedOut or BadCsrf."""
    check_origin(connection)
    found = await signed_in(connection)
    check_csrf(found, connection.headers.get("x-csrf-token", ""))
    return found


def check_csrf(found: SignedIn, said: str) -> None:
    """Raises BadCsrf unless the page knows the session's token."""
    if not hmac.compare_digest(found.csrf.encode(), said.encode()):
        raise BadCsrf("This page is out of date. Please load it again.")


async def member_of_board(context: Context, found: SignedIn, board_id: str, asked: str) -> Member:
    """The one way to a board. Not yours and not there are the same NotFound. Raises NotAllowed by the table."""
    member = await context.database.read(lambda session: members.member_of_board(session, found, board_id))
    if member is None:
        raise NotFound("This board is not there.")
    demand(member.role, asked)
    return member


async def people_of(context: Context, member: Member) -> list[PersonShown]:
    """Everybody of a member's study."""
    return await context.database.read(lambda session: members.people_shown(session, member.study["id"]))


async def member_of_study(context: Context, found: SignedIn, study_id: str, asked: str) -> Member:
    """The one way to a study. Raises as `member_of_board`."""
    member = await context.database.read(lambda session: members.member_of_study(session, found, study_id))
    if member is None:
        raise NotFound("This study is not there.")
    demand(member.role, asked)
    return member
