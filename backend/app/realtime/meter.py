"""What a hub counts. Read by `/metrics`; nothing here has names, words or ids."""

from collections import Counter
from collections.abc import Sequence

from app.domain.errors import BrokenLog, Rejection
from app.store.meter import Histogram
from app.store.posting import Answer
from app.store.submission import Outcome


class Meter:
    """Counts since the start."""

    def __init__(self) -> None:
        self.commands: Counter[tuple[str, str]] = Counter()
        self.too_fast = 0
        self.frames = 0
        self.bytes = 0
        self.delivery = Histogram(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30)
        self.slow_dropped = 0

    def answered(self, command_type: str, answer: Answer) -> None:
        """A command has its answer."""
        self.commands[command_type, outcome_of(answer)] += 1

    def sent(self, frames: Sequence[bytes], seconds: float) -> None:
        """Frames went out to one connection, so long after the first of them was due."""
        self.frames += len(frames)
        self.bytes += sum(map(len, frames))
        self.delivery.add(seconds)


def outcome_of(answer: Answer) -> str:
    """`recorded`, `nothing` when nothing changed, else the code of the refusal."""
    match answer:
        case Outcome(rejection=None):
            return "recorded" if answer.events else "nothing"
        case Outcome(rejection=Rejection() as rejection) | (Rejection() as rejection):
            return rejection.code
        case BrokenLog():
            return "broken_log"
        case _:
            return "unexpected"
