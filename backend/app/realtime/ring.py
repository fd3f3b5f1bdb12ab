"""The last events of a board as encoded text, so that each is encoded once for everybody (law L9)."""

from collections.abc import Iterable, Sequence

from app.domain.events import Event
from app.realtime.wire import encoded, events_frame

KEPT = 5_000
"""Events a room remembers; whoever is further behind reads the log."""
KEPT_BYTES = 4_000_000
"""Bytes of events a room remembers, whichever is less."""
LARGEST_FRAME = 500
"""Events in one frame at most."""


class Ring:
    """Encoded events `first` .. `head`."""

    def __init__(self, head: int) -> None:
        self.head = head
        self._texts: list[bytes] = []
        self._bytes = 0
        self._frame: tuple[int, int, bytes] = (head, head, b"")

    @property
    def first(self) -> int:
        """The lowest seq still here."""
        return self.head - len(self._texts) + 1

    def append(self, events: Iterable[Event]) -> None:
        """Adds the next events."""
        fresh = [encoded(event) for event in events]
        self._texts += fresh
        self._bytes += sum(map(len, fresh))
        self.head += len(fresh)
        if len(self._texts) > 2 * KEPT or self._bytes > 2 * KEPT_BYTES:
            self._forget()

    def _forget(self) -> None:
        """Keeps the newest; done seldom, because a list gives up its beginning slowly."""
        kept = size = 0
        while kept < min(KEPT, len(self._texts)) and size < KEPT_BYTES:
            kept += 1
            size += len(self._texts[-kept])
        self._texts, self._bytes = self._texts[len(self._texts) - kept :], size

    def forget(self) -> None:
        """Earlier events read otherwise now: whoever is behind reads the log."""
        self._texts, self._bytes, self._frame = [], 0, (self.head, self.head, b"")

    def texts(self, after: int, upto: int) -> Sequence[bytes]:
        """The events behind `after`, `upto` included."""
        before = self.head - len(self._texts)
        return self._texts[after - before : upto - before]

    def frame(self, after: int, upto: int) -> bytes:
        """The frame with these events, made once for all who stand at the same place."""
        known_after, known_upto, frame = self._frame
        if known_after != after or known_upto != upto:
            frame = events_frame(self.texts(after, upto))
            self._frame = (after, upto, frame)
        return frame

    def settling_frame(self, seq: int, command_id: str) -> bytes:
        """The frame with one event for its author."""
        return events_frame(self.texts(seq - 1, seq), command_id)
