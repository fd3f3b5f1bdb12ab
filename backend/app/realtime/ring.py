"""The last events of a board as encoded text, so that each is encoded once for everybody (law L9)."""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice

from app.domain.events import Event

KEPT = 5_000
"""Events a room remembers; whoever is further behind reads the log."""
LARGEST_FRAME = 500
"""Events in one frame at most."""


def encoded(value: object) -> str:
    """JSON as it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def events_frame(events: Iterable[str], settles: str | None = None) -> str:
    """An `events` frame of events that are encoded already."""
    tail = f',"settles":"{settles}"' if settles is not None else ""
    return f'{{"type":"events","events":[{",".join(events)}]{tail}}}'


class Ring:
    """Encoded events `first` .. `head`."""

    def __init__(self, head: int) -> None:
        self.head = head
        self._texts: deque[str] = deque(maxlen=KEPT)
        self._frame: tuple[int, int, str] = (head, head, "")

    @property
    def first(self) -> int:
        """The lowest seq still here."""
        return self.head - len(self._texts) + 1

    def append(self, event: Event) -> None:
        """Adds the next event."""
        self.head += 1
        self._texts.append(encoded(event))

    def texts(self, after: int, upto: int) -> Sequence[str]:
        """The events behind `after`, `upto` included."""
        return list(islice(self._texts, after + 1 - self.first, upto + 1 - self.first))

    def frame(self, after: int, upto: int) -> str:
        """The frame with these events, made once for all who stand at the same place."""
        if self._frame[:2] != (after, upto):
            self._frame = (after, upto, events_frame(self.texts(after, upto)))
        return self._frame[2]
