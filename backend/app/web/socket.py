"""A board live: one websocket, a reader and a writer that never wait for another connection."""

import asyncio
from dataclasses import asdict

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.domain.errors import NotFound, Rejection
from app.domain.limits import LIMITS
from app.protocol import (
    CLOSE_HELLO_LATE,
    CLOSE_MALFORMED,
    CLOSE_NO_BOARD,
    CLOSE_NOT_ALLOWED,
    CLOSE_OLD_PROTOCOL,
    CLOSE_SIGNED_OUT,
    PROTOCOL_VERSION,
    Hello,
    Welcome,
    read_client_message,
)
from app.realtime.hub import Hub
from app.realtime.ring import encoded
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.store.members import Member
from app.store.sessions import SignedIn
from app.web.access import check_csrf, check_origin, member_of_board, signed_in
from app.web.context import context_of
from app.web.errors import BadCsrf, BadOrigin, SignedOut
from app.web.listening import Gone, Listener, read_text

router = APIRouter()
HELLO_SECONDS = 5.0


class Turned(Exception):
    """This connection is turned away with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@router.websocket("/api/boards/{board_id}/live")
async def live(socket: WebSocket, board_id: str) -> None:
    """The protocol's live door. A page that is not ours does not even get a connection."""
    try:
        check_origin(socket)
    except BadOrigin:
        await socket.close(CLOSE_NOT_ALLOWED)
        return
    await socket.accept()
    try:
        await _visit(socket, board_id)
    except Turned as turned:
        await socket.close(turned.code)
    except (Gone, WebSocketDisconnect):
        return


async def _visit(socket: WebSocket, board_id: str) -> None:
    hub = context_of(socket).hub
    found, member = await _who(socket, board_id)
    hello = await _hello(socket, found)
    room = await hub.room(board_id, member.people)
    session, afresh = room.enter(Visitor(member.person_id, member.role, found.token_hash), hello.after)
    try:
        await socket.send_text(_welcome(room, session, member, context_of(socket).now(), afresh=afresh))
        await _talk(socket, hub, room, session)
    finally:
        hub.leave(room, session)


async def _who(socket: WebSocket, board_id: str) -> tuple[SignedIn, Member]:
    try:
        found = await signed_in(socket)
        return found, await member_of_board(context_of(socket), found, board_id, "board.read")
    except SignedOut:
        raise Turned(CLOSE_SIGNED_OUT) from None
    except NotFound:
        raise Turned(CLOSE_NO_BOARD) from None


async def _hello(socket: WebSocket, found: SignedIn) -> Hello:
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            hello = read_client_message(await read_text(socket))
        if not isinstance(hello, Hello):
            raise Turned(CLOSE_MALFORMED)
        check_csrf(found, hello.csrf)
    except TimeoutError:
        raise Turned(CLOSE_HELLO_LATE) from None
    except BadCsrf:
        raise Turned(CLOSE_NOT_ALLOWED) from None
    except Rejection:
        raise Turned(CLOSE_MALFORMED) from None
    if hello.protocol != PROTOCOL_VERSION:
        raise Turned(CLOSE_OLD_PROTOCOL)
    return hello


def _welcome(room: Room, session: Session, member: Member, now: str, *, afresh: bool) -> str:
    welcome = Welcome(
        type="welcome",
        protocol=PROTOCOL_VERSION,
        you=member.person_id,
        role=member.role,
        board_id=member.board_id,
        study=member.study,
        source=member.source,
        head=room.board.seq,
        people=room.presence.all(),
        limits=asdict(LIMITS),
        server_time=now,
    )
    if not afresh:
        return encoded(welcome)
    return f'{encoded(welcome)[:-1]},"seq":{session.cursor},"state":{room.state_text()}}}'


async def _talk(socket: WebSocket, hub: Hub, room: Room, session: Session) -> None:
    """Reads and writes until one of both ends."""
    writer = asyncio.create_task(_write(socket, room, session))
    reader = asyncio.create_task(Listener(hub, room, session).listen(socket))
    try:
        await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
        if session.close_code is not None:
            await asyncio.wait({writer}, timeout=HELLO_SECONDS)
    finally:
        for task in (writer, reader):
            task.cancel()
        await asyncio.gather(writer, reader, return_exceptions=True)


async def _write(socket: WebSocket, room: Room, session: Session) -> None:
    """Sends what is due until the session is to close, then closes it."""
    session.wake.set()
    while True:
        await session.wake.wait()
        session.wake.clear()
        for frame in await room.frames_for(session):
            await socket.send_text(frame)
        if session.close_code is not None:
            await socket.close(session.close_code)
            return
