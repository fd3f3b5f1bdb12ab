"""A real store in memory whose writer and readers work when they are told to."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from random import Random
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from app.store.backend import StorageUnavailable
from app.store.database import Database
from app.store.quick import DRIVER
from app.store.writer import Job, Waiting, Writer


class SteppedWriter(Writer):
    """The writer without its thread."""

    def __init__(self, transact: Callable[[Callable[[Session], Any]], Any]) -> None:
        self._transact = transact
        self.waiting: list[Waiting] = []
        self.done: list[tuple[Future[Any], Future[Any]]] = []

    def _put(self, waiting: Waiting) -> "Future[Any]":
        """Waits until `step`, and its answer until `tell`."""
        answer: Future[Any] = Future()
        waiting.answer.add_done_callback(lambda done: self.done.append((done, answer)))
        self.waiting.append(waiting)
        return answer

    def tell(self) -> None:
        """The first answer that was not told yet."""
        done, answer = self.done.pop(0)
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
        else:
            answer.set_exception(error)

    def step(self, most: int) -> None:
        """One group."""
        group, self.waiting = self.waiting[:most], self.waiting[most:]
        self._work([waiting for waiting in group if waiting.answer.set_running_or_notify_cancel()])


class SteppedStore(Database):
    """A store in memory. `is_broken`: nothing can be saved. `commits` are those that came through."""

    def __init__(self) -> None:
        self._engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        SQLModel.metadata.create_all(self._engine)
        with self._engine.connect() as connection:
            self._info = {DRIVER: connection.connection.driver_connection}
        self._writer: SteppedWriter = SteppedWriter(self._transact)
        self.is_broken = False
        self.commits = 0
        self.asked: list[tuple[Callable[[Session], Any], asyncio.Future[Any]]] = []
        self.answered: list[tuple[asyncio.Future[Any], Any]] = []

    @property
    def is_at_rest(self) -> bool:
        """True when nobody waits."""
        return not (self._writer.waiting or self._writer.done or self.asked or self.answered)

    async def read(self, question: Callable[[Session], Any]) -> Any:
        """Asked at one moment, looked up at another, told at a third."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.asked.append((question, future))
        return await future

    def do_now(self, job: Job) -> Any:
        """A transaction of somebody else."""
        writer = SteppedWriter(self._transact)
        answer = writer.submit(job)
        writer.step(1)
        writer.tell()
        return answer.result()

    def look_now(self, question: Callable[[Session], Any]) -> Any:
        """The answer without waiting."""
        with Session(self._engine, info=self._info) as session:
            return question(session)

    def commit(self, most: int) -> None:
        """The writer takes what waits, up to so many."""
        self._writer.step(most)

    def look_up(self, random: Random) -> None:
        """One of the readers looks something up."""
        question, future = self.asked.pop(random.randrange(len(self.asked)))
        self.answered.append((future, self.look_now(question)))

    def tell(self, random: Random) -> None:
        """One of the readers tells what it found."""
        future, answer = self.answered.pop(random.randrange(len(self.answered)))
        if not future.done():
            future.set_result(answer)

    def tell_written(self) -> None:
        """The writer's next answer arrives."""
        self._writer.tell()

    @property
    def waits_to_write(self) -> bool:
        """True when the writer has work."""
        return bool(self._writer.waiting)

    @property
    def has_written(self) -> bool:
        """True when an answer of the writer is on its way."""
        return bool(self._writer.done)

    def _transact(self, work: Callable[[Session], Any]) -> Any:
        with Session(self._engine, expire_on_commit=False, info=self._info) as session:
            session.connection()  # what goes straight to the driver is in this transaction too, as in the server's file
            answer = work(session)
            if self.is_broken:
                raise StorageUnavailable
            session.commit()
        self.commits += 1
        return answer
