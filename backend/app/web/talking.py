"""Both ends of a connection at work: one task reads, one writes, and neither waits for another connection."""

import asyncio
import logging
from collections.abc import Callable

from starlette.websockets import WebSocket

from app.protocol import CLOSE_TOO_FAST
from app.realtime.hub import Hub
from app.realtime.meter import Meter
from app.realtime.room import Room
from app.realtime.session import Session
from app.web.listening import Listener
from app.web.pipe import Pipe

logger = logging.getLogger("themeroom")
FAREWELL_SECONDS = 1.0
"""How long a connection that is to close may take to hear what waits for it."""


class Bell:
    """Rings when there is something to send, and knows since when."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._since = 0.0

    @property
    def seconds_ago(self) -> float:
        """How long ago it first rang for what is being sent."""
        return self._loop.time() - self._since

    def ring(self) -> None:
        """There is something to send."""
        if not self._rung.is_set():
            self._since = self._loop.time()
            self._rung.set()

    async def heard(self) -> None:
        """Waits until it has rung."""
        await self._rung.wait()
        self._rung.clear()


async def talk(pipe: Pipe, socket: WebSocket, hub: Hub, room: Room, session: Session, now: Callable[[], str]) -> None:
    """Reads and writes until one of both ends or the session is to close. Raises what went wrong.

    `now` tells the server's time, ISO 8601 in UTC.
    """
    bell, closing = Bell(), asyncio.get_running_loop().create_future()

    def ring() -> None:
        bell.ring()
        if session.close_code is not None and not closing.done():
            closing.set_result(None)

    session.ring_bell = ring
    writer = asyncio.create_task(_write(pipe, socket, hub.meter, room, session, bell))
    reader = asyncio.create_task(pipe.listen(Listener(hub, room, session, pipe, now).hear))
    ring()
    try:
        await asyncio.wait({writer, reader, closing}, return_when=asyncio.FIRST_COMPLETED)
        if session.close_code is not None:
            await asyncio.wait({writer}, timeout=FAREWELL_SECONDS)
        _count_if_dropped(hub.meter, pipe, session)
    finally:
        if not writer.done():
            pipe.abort()
        for task in (writer, reader):
            task.cancel()
        endings = await asyncio.gather(writer, reader, return_exceptions=True)
    for ending in endings:
        if isinstance(ending, Exception):
            raise ending


def _count_if_dropped(meter: Meter, pipe: Pipe, session: Session) -> None:
    if pipe.gave_up or session.close_code == CLOSE_TOO_FAST:
        meter.slow_dropped += 1
        logger.info("a connection that does not read was dropped")


async def _write(pipe: Pipe, socket: WebSocket, meter: Meter, room: Room, session: Session, bell: Bell) -> None:
    """Sends what is due until the session is to close, then closes it."""
    while True:
        await bell.heard()
        while room.has_more_for(session):
            frames = await room.frames_for(session)
            await pipe.send(frames)
            meter.sent(frames, bell.seconds_ago)
        if session.close_code is not None:
            await socket.close(session.close_code)
            return
