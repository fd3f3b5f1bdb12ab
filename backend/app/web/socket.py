"""A board live: the door of a websocket, from the first word to the welcome."""

import contextlib
import logging
from collections.abc import Awaitable, Generator
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.routing import Router, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.domain.errors import BrokenLog, LimitReached, NotFound, Rejection
from app.protocol import (
    CLOSE_BROKEN_LOG,
    CLOSE_GOING_AWAY,
    CLOSE_HELLO_LATE,
    CLOSE_MALFORMED,
    CLOSE_NO_BOARD,
    CLOSE_NOT_ALLOWED,
    CLOSE_OLD_PROTOCOL,
    CLOSE_OUR_FAULT,
    CLOSE_SIGNED_OUT,
    CLOSE_TOO_FAST,
    PROTOCOL_VERSION,
    Hello,
    read_client_message,
    rejected,
)
from app.realtime.hub import Hub
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.realtime.wire import encoded
from app.store.database import StorageUnavailable
from app.store.members import Member
from app.store.sessions import SignedIn
from app.web.access import check_csrf, check_origin, member_of_board, people_of, signed_in
from app.web.context import context_of
from app.web.errors import BadCsrf, BadOrigin, DamagedLog, SignedOut
from app.web.greeting import welcome_of
from app.web.pipe import Gone, Pipe, text_of
from app.web.talking import talk

logger = logging.getLogger("themeroom")
HELLO_SECONDS = 5.0


class Turned(Exception):
    """This connection is turned away with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def live(socket: WebSocket) -> None:
    """The protocol's live door. A page that is not ours does not even get a connection."""
    try:
        check_origin(socket)
    except BadOrigin:
        await _close(socket, CLOSE_NOT_ALLOWED)
        return
    with context_of(socket).hub.visit():
        await socket.accept()
        await _guarded(socket, socket.path_params["board_id"])


async def _guarded(socket: WebSocket, board_id: str) -> None:
    try:
        await _visit(socket, board_id)
    except Turned as turned:
        await _close(socket, turned.code)
    except (Gone, WebSocketDisconnect):
        return
    except LimitReached as refusal:
        await _refuse(socket, refusal, CLOSE_TOO_FAST)
    except StorageUnavailable as refusal:
        logger.warning("a newcomer cannot come in: the store does not answer")
        await _refuse(socket, refusal, CLOSE_OUR_FAULT)
    except BrokenLog as error:
        await _refuse(socket, DamagedLog(error), CLOSE_BROKEN_LOG)
    except Exception:
        logger.exception("a connection failed")
        await _close(socket, CLOSE_OUR_FAULT)


async def _close(socket: WebSocket, code: int) -> None:
    """Says why it ends, if anybody is still there."""
    with contextlib.suppress(WebSocketDisconnect):
        await socket.close(code)


async def _refuse(socket: WebSocket, refusal: Rejection, code: int) -> None:
    """Says which limit it was, or which entry of the log, before the connection ends."""
    with contextlib.suppress(Gone, WebSocketDisconnect):
        await Pipe(socket).send([encoded(rejected(None, refusal))])
    await _close(socket, code)


async def _visit(socket: WebSocket, board_id: str) -> None:
    """Welcomes a visitor and lets them talk until they leave."""
    hub, pipe = context_of(socket).hub, Pipe(socket)
    room, session, welcome = await _entered(socket, board_id)
    try:
        await pipe.send([welcome])
        del welcome
        await talk(pipe, socket, hub, room, session, context_of(socket).now)
    finally:
        hub.leave(room, session)


async def _entered(socket: WebSocket, board_id: str) -> tuple[Room, Session, bytes]:
    """Enters first and looks again who it is then, so that nobody slips in who was removed or left meanwhile."""
    hub = context_of(socket).hub
    found, member = await _who(socket, board_id)
    hello = await _hello(socket, hub, found)
    visitor = Visitor(member.person_id, member.role, found.token_hash)
    people = partial(people_of, context_of(socket), member)
    room, session, afresh = await hub.enter(board_id, visitor, hello.after, people)
    try:
        member = await _same(socket, board_id, visitor)
        if room.presence.person(member.person_id) is None:
            room.know_people(await people())
    except BaseException:
        hub.leave(room, session)
        raise
    if afresh:
        session.start_at(room.board.seq)
    return room, session, welcome_of(room, session, member, context_of(socket), afresh=afresh)


async def _same(socket: WebSocket, board_id: str, visitor: Visitor) -> Member:
    """The member once more, if it is still the same."""
    _, member = await _who(socket, board_id)
    if member.person_id != visitor.person_id:
        raise Turned(CLOSE_SIGNED_OUT)
    if member.role != visitor.role:
        raise Turned(CLOSE_GOING_AWAY)
    return member


async def _who(socket: WebSocket, board_id: str) -> tuple[SignedIn, Member]:
    try:
        found = await signed_in(socket)
        return found, await member_of_board(context_of(socket), found, board_id, "board.read")
    except SignedOut:
        raise Turned(CLOSE_SIGNED_OUT) from None
    except NotFound:
        raise Turned(CLOSE_NO_BOARD) from None


async def _hello(socket: WebSocket, hub: Hub, found: SignedIn) -> Hello:
    try:
        async with hub.patience(HELLO_SECONDS):
            hello = read_client_message(text_of(await socket.receive()))
        if not isinstance(hello, Hello):
            raise Turned(CLOSE_MALFORMED)
        check_csrf(found, hello.csrf)
    except TimeoutError:
        raise Turned(hub.closed_with or CLOSE_HELLO_LATE) from None
    except BadCsrf:
        raise Turned(CLOSE_NOT_ALLOWED) from None
    except Rejection:
        raise Turned(CLOSE_MALFORMED) from None
    if hello.protocol != PROTOCOL_VERSION:
        raise Turned(CLOSE_OLD_PROTOCOL)
    return hello


class Doors:
    """The application, where live connections go past all that only requests need: it would stay as long as they do."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._live = Router(routes=[WebSocketRoute("/api/boards/{board_id}/live", Live)])

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """The way of one connection. A websocket to anywhere else is refused."""
        if scope["type"] != "websocket":
            return self._app(scope, receive, send)
        scope["app"] = self._app
        return self._live(scope, receive, send)


class Live:
    """`live` as Starlette takes it without a wrapping of its own."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._socket = WebSocket(scope, receive, send)

    def __await__(self) -> Generator[Any, None, None]:
        return live(self._socket).__await__()
