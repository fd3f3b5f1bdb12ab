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
        self._has_listener = False

    @property
    def is_quiet(self) -> bool:
        """True while somebody waits for it to ring: nothing is being sent."""
        return self._has_listener and not self._rung.is_set()

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
        self._has_listener = True
        await self._rung.wait()
        self._has_listener = False
        self._rung.clear()


class Sender:
    """Sends one connection what is due: at once while its line is free, otherwise from a task that can wait."""

    def __init__(self, pipe: Pipe, meter: Meter, room: Room, session: Session) -> None:
        self._pipe = pipe
        self._meter = meter
        self._room = room
        self._session = session
        self._bell = Bell()
        self.closing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once the session is to close; failed when sending at once has failed."""

    def ring(self) -> None:
        """There is something to send, or the session is to close. What goes wrong is this connection's alone."""
        closes = self._session.close_code is not None
        if closes and not self.closing.done():
            self.closing.set_result(None)
        if not closes and self._bell.is_quiet and self._pipe.is_free:
            try:
                self._send_at_once()
            except Exception as error:  # noqa: BLE001 - the others in the room must not suffer
                if not self.closing.done():
                    self.closing.set_exception(error)
        if closes or self._room.has_more_for(self._session):
            self._bell.ring()

    def _send_at_once(self) -> None:
        frames = self._room.frames_here(self._session)
        if frames:
            self._pipe.put(frames)
            self._meter.sent(frames, 0.0)

    async def send(self, socket: WebSocket) -> None:
        """Sends what could not go at once until the session is to close, then closes it."""
        while True:
            await self._bell.heard()
            while self._room.has_more_for(self._session):
                frames = await self._room.frames_for(self._session)
                await self._pipe.send(frames)
                self._meter.sent(frames, self._bell.seconds_ago)
            if self._session.close_code is not None:
                await socket.close(self._session.close_code)
                return


async def talk(pipe: Pipe, socket: WebSocket, hub: Hub, room: Room, session: Session, now: Callable[[], str]) -> None:
    """Reads and writes until one of both ends or the session is to close. Raises what went wrong.

    `now` tells the server's time, ISO 8601 in UTC.
    """
    sender = Sender(pipe, hub.meter, room, session)
    session.ring_bell = sender.ring
    writer = asyncio.create_task(sender.send(socket))
    reader = asyncio.create_task(pipe.listen(Listener(hub, room, session, pipe, now).hear))
    sender.ring()
    try:
        await asyncio.wait({writer, reader, sender.closing}, return_when=asyncio.FIRST_COMPLETED)
        if session.close_code is not None:
            await asyncio.wait({writer}, timeout=FAREWELL_SECONDS)
        _count_if_dropped(hub.meter, pipe, session)
    finally:
        if not writer.done():
            pipe.abort()
        for task in (writer, reader, sender.closing):
            task.cancel()
        endings = await asyncio.gather(writer, reader, sender.closing, return_exceptions=True)
    for ending in endings:
        if isinstance(ending, Exception):
            raise ending


def _count_if_dropped(meter: Meter, pipe: Pipe, session: Session) -> None:
    if pipe.gave_up or session.close_code == CLOSE_TOO_FAST:
        meter.slow_dropped += 1
        logger.info("a connection that does not read was dropped")
