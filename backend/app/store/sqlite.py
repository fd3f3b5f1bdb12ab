"""The SQLite file: one connection that writes, a few that read."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import SingletonThreadPool, StaticPool
from sqlmodel import Session

from app.store.backend import READERS, Answer, Sitting, StorageUnavailable
from app.store.migrations import bring_up
from app.store.quick import DRIVER, DriverErrors

BEGIN_WRITING = "BEGIN IMMEDIATE"

BUSY_MS = 10_000
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
WIPE_WAITS_MS = 100
"""Everybody who wants to write waits as long."""


class SqliteBackend:
    """A store in one file."""

    def __init__(self, path: Path, *, checkpoints: bool) -> None:
        """Opens the file, and makes it when it is not there.

        `checkpoints=False` is for a second process beside a running server: SQLite before 3.51.3 can corrupt a
        write-ahead log when two connections write and checkpoint at once.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writing = _writing_engine(path, checkpoints=checkpoints)
        self._drivers: list[sqlite3.Connection] = []
        event.listen(self._writing, "connect", lambda driver, _record: self._drivers.append(driver))
        self._reading = _reading_engine(path)
        self._session = Session(self._writing, expire_on_commit=False)
        try:
            with self._writing.begin() as connection:
                bring_up(connection, str(path), changes=checkpoints)
        except StorageUnavailable:
            self.close()
            raise
        self._files = InPlace((path, path.with_name(f"{path.name}-wal")))

    def read(self, question: Callable[[Session], Answer]) -> Answer:
        """Asks on this thread's own connection."""
        with Session(self._reading) as session:
            return question(session)

    def transact(self, work: Callable[[Session], Answer]) -> Answer:
        """Works on the one connection that writes. Raises StorageUnavailable when the file has gone elsewhere."""
        session, driver = self._session, self._drivers[-1]
        session.info[DRIVER] = driver
        with DriverErrors():
            driver.execute(BEGIN_WRITING)
        try:
            answer = work(session)
            self._files.demand()
            _commit(session, driver)
        except BaseException:
            driver.rollback()
            session.close()
            raise
        return answer

    @contextlib.contextmanager
    def sitting(self, *, writes: bool) -> Iterator[Sitting]:
        """One transaction on the connection that writes, or on one that reads."""

        def step(work: Callable[[Session], Answer]) -> Answer:
            return work(session)

        with Session(self._writing if writes else self._reading) as session:
            yield step
            session.commit()

    def wipe(self) -> bool:
        """Empties the write-ahead log, where the rows of before still stand. False while somebody reads from it."""
        with self._writing.connect() as connection:
            plain: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            plain.execute(f"PRAGMA busy_timeout={WIPE_WAITS_MS}")
            try:
                in_the_way, *_ = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                plain.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        return not in_the_way

    def scrub(self) -> bool:
        """Writes the file anew, without the pages and corners that were left behind."""
        with self._writing.connect() as connection:
            plain: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            try:
                plain.execute("VACUUM")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in BUSY:
                    raise
                return False
        return self.wipe()

    def close(self) -> None:
        """Lets go of the file."""
        self._reading.dispose()
        self._writing.dispose()


def _commit(session: Session, driver: sqlite3.Connection) -> None:
    """Whoever used the session has to commit by it; both are one transaction. It begins empty each time."""
    if session.in_transaction():
        session.commit()
        session.close()
    else:
        with DriverErrors():
            driver.commit()


class InPlace:
    """Files that were opened. SQLite would go on writing into one that was moved or deleted, for nobody to find."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._known = {str(path): self._look(str(path)) for path in paths}

    def demand(self) -> None:
        """Raises StorageUnavailable unless all are where they were."""
        for path, known in self._known.items():
            if self._look(path) != known:
                raise StorageUnavailable

    @staticmethod
    def _look(path: str) -> tuple[int, int] | None:
        try:
            found = os.stat(path)  # noqa: PTH116 - asked twice for every commit
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _writing_engine(path: Path, *, checkpoints: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"]
    pragmas += ["secure_delete=ON", "temp_store=MEMORY"]
    _on_connect(engine, pragmas if checkpoints else [*pragmas, "wal_autocheckpoint=0"])
    _begin_with(engine, BEGIN_WRITING)
    return engine


def _reading_engine(path: Path) -> Engine:
    """Never makes a file where there is none."""
    place = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query={"mode": "rw", "uri": "true"})
    engine = create_engine(
        place,
        poolclass=SingletonThreadPool,
        hide_parameters=True,
        pool_size=READERS + 1,
    )
    _on_connect(engine, ["query_only=ON", "wal_autocheckpoint=0", f"busy_timeout={BUSY_MS}"])
    _begin_with(engine, "BEGIN")
    return engine


def _on_connect(engine: Engine, pragmas: list[str]) -> None:
    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connected)


def _begin_with(engine: Engine, statement: str) -> None:
    """Unless the driver has begun already."""

    def begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if driver is None or not driver.in_transaction:
            connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
