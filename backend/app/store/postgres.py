"""PostgreSQL: one connection that writes, a few that read, each with an event loop of its own."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.store.backend import Answer, Sitting, StorageUnavailable
from app.store.lane import Lane, Lost, OutcomeUnknown
from app.store.mark import Mark, is_over, is_there, sqlstate_of
from app.store.migrations import bring_up
from app.store.place import PostgresPlace
from app.store.postgres_opening import check, why_not
from app.store.tables import BallotRow
from app.store.traces import SomebodyReads, rewrite_all, write_afresh

Result = TypeVar("Result")
PATIENCE_SECONDS = 2.0
"""How long work waits for a database that went away, before it is refused."""
OUTCOME_SECONDS = 10.0
"""How long it waits when nobody knows whether a commit was done. Then it is refused, and whoever asks again hears."""
PAUSE_SECONDS = 0.05
MEETINGS = 5
"""How often work runs again because it met another process."""
LOCK_NOT_AVAILABLE = "55P03"
MET_ANOTHER = {"40001": "serialization failure", "40P01": "deadlock", "23505": "unique violation"}


class PostgresBackend:
    """A store in a PostgreSQL database, which other processes use too."""

    def __init__(self, place: PostgresPlace, *, changes: bool) -> None:
        """Connects, and makes the tables when they are not there. Raises StorageUnavailable.

        `changes=False` leaves the tables of an earlier release alone.
        """
        self._place = place
        self._lanes: list[Lane] = []
        self._writing = self._lane("READ COMMITTED")
        self._mine = threading.local()
        self._prepare(changes=changes)

    def read(self, question: Callable[[Session], Answer]) -> Answer:
        """Asks on this thread's own connection, as of one moment."""
        lane: Lane | None = getattr(self._mine, "lane", None)
        if lane is None:
            lane = self._mine.lane = self._lane("REPEATABLE READ")
        return self._patiently(lambda: lane.ask(question))

    def transact(self, work: Callable[[Session], Answer]) -> Answer:
        """Works on the one connection that writes. A commit whose answer was lost is looked up before all else."""
        try:
            return self._patiently(lambda: self._writing.work(work))
        except OutcomeUnknown as unknown:
            if self._is_committed(unknown.mark):
                answer: Answer = unknown.answer
                return answer
        return self.transact(work)

    def sitting(self, *, writes: bool) -> AbstractContextManager[Sitting]:
        """One transaction on a connection of its own."""
        return self._lane("READ COMMITTED" if writes else "REPEATABLE READ").sitting()

    def wipe(self) -> bool:
        """Puts what is left of the ballots into fresh files. False when somebody was in the way."""
        return self._unless_busy(partial(write_afresh, table=BallotRow))

    def scrub(self) -> bool:
        """Puts what is left of every table with words into fresh files. False when somebody was in the way."""
        return self._unless_busy(rewrite_all)

    def _unless_busy(self, work: Callable[[Session], None]) -> bool:
        try:
            self.transact(work)
        except SomebodyReads:
            return False
        except DBAPIError as error:
            if sqlstate_of(error) != LOCK_NOT_AVAILABLE:
                raise
            return False
        return True

    def close(self) -> None:
        """Lets go of all connections."""
        for lane in self._lanes:
            lane.close()

    def _prepare(self, *, changes: bool) -> None:
        def make(connection: Connection) -> None:
            check(connection, self._place)
            bring_up(connection, str(self._place), changes=changes)

        try:
            self._writing.prepare(make)
        except StorageUnavailable:
            self.close()
            raise
        except (Lost, DBAPIError) as error:
            self.close()
            raise StorageUnavailable(why_not(self._place, error)) from None

    def _lane(self, isolation: str) -> Lane:
        lane = Lane(self._place, isolation)
        self._lanes.append(lane)
        return lane

    def _is_committed(self, mark: Mark) -> bool:
        """What became of a transaction. Raises StorageUnavailable when nobody can say in time."""
        deadline = time.monotonic() + OUTCOME_SECONDS
        while not self._looked_up(partial(is_over, mark=mark)):
            if time.monotonic() > deadline:
                raise StorageUnavailable
            time.sleep(PAUSE_SECONDS)
        return self._looked_up(partial(is_there, mark=mark))

    def _looked_up(self, question: Callable[[Session], bool]) -> bool:
        return self._patiently(lambda: self._writing.ask(question), OUTCOME_SECONDS)

    def _patiently(self, attempt: Callable[[], Result], seconds: float = PATIENCE_SECONDS) -> Result:
        """Tries again while the database is away, and when another process was met."""
        deadline, meetings = time.monotonic() + seconds, 0
        while True:
            try:
                return attempt()
            except Lost as error:
                if time.monotonic() > deadline:
                    raise StorageUnavailable from error
                time.sleep(PAUSE_SECONDS)
            except DBAPIError as error:
                meetings += 1
                if sqlstate_of(error) not in MET_ANOTHER or meetings > MEETINGS:
                    raise
