"""The SQLite file: one connection that writes, a few that read."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import SingletonThreadPool, StaticPool
from sqlmodel import Session, SQLModel

from app.domain.errors import Rejection
from app.store.writer import Transaction, Writer

Answer = TypeVar("Answer")
READERS = 4


class StorageUnavailable(Rejection):
    code = "storage_unavailable"


class Database:
    """Reads and writes as plain functions over a session, off the event loop."""

    def __init__(self, path: Path, *, checkpoints: bool = True) -> None:
        """Opens the file, and makes it when it is not there.

        `checkpoints=False` is for a second process beside a running server: SQLite before 3.51.3 can corrupt a
        write-ahead log when two connections write and checkpoint at once.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        writing = _writing_engine(path, checkpoints=checkpoints)
        with _storage_errors():
            SQLModel.metadata.create_all(writing)
        self._reading = _reading_engine(path)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="themeroom-reader")
        self._writer = Writer(self._transact)
        self._writing = writing

    async def read(self, question: Callable[[Session], Answer]) -> Answer:
        """The answer to a question that changes nothing."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, question)

    async def write(self, job: Callable[[Transaction], Answer]) -> Answer:
        """The job's answer, once it is on disk."""
        with _storage_errors():
            answer: Answer = await asyncio.wrap_future(self._writer.submit(job))
        return answer

    def read_now(self, question: Callable[[Session], Answer]) -> Answer:
        """`read` for the command line."""
        with _storage_errors(), Session(self._reading) as session:
            return question(session)

    def write_now(self, job: Callable[[Transaction], Answer]) -> Answer:
        """`write` for the command line."""
        with _storage_errors():
            answer: Answer = self._writer.submit(job).result()
        return answer

    def _transact(self, work: Callable[[Session], Answer]) -> Answer:
        with Session(self._writing, expire_on_commit=False) as session:
            answer = work(session)
            session.commit()
        return answer

    def close(self) -> None:
        """Finishes what is being written and lets go of the file."""
        self._writer.close()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise StorageUnavailable("The server cannot save or read just now. Please try again soon.") from error


def _writing_engine(path: Path, *, checkpoints: bool) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", poolclass=StaticPool, hide_parameters=True, connect_args={"check_same_thread": False}
    )
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"]
    _on_connect(engine, pragmas if checkpoints else [*pragmas, "wal_autocheckpoint=0"])
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _reading_engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", poolclass=SingletonThreadPool, hide_parameters=True, pool_size=READERS + 1
    )
    _on_connect(engine, ["query_only=ON", "wal_autocheckpoint=0", "busy_timeout=10000"])
    _begin_with(engine, "BEGIN")
    return engine


def _on_connect(engine: Engine, pragmas: list[str]) -> None:
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connected)


def _begin_with(engine: Engine, statement: str) -> None:
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(statement))
