"""From the event loop to the writer and back: whatever waits is decided and committed together (law L6)."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from app.store.backend import StorageUnavailable
from app.store.database import Database, refusal_of
from app.store.recorder import Recorder
from app.store.submission import Outcome, Submission
from app.store.writer import Transaction

LARGEST_BATCH = 500
"""Submissions decided in one go at most, so that the first of them does not wait long."""

Answer = Outcome | Exception
Told = Callable[[Answer], None]
Show = Callable[[str, Sequence[Outcome]], None]
"""Hears a board's id and what was just committed to it, in order."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A submission and whoever waits for its answer, on the event loop."""

    board_id: str
    submission: Submission
    told: Told


class Batch:
    """What the writer finds waiting when it comes to it; the same again when the work is done again."""

    def __init__(self, recorder: Recorder, waiting: deque[Posted]) -> None:
        self._recorder = recorder
        self._waiting = waiting
        self.posted: list[Posted] = []

    def __call__(self, transaction: Transaction) -> list[Answer]:
        """Decides everything in the order it came."""
        self.gather()
        return self._recorder.record_in(transaction, [(one.board_id, one.submission) for one in self.posted])

    def gather(self) -> None:
        """Takes what waits."""
        while self._waiting and len(self.posted) < LARGEST_BATCH:
            self.posted.append(self._waiting.popleft())


class Posting:
    """Takes submissions on the event loop and tells their answers there, a whole group at a time."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder
        self._waiting: deque[Posted] = deque()
        self.show: Show = _nobody_looks

    def post(self, posted: Posted) -> None:
        """Tells `posted.told` once the answer is on disk and shown."""
        self._waiting.append(posted)
        if len(self._waiting) == 1:
            self._send(self._waiting)

    def _send(self, waiting: deque[Posted]) -> None:
        loop, batch = asyncio.get_running_loop(), Batch(self._recorder, waiting)
        written = self._database.post(batch)
        written.add_done_callback(lambda done: loop.call_soon_threadsafe(self._written, batch, done))

    def _written(self, batch: Batch, written: "Future[list[Answer]]") -> None:
        error = written.exception()
        if error is not None:
            batch.gather()
        if len(batch.posted) == LARGEST_BATCH and self._waiting:
            self._send(self._waiting)
        if error is None:
            self._answer(batch.posted, written.result())
        elif len(batch.posted) == 1 or isinstance(refusal_of(error), StorageUnavailable):
            self._answer(batch.posted, [refusal_of(error)] * len(batch.posted))
        else:
            for one in batch.posted:
                self._send(deque([one]))

    def _answer(self, posted: Sequence[Posted], answers: Sequence[Answer]) -> None:
        recorded: defaultdict[str, list[Outcome]] = defaultdict(list)
        for one, answer in zip(posted, answers, strict=True):
            if isinstance(answer, Outcome) and answer.events:
                recorded[one.board_id].append(answer)
        for board_id, outcomes in recorded.items():
            self.show(board_id, outcomes)
        for one, answer in zip(posted, answers, strict=True):
            one.told(answer)


def _nobody_looks(_board_id: str, _outcomes: Sequence[Outcome]) -> None:
    """What is shown where no rooms are."""
