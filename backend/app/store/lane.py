"""One connection to PostgreSQL with an event loop of its own, for plain functions on one thread at a time."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlmodel import Session

from app.store.backend import Answer, Sitting, StorageUnavailable
from app.store.mark import Mark, leave, wipe
from app.store.place import PostgresPlace
from app.store.secrets import new_id

Result = TypeVar("Result")
CONNECT_SECONDS = 2.0
STATEMENT_SECONDS = 15.0
"""A statement that takes longer counts as a lost database."""
SETTINGS = {
    "application_name": "themeroom",
    "synchronous_commit": "on",
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""A process that froze or vanished gives its locks back."""
START_LOCK = 7_236_915_203
"""Held while tables are made, so that of several processes one does it."""
AWAY = ("08", "25006", "53", "57", "58")
"""Codes for: no connection, may only be read, is full, is told to stop, cannot read its disk."""


class Lost(Exception):
    """The database cannot be reached, or went away. Nothing was committed."""


class OutcomeUnknown(Exception):
    """The database went away during a commit."""

    def __init__(self, mark: Mark, answer: Any) -> None:
        super().__init__("The answer to a commit was lost.")
        self.mark = mark
        self.answer = answer


class Lane:
    """A connection. It comes back by itself after it was lost."""

    def __init__(self, place: PostgresPlace, isolation: str) -> None:
        async def connect() -> Any:
            self._writer = new_id("writer")
            return await asyncpg.connect(
                place.url, timeout=CONNECT_SECONDS, command_timeout=STATEMENT_SECONDS, server_settings=SETTINGS
            )

        self._writer, self._number = "", 0
        self._loop = asyncio.new_event_loop()
        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=connect,
            pool_size=1,
            max_overflow=0,
            hide_parameters=True,
            isolation_level=isolation,
        )

    def ask(self, question: Callable[[Session], Answer]) -> Answer:
        """The answer to a question. Raises Lost."""

        async def asking(session: AsyncSession) -> Answer:
            return await session.run_sync(_plain(question))

        return self._run(asking)

    def work(self, work: Callable[[Session], Answer]) -> Answer:
        """The answer of work that is committed. Raises Lost or OutcomeUnknown."""

        async def working(session: AsyncSession) -> Answer:
            answer = await session.run_sync(_plain(work))
            await session.flush()
            self._number += 1
            mark = await session.run_sync(_plain(partial(leave, writer=self._writer, number=self._number)))
            try:
                await session.commit()
            except Exception as error:
                if mark is None or not _is_lost(error):
                    raise
                await session.invalidate()
                raise OutcomeUnknown(mark, answer) from error
            return answer

        return self._run(working)

    def prepare(self, make: Callable[[Connection], None]) -> None:
        """Makes tables; of several processes one after another. Raises Lost."""

        async def preparing(session: AsyncSession) -> None:
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": START_LOCK})
            await session.run_sync(lambda plain: make(plain.connection()))
            await session.commit()

        self._run(preparing)

    @contextlib.contextmanager
    def sitting(self) -> Iterator[Sitting]:
        """One transaction for several steps. Raises StorageUnavailable when the database goes away meanwhile."""
        session = self._session()

        def step(work: Callable[[Session], Answer]) -> Answer:
            return self._loop.run_until_complete(session.run_sync(_plain(work)))

        try:
            yield step
            self._loop.run_until_complete(session.commit())
        except DBAPIError as error:
            if not _is_lost(error):
                raise
            raise StorageUnavailable from error
        finally:
            self._loop.run_until_complete(session.close())

    def close(self) -> None:
        """Lets go of the connection. On a thread of its own: the caller's may be running another loop."""
        if not self._loop.is_closed():
            with ThreadPoolExecutor(1) as thread:
                thread.submit(self._end).result()
            self._loop.close()

    def _end(self) -> None:
        if self._number:
            with contextlib.suppress(Lost, DBAPIError):
                self._run(self._wiping)
        self._loop.run_until_complete(self._engine.dispose())

    async def _wiping(self, session: AsyncSession) -> None:
        await session.run_sync(_plain(partial(wipe, writer=self._writer)))
        await session.commit()

    def _session(self) -> AsyncSession:
        return AsyncSession(self._engine, sync_session_class=Session, expire_on_commit=False)

    def _run(self, use: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
        async def used() -> Result:
            async with self._session() as session:
                await _reached(session)
                try:
                    return await use(session)
                except (DBAPIError, TimeoutError) as error:
                    if not _is_lost(error):
                        raise
                    await session.invalidate()
                    raise Lost from error

        return self._loop.run_until_complete(used())


async def _reached(session: AsyncSession) -> None:
    """Raises Lost when there is no connection to be had, whatever the driver says about it."""
    try:
        _reached = await session.connection()
    except (DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Lost from error


def _is_lost(error: Exception) -> bool:
    """True when the fault is the database's, not the statement's."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, TimeoutError)
    state: str = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(AWAY)


def _plain(work: Callable[[Session], Answer]) -> Callable[[Any], Answer]:
    """SQLAlchemy's types know the session only by its own name for it."""
    return work
