"""Both ends of a connection at work: one task reads, one writes, and neither waits for another connection."""

import asyncio

from starlette.websockets import WebSocket

from app.realtime.hub import Hub
from app.realtime.room import Room
from app.realtime.session import Session
from app.web.listening import Gone, Listener

FROZEN_SECONDS = 30.0
"""A connection that takes nothing for so long has frozen, and is given up."""
FAREWELL_SECONDS = 1.0
"""How long a connection that is to close may take to hear what waits for it."""


async def talk(socket: WebSocket, hub: Hub, room: Room, session: Session) -> None:
    """Reads and writes until one of both ends or the session is to close. Raises what went wrong."""
    writer = asyncio.create_task(_write(socket, room, session))
    reader = asyncio.create_task(Listener(hub, room, session).listen(socket))
    closing = asyncio.create_task(session.closing.wait())
    tasks = (writer, reader, closing)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if session.close_code is not None:
            await asyncio.wait({writer}, timeout=FAREWELL_SECONDS)
    finally:
        for task in tasks:
            task.cancel()
        endings = await asyncio.gather(*tasks, return_exceptions=True)
    for ending in endings:
        if isinstance(ending, Exception):
            raise ending


async def _write(socket: WebSocket, room: Room, session: Session) -> None:
    """Sends what is due until the session is to close, then closes it."""
    session.wake.set()
    while True:
        await session.wake.wait()
        session.wake.clear()
        for frame in await room.frames_for(session):
            await send(socket, frame)
        if session.close_code is not None:
            await socket.close(session.close_code)
            return


async def send(socket: WebSocket, frame: str) -> None:
    """Sends a frame. Raises Gone when the other side has taken nothing for long."""
    try:
        async with asyncio.timeout(FROZEN_SECONDS):
            await socket.send_text(frame)
    except TimeoutError:
        raise Gone from None
