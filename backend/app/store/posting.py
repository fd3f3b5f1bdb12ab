"""From the event loop to the writer and back: whatever waits is decided and committed together (law L6)."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.errors import BrokenLog, Rejection
from app.store.backend import StorageUnavailable, refusal_of
from app.store.database import Database
from app.store.meter import CommitMeter
from app.store.pulse import Pulse
from app.store.recorder import Recorder
from app.store.submission import Outcome, Submission
from app.store.writer import Job, Transaction

logger = logging.getLogger("themeroom")
LARGEST_BATCH = 500
"""Submissions decided in one go at most, so that the first of them does not wait long."""
GAP_SECONDS = 0.004
"""Between two transactions when many come: each costs as much as ten changes in it."""

Answer = Outcome | Exception
Told = Callable[[Answer], None]
Show = Callable[[str, Sequence[Outcome]], None]
"""Hears a board's id and what was just committed to it, in order."""


class Posted(NamedTuple):
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

    def apart(self) -> list[Job]:
        """The same work, each submission by itself."""
        self.gather()
        return [Single(self._recorder, one) for one in self.posted]

    def gather(self) -> None:
        """Takes what waits."""
        while self._waiting and len(self.posted) < LARGEST_BATCH:
            self.posted.append(self._waiting.popleft())


@dataclass(frozen=True, slots=True)
class Single:
    """One submission of a batch that failed: what is wrong with it becomes its own answer."""

    recorder: Recorder
    posted: Posted

    def __call__(self, transaction: Transaction) -> Answer:
        """Decides it."""
        (answer,) = self.recorder.record_in(transaction, [(self.posted.board_id, self.posted.submission)])
        return answer


class Posting:
    """Takes submissions on the event loop and tells their answers there, a whole group at a time."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder
        self._waiting: deque[Posted] = deque()
        self._pulse = Pulse(self._send_waiting)
        self.show: Show = _nobody_looks
        self.meter = CommitMeter()
        self._trouble = ""

    def post(self, posted: Posted) -> None:
        """Tells `posted.told` once the answer is on disk and shown."""
        self._waiting.append(posted)
        if len(self._waiting) == 1:
            self._pulse.soon(GAP_SECONDS)

    def _send_waiting(self) -> None:
        if not self._waiting:
            return
        loop, batch = asyncio.get_running_loop(), Batch(self._recorder, self._waiting)
        began = loop.time()

        def on_loop(done: "Future[list[Answer]]") -> None:
            self._written(batch, done)
            if batch.posted:
                self.meter.sizes.add(len(batch.posted))
                self.meter.seconds.add(loop.time() - began)

        written = self._database.post(batch, batch.apart)
        written.add_done_callback(lambda done: loop.call_soon_threadsafe(on_loop, done))

    def _written(self, batch: Batch, written: "Future[list[Answer]]") -> None:
        error = written.exception()
        if error is not None:
            batch.gather()
        if len(batch.posted) == LARGEST_BATCH:
            self._send_waiting()
        answers = written.result() if error is None else [refusal_of(error)] * len(batch.posted)
        self._note_trouble(error or _trouble_in(answers))
        self._answer(batch.posted, [refusal_of(one) if isinstance(one, Exception) else one for one in answers])

    def _note_trouble(self, error: BaseException | None) -> None:
        """Says once what the trouble is, and once that it is over, for those who run the server."""
        if error is not None:
            self.meter.storage_errors += 1
        trouble = "" if error is None else _name_of(error)
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble:
            logger.error("cannot save: %s", trouble)
        else:
            logger.info("can save again")

    def _answer(self, posted: Sequence[Posted], answers: Sequence[Answer]) -> None:
        recorded: defaultdict[str, list[Outcome]] = defaultdict(list)
        for one, answer in zip(posted, answers, strict=True):
            if isinstance(answer, Outcome) and answer.events:
                recorded[one.board_id].append(answer)
        for one, answer in zip(posted, answers, strict=True):
            one.told(answer)
        for board_id, outcomes in recorded.items():
            self.show(board_id, outcomes)


def _nobody_looks(_board_id: str, _outcomes: Sequence[Outcome]) -> None:
    """What is shown where no rooms are."""


def _trouble_in(answers: Sequence[Answer]) -> Exception | None:
    """Why something could not be saved. A refusal was decided, and a broken log is told of elsewhere."""
    for answer in answers:
        if isinstance(answer, StorageUnavailable) or not isinstance(answer, Outcome | Rejection | BrokenLog):
            return answer
    return None


def _name_of(error: BaseException) -> str:
    """What kind of error it is. Its words might hold words of people."""
    origin = getattr(error, "orig", error)
    name: str = getattr(origin, "sqlite_errorname", type(origin).__name__)
    return name
