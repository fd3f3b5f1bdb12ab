"""One open connection: a cursor into the room's ring, and the few frames that are for it alone. No I/O."""

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.events import Event
from app.domain.model import Role
from app.protocol import CLOSE_TOO_FAST
from app.realtime.ring import LARGEST_FRAME, Ring, encoded, events_frame

MOST_WAITING = 1_000
"""Frames of its own that may wait for a connection; one that asks on without reading the answers is closed."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is connected, and by which signed-in browser."""

    person_id: str
    role: Role
    token_hash: str


class Session:
    """What one connection has been sent, and what waits for it.

    `wake` is set when there is something to take or when the session is to close; `closing` stays set from then on.
    """

    def __init__(self, visitor: Visitor, cursor: int) -> None:
        self.visitor = visitor
        self.cursor = cursor
        self.close_code: int | None = None
        self.wake = asyncio.Event()
        self.closing = asyncio.Event()
        self._direct: deque[str] = deque()
        self._awaited: Counter[str] = Counter()

    def start_at(self, seq: int) -> None:
        """The connection gets the whole state of this seq: events up to it may have come since it entered."""
        self.cursor = seq

    def tell(self, frame: str) -> None:
        """A frame for this connection alone, or for all and not about events."""
        self._direct.append(frame)
        self.wake.set()
        if len(self._direct) > MOST_WAITING:
            self.close(CLOSE_TOO_FAST)

    def expect(self, command_id: str) -> None:
        """A command was sent from here: the frame with its event settles it, whoever puts that into the ring."""
        self._awaited[command_id] += 1

    def settle(self, command_id: str, events: Sequence[Event]) -> None:
        """Tells the author what their command became, unless the event is still to come or has come already."""
        if command_id in self._awaited and all(event["seq"] <= self.cursor for event in events):
            self.forget(command_id)
            self.tell(events_frame([encoded(event) for event in events], command_id))

    def forget(self, command_id: str) -> None:
        """A command was answered otherwise."""
        self._awaited -= Counter([command_id])

    def close(self, code: int) -> None:
        """Ends the connection after what waits. The first reason stands."""
        if self.close_code is None:
            self.close_code = code
        self.closing.set()
        self.wake.set()

    def is_beyond(self, ring: Ring) -> bool:
        """True when the ring no longer has what comes next: the log has to be read."""
        return self.cursor + 1 < ring.first

    def take(self, ring: Ring) -> list[str]:
        """All frames that are due, in order; afterwards they are this connection's to send."""
        frames = list(self._direct)
        self._direct.clear()
        while self.cursor < ring.head:
            frames += self._next_frames(ring)
        return frames

    def _next_frames(self, ring: Ring) -> list[str]:
        """The next frame; one that settles comes as often as its command was sent."""
        after, upto = self.cursor, min(ring.head, self.cursor + LARGEST_FRAME)
        own = ring.first_of(self._awaited.keys(), after, upto)
        if own is None:
            self.cursor = upto
            return [ring.frame(after, upto)]
        if own > after + 1:
            self.cursor = own - 1
            return [ring.frame(after, own - 1)]
        self.cursor = own
        command_id = ring.command_at(own)
        return [events_frame(ring.texts(after, own), command_id)] * self._awaited.pop(command_id)
