"""The last events of a board as encoded text, so that each is encoded once for everybody (law L9)."""

import json
from collections import deque
from collections.abc import Iterable, Sequence, Set

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
        self._command_ids: deque[str] = deque(maxlen=KEPT)
        self._frame: tuple[int, int, str] = (head, head, "")

    @property
    def first(self) -> int:
        """The lowest seq still here."""
        return self.head - len(self._texts) + 1

    def append(self, event: Event) -> None:
        """Adds the next event."""
        self.head += 1
        self._texts.append(encoded(event))
        self._command_ids.append(event["command_id"])

    def texts(self, after: int, upto: int) -> Sequence[str]:
        """The events behind `after`, `upto` included. Near the head a deque is quick to index and slow to walk."""
        return [self._texts[place] for place in range(after + 1 - self.first, upto + 1 - self.first)]

    def command_at(self, seq: int) -> str:
        """The command that left an event."""
        return self._command_ids[seq - self.first]

    def first_of(self, command_ids: Set[str], after: int, upto: int) -> int | None:
        """The first event in that stretch that one of these commands left."""
        if not command_ids:
            return None
        return next((seq for seq in range(after + 1, upto + 1) if self.command_at(seq) in command_ids), None)

    def frame(self, after: int, upto: int) -> str:
        """The frame with these events, made once for all who stand at the same place."""
        if self._frame[:2] != (after, upto):
            self._frame = (after, upto, events_frame(self.texts(after, upto)))
        return self._frame[2]
