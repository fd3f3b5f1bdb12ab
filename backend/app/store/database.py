"""The store as the rest of the program sees it: reads and writes as plain functions, off the event loop."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from app.store.backend import READERS, Answer, Backend, StorageUnavailable, refusal_of
from app.store.place import Place
from app.store.sqlite import SqliteBackend
from app.store.writer import Job, Transaction, Writer

__all__ = ["Database", "StorageUnavailable"]


class Database:
    """Reads and writes as plain functions over a session, off the event loop."""

    def __init__(self, place: Place, *, checkpoints: bool = True) -> None:
        """Opens the store, and makes its tables when they are not there. Raises StorageUnavailable.

        `checkpoints=False` is for a second process beside a running server: it leaves SQLite's checkpoints to that one,
        and the tables of an earlier release as they are.
        """
        with _storage_errors():
            self._backend = _opened(place, checkpoints=checkpoints)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="themeroom-reader")
        self._writer = Writer(self._backend.transact)

    async def read(self, question: Callable[[Session], Answer]) -> Answer:
        """The answer to a question that changes nothing."""
        with _storage_errors():
            return await asyncio.wrap_future(self._readers.submit(self._backend.read, question))

    async def write(self, job: Callable[[Transaction], Answer], board_id: str | None = None) -> Answer:
        """The job's answer, once it is on disk. `board_id` is the board it writes on, if it is one."""
        with _storage_errors():
            answer: Answer = await asyncio.wrap_future(self._writer.submit(job, board_id))
        return answer

    def post(
        self, job: Callable[[Transaction], list[Answer]], apart: Callable[[], Iterable[Job]]
    ) -> "Future[list[Answer | Exception]]":
        """`write` of many things for those who wait otherwise: the answer of each, or its error.

        `apart` are the same things one by one, for when they fail together. What goes wrong is left as it is, for
        `refusal_of`.
        """
        return self._writer.submit_many(job, apart)

    def read_now(self, question: Callable[[Session], Answer]) -> Answer:
        """`read` for the command line."""
        with _storage_errors():
            return self._readers.submit(self._backend.read, question).result()

    def write_now(self, job: Callable[[Transaction], Answer], board_id: str | None = None) -> Answer:
        """`write` for the command line."""
        with _storage_errors():
            answer: Answer = self._writer.submit(job, board_id).result()
        return answer

    def wipe(self) -> bool:
        """Overwrites what deleted rows left behind. False when somebody was in the way. Not on the event loop."""
        wiped: bool = self._writer.between(self._backend.wipe).result()
        return wiped

    def scrub(self) -> bool:
        """Writes everything to fresh files. False when somebody was in the way. Not on the event loop."""
        scrubbed: bool = self._writer.between(self._backend.scrub).result()
        return scrubbed

    def close(self) -> None:
        """Finishes what is being written and lets go of the store."""
        self._writer.close()
        self._readers.shutdown()
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _opened(place: Place, *, checkpoints: bool) -> Backend:
    match place:
        case Path():
            return SqliteBackend(place, checkpoints=checkpoints)
        case _:
            from app.store.postgres import PostgresBackend  # noqa: PLC0415 - loads a driver that files do not need

            return PostgresBackend(place, changes=checkpoints)


@contextlib.contextmanager
def backend_at(place: Place, *, checkpoints: bool = True) -> Iterator[Backend]:
    """A store without the threads of a server, for work in several steps. Raises StorageUnavailable."""
    with _storage_errors(), contextlib.closing(_opened(place, checkpoints=checkpoints)) as backend:
        yield backend


@contextlib.contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise refusal_of(error) from error
