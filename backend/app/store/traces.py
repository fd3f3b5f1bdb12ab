"""Wiping what deleting leaves behind: pages that still hold it, and logs of what was written.

Serves everything that must not be found again: ballots of closed rounds.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, insert, text
from sqlmodel import Session, SQLModel, select

logger = logging.getLogger("themeroom")
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between two attempts; the last one again and again."""


def write_anew(session: Session, table: type[SQLModel]) -> None:
    """What is left in a table goes to fresh pages; the old ones are filled with zeros (SQLite, `secure_delete`).

    Deleting alone would leave copies in pages that were split or joined when the table grew and shrank.
    On PostgreSQL `write_afresh` does this afterwards, because nobody can use the table meanwhile.
    """
    if session.get_bind().dialect.name == "sqlite":
        rows = _rows(session, table)
        session.connection().execute(delete(table))
        _put(session, table, rows)


def write_afresh(session: Session, table: type[SQLModel]) -> None:
    """The same for PostgreSQL: the files of before are removed. Waits a second at most for those who use the table."""
    name = str(table.__tablename__)
    session.connection().execute(text("SET LOCAL lock_timeout = '1s'"))
    session.connection().execute(text(f"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE"))
    rows = _rows(session, table)
    session.connection().execute(text(f"TRUNCATE TABLE {name}"))
    _put(session, table, rows)


class SomebodyReads(Exception):
    """An open question could still see what was deleted, so PostgreSQL would keep it."""


WITH_WORDS = ("record", "taken", "withdrawal", "snapshot", "draft", "ballot", "person")


def rewrite_all(session: Session) -> None:
    """Every table with words goes to fresh files (PostgreSQL), in a way that others may go on reading afterwards.

    Raises SomebodyReads when there is a question now that began before.
    """
    session.connection().execute(text("SET LOCAL lock_timeout = '1s'"))
    session.connection().execute(text(f"LOCK TABLE {', '.join(WITH_WORDS)} IN ACCESS EXCLUSIVE MODE"))
    if session.connection().execute(text(READING)).scalar_one():
        raise SomebodyReads
    for table in WITH_WORDS:
        session.connection().execute(text(f"CLUSTER {table} USING {table}_pkey"))


READING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
"""


def _rows(session: Session, table: type[SQLModel]) -> list[dict[str, Any]]:
    session.flush()
    return [row.model_dump() for row in session.exec(select(table))]


def _put(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


class Traces:
    """Wipes in the background, again and again until it was done. Once at every start: a crash may have come first."""

    def __init__(self, wipe: Callable[[], bool]) -> None:
        """`wipe` answers False when somebody was in the way."""
        self._wipe = wipe
        self._asked = 0
        self._wiped = 0
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def waiting(self) -> bool:
        """True while there may be traces."""
        return self._asked != self._wiped

    def wipe_soon(self) -> None:
        """Something was deleted for good and committed. Called on one thread at a time."""
        self._asked += 1
        self._wake.set()

    def start(self) -> None:
        """Works on a thread of its own from here on."""
        self.wipe_soon()
        self._thread = threading.Thread(target=self._run, name="themeroom-traces", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tries once more if anything is left, and ends. What is left then is wiped at the next start."""
        self._closed.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            if self.waiting:
                self._attempt()

    def _run(self) -> None:
        while self._wake.wait() and not self._closed.is_set():
            self._wake.clear()
            self._until_done()

    def _until_done(self) -> None:
        attempts = 0
        while not self._attempt():
            if attempts == len(PAUSES):
                logger.warning("traces of deleted answers wait: the store is busy")
            if self._closed.wait(PAUSES[min(attempts, len(PAUSES) - 1)]):
                return
            attempts += 1
        if attempts > len(PAUSES):
            logger.info("traces are wiped")

    def _attempt(self) -> bool:
        asked = self._asked
        try:
            done = self._wipe()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, it must be tried again
            logger.warning("wiping failed: %s", type(error).__name__)
            done = False
        if done:
            self._wiped = asked
        return done
