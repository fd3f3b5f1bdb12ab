"""The one thread that writes: what waits, from everybody, is committed together (laws L5 and L6)."""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlmodel import Session, SQLModel

from app.store.backend import StorageUnavailable, refusal_of
from app.store.locks import hold_boards
from app.store.quick import put

LARGEST_GROUP = 500
"""Jobs in one transaction at most, so that nobody waits long for the first commit."""


@dataclass(slots=True)
class Transaction:
    """What a job works with. Rows added here are inserted together just before the commit."""

    session: Session
    rows: dict[type[SQLModel], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    scratch: dict[Any, Any] = field(default_factory=dict)
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def flush(self) -> None:
        """Writes the collected rows, one statement a table, behind what the session itself has to write."""
        self.session.flush()
        for table, rows in self.rows.items():
            put(self.session, table, rows)
        self.rows.clear()

    def hold(self, board_ids: Iterable[str]) -> None:
        """Until the commit no other process writes to these boards."""
        self.held |= hold_boards(self.session, set(board_ids) - self.held)


Job = Callable[[Transaction], Any]
Transact = Callable[[Callable[[Session], Any]], Any]
"""Runs work over a session in one transaction, on the calling thread, and answers once it is committed."""


class Waiting(NamedTuple):
    """A job and the one who waits for it."""

    job: Job
    answer: "Future[Any]"
    board_id: str | None = None
    apart: Callable[[], Iterable[Job]] | None = None
    """The same work in pieces, for when it fails as a whole and one piece may be to blame."""


@dataclass(frozen=True, slots=True)
class Between:
    """Work that belongs to no transaction, and the one who waits for it."""

    work: Callable[[], Any]
    answer: "Future[Any]"

    def __call__(self) -> None:
        """Does it."""
        try:
            self.answer.set_result(self.work())
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits
            self.answer.set_exception(error)


class Writer:
    """Runs jobs on its own thread. A job runs again when a neighbour in its group failed; the first run is undone."""

    def __init__(self, transact: Transact) -> None:
        self._transact = transact
        self._queue: queue.SimpleQueue[Waiting | Between | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="themeroom-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job, board_id: str | None = None) -> "Future[Any]":
        """The job's answer, once it is on disk. `board_id` is the board it writes on, if it is one."""
        return self._put(Waiting(job, Future(), board_id))

    def submit_many(self, job: Job, apart: Callable[[], Iterable[Job]]) -> "Future[list[Any]]":
        """The answer of a job that does several things and answers with a list.

        When it fails as a whole, each of `apart` is done by itself, in their order and before all that was submitted
        later; the answer of one that fails then is its error.
        """
        return self._put(Waiting(job, Future(), apart=apart))

    def _put(self, waiting: Waiting) -> "Future[Any]":
        self._queue.put(waiting)
        return waiting.answer

    def between(self, work: Callable[[], Any]) -> "Future[Any]":
        """The answer of work that is done between two transactions."""
        between = Between(work, Future())
        self._queue.put(between)
        return between.answer

    def close(self) -> None:
        """Finishes what waits, then ends the thread."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        for group in self._groups():
            self._work([waiting for waiting in group if waiting.answer.set_running_or_notify_cancel()])

    def _groups(self) -> Iterator[list[Waiting]]:
        """What is committed together. What belongs between two transactions is done in its turn."""
        group: list[Waiting] = []
        while (first := self._queue.get()) is not None:
            if isinstance(first, Waiting):
                group.append(first)
            if group and (isinstance(first, Between) or len(group) == LARGEST_GROUP or self._queue.empty()):
                yield group
                group = []
            if isinstance(first, Between):
                first()
        if group:
            yield group

    def _work(self, group: list[Waiting]) -> None:
        """Answers everybody. Who stopped waiting before is not in the group; from here on nobody can."""
        try:
            answers = self._commit(group)
        except Exception as error:  # noqa: BLE001 - whatever went wrong belongs to one job; the others must not suffer
            self._work_apart(group, error)
            return
        for waiting, answer in zip(group, answers, strict=True):
            waiting.answer.set_result(answer)

    def _work_apart(self, group: list[Waiting], error: Exception) -> None:
        """Finds whom an error belongs to. The order stays: nothing that was submitted later is done before."""
        if len(group) > 1 and not isinstance(error, StorageUnavailable):
            for waiting in group:
                self._work([waiting])
            return
        for _, answer, _, apart in group:
            if apart is None or isinstance(refusal_of(error), StorageUnavailable):
                answer.set_exception(error)
            else:
                answer.set_result(self._one_by_one(apart()))

    def _one_by_one(self, jobs: Iterable[Job]) -> list[Any]:
        """Once the store itself has failed the rest is not tried: each attempt may wait for it as long again."""
        answers: list[Any] = []
        for job in jobs:
            last = answers[-1] if answers else None
            is_lost = isinstance(last, Exception) and isinstance(refusal_of(last), StorageUnavailable)
            answers.append(last if is_lost else self._alone(job))
        return answers

    def _alone(self, job: Job) -> Any:
        try:
            (answer,) = self._commit([Waiting(job, Future())])
        except Exception as error:  # noqa: BLE001 - the error is the answer of this job
            return error
        return answer

    def _commit(self, group: list[Waiting]) -> list[Any]:
        def work(session: Session) -> tuple[list[Any], Transaction]:
            transaction = Transaction(session)
            transaction.hold(waiting.board_id for waiting in group if waiting.board_id is not None)
            answers = [waiting.job(transaction) for waiting in group]
            transaction.flush()
            return answers, transaction

        answers: list[Any]
        answers, transaction = self._transact(work)
        for call in transaction.after_commit:
            call()
        return answers
