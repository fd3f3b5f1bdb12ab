"""One open connection: a cursor into the room's ring, and the few frames that are for it alone. No I/O."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.events import Event
from app.domain.model import Role
from app.protocol import CLOSE_TOO_FAST
from app.realtime.ring import LARGEST_FRAME, Ring
from app.realtime.wire import encoded, events_frame

MOST_WAITING = 1_000
"""Frames of its own that may wait for a connection; one that asks on without reading the answers is closed."""
TAKEN_AT_ONCE = 256 * 1024
"""Bytes after which a connection first has to send what it took, so that a slow one holds little."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is connected, and by which signed-in browser."""

    person_id: str
    role: Role
    token_hash: str


class Session:
    """What one connection has been sent, and what waits for it.

    `ring_bell` is called when there is something to take or when the session is to close.
    """

    def __init__(self, visitor: Visitor, cursor: int) -> None:
        self.visitor = visitor
        self.cursor = cursor
        self.close_code: int | None = None
        self.ring_bell: Callable[[], None] = _nobody_listens
        self.awaited: dict[str, int] = {}
        self._direct: list[bytes] = []
        self._own: list[tuple[int, str]] = []

    def start_at(self, seq: int) -> None:
        """The connection gets the whole state of this seq: events up to it may have come since it entered."""
        self.cursor = seq

    def tell(self, frame: bytes) -> None:
        """A frame for this connection alone, or for all and not about events."""
        self._direct.append(frame)
        if len(self._direct) > MOST_WAITING:
            self.close(CLOSE_TOO_FAST)
        self.ring_bell()

    def expect(self, command_id: str) -> None:
        """A command was sent from here: the frame with its event settles it, whoever puts that into the ring."""
        self.awaited[command_id] = self.awaited.get(command_id, 0) + 1

    def own(self, seq: int, command_id: str) -> None:
        """The event of an awaited command comes next: the frame that ends with it settles, as often as it was sent."""
        times = self.awaited.pop(command_id, 0)
        if times:
            comes_late = bool(self._own) and self._own[-1][0] > seq
            self._own += [(seq, command_id)] * times
            if comes_late:
                self._own.sort()

    def settle(self, command_id: str, events: Sequence[Event]) -> None:
        """Tells the author what their command became, unless the event is still to come."""
        if events and events[-1]["seq"] > self.cursor:
            self.own(events[-1]["seq"], command_id)
        elif self.forget(command_id):
            self.tell(events_frame([encoded(event) for event in events], command_id))

    def forget(self, command_id: str) -> bool:
        """A command was answered otherwise; False when the frame with its event answers it already."""
        if command_id not in self.awaited:
            return False
        self.awaited[command_id] -= 1
        if self.awaited[command_id] <= 0:
            del self.awaited[command_id]
        return True

    def close(self, code: int) -> None:
        """Ends the connection after what waits. The first reason stands."""
        if self.close_code is None:
            self.close_code = code
        self.ring_bell()

    def is_behind(self, ring: Ring) -> bool:
        """True when something waits to be taken."""
        return self.cursor < ring.head or bool(self._direct)

    def is_beyond(self, ring: Ring) -> bool:
        """True when the ring no longer has what comes next: the log has to be read."""
        return self.cursor + 1 < ring.first

    def take(self, ring: Ring) -> list[bytes]:
        """The frames that are due, in order, until they are many; afterwards they are this connection's to send."""
        frames, self._direct = self._direct, []
        size = 0
        while self.cursor < ring.head and size < TAKEN_AT_ONCE:
            for frame in self._next_frames(ring):
                frames.append(frame)
                size += len(frame)
        return frames

    def _next_frames(self, ring: Ring) -> list[bytes]:
        """The next events; one of this connection's own comes alone, as often as its command was sent."""
        after, upto = self.cursor, min(ring.head, self.cursor + LARGEST_FRAME)
        if not self._own or self._own[0][0] > upto:
            self.cursor = upto
            return [ring.frame(after, upto)]
        seq, command_id = self._own.pop(0)
        self.cursor = seq
        frames = [ring.frame(after, seq - 1)] if seq > after + 1 else []
        frames.append(ring.settling_frame(seq, command_id))
        while self._own and self._own[0][0] == seq:
            self._own.pop(0)
            frames.append(frames[-1])
        return frames


def _nobody_listens() -> None:
    """A bell before the connection has begun to write."""
