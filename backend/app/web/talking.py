"""Both ends of a connection at work: one task reads, one writes, and neither waits for another connection."""

import asyncio

from starlette.websockets import WebSocket

from app.realtime.hub import Hub
from app.realtime.room import Room
from app.realtime.session import Session
from app.web.listening import Listener
from app.web.pipe import Pipe

FROZEN_SECONDS = 30.0
"""A connection that takes nothing for so long has frozen, and is given up."""
LOOK_SECONDS = 5.0
"""How often a connection is looked at for that."""
FAREWELL_SECONDS = 1.0
"""How long a connection that is to close may take to hear what waits for it."""


async def talk(pipe: Pipe, socket: WebSocket, hub: Hub, room: Room, session: Session) -> None:
    """Reads and writes until one of both ends or the session is to close. Raises what went wrong."""
    bell, closing = asyncio.Event(), asyncio.get_running_loop().create_future()

    def ring() -> None:
        bell.set()
        if session.close_code is not None and not closing.done():
            closing.set_result(None)

    session.ring_bell = ring
    writer = asyncio.create_task(_write(pipe, socket, room, session, bell))
    reader = asyncio.create_task(pipe.listen(Listener(hub, room, session, pipe).hear))
    ring()
    try:
        await _until_over({writer, reader, closing}, pipe)
        if session.close_code is not None:
            await asyncio.wait({writer}, timeout=FAREWELL_SECONDS)
    finally:
        if not writer.done():
            pipe.abort()
        for task in (writer, reader):
            task.cancel()
        endings = await asyncio.gather(writer, reader, return_exceptions=True)
    for ending in endings:
        if isinstance(ending, Exception):
            raise ending


async def _until_over(ends: set["asyncio.Future[None]"], pipe: Pipe) -> None:
    """Until one of them has ended, or the other side has taken nothing for long."""
    done: set[asyncio.Future[None]] = set()
    while not done and pipe.waits < FROZEN_SECONDS:
        done, _ = await asyncio.wait(ends, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)


async def _write(pipe: Pipe, socket: WebSocket, room: Room, session: Session, bell: asyncio.Event) -> None:
    """Sends what is due until the session is to close, then closes it."""
    while True:
        await bell.wait()
        bell.clear()
        while room.has_more_for(session):
            await pipe.send(await room.frames_for(session))
        if session.close_code is not None:
            await socket.close(session.close_code)
            return
