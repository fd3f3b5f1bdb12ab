"""Makes withdrawals final when they are due, and deletes until no file of the store has the words any more.

Each step is noted once it is done, so whatever ends a server in between, the next start goes on from there.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial

from sqlmodel import Session, select

from app.store.database import Database
from app.store.remembered import Remembered
from app.store.repeating import repeat, unknown
from app.store.submission import Clock
from app.store.tables import BoardRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.withdrawal_end import due, settle
from app.store.writer import Transaction

logger = logging.getLogger("themeroom")
EVERY = 30.0
"""Seconds between two looks at what is due."""
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between two attempts to rewrite the files while somebody reads them; the last one again and again."""


class Deleting:
    """Works on a thread of its own."""

    def __init__(self, database: Database, clock: Clock, remembered: Remembered | None = None) -> None:
        """`remembered` is the list that outlives the store; without one nothing is noted."""
        self._remembered = remembered
        self._database = database
        self._clock = clock
        self._asked = 0
        self._done = 0
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self.told: Callable[[str], None] = _nobody_hears
        """Hears, on another thread, of a study that somebody has left for good."""

    @property
    def waiting(self) -> bool:
        """True while something that is to go for good is not known to have gone."""
        return self._asked != self._done

    def soon(self) -> None:
        """Something is to go for good now."""
        self._asked += 1
        self._wake.set()

    def start(self) -> None:
        """Looks at once, and from here on again and again."""
        self.soon()
        self._thread = threading.Thread(target=self._run, name="themeroom-deleting", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends. What is left is done at the next start."""
        self._closed.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wake.wait(EVERY)
            self._wake.clear()
            try:
                self.work_off(self._closed)
            except Exception as error:  # noqa: BLE001 - whatever went wrong, it must be tried again
                logger.warning("deleting withdrawn words failed: %s", type(error).__name__)

    def work_off(self, closed: threading.Event | None = None) -> bool:
        """Does all that is due now; False when it was told to end before."""
        asked = self._asked
        self.let_go()
        self._note()
        ids = self._database.read_now(_deleting)
        if ids and not self._scrubbed(closed or self._closed):
            return False
        if ids:
            self._database.write_now(partial(_done, ids=ids, now=self._clock()))
            logger.info("withdrawn words are deleted: %s", len(ids))
        self._done = asked
        return True

    def catch_up(self) -> None:
        """Before anybody comes in: what this store does not know was taken back goes again, and what is due goes."""
        if self._remembered is not None:
            standing = self._remembered.standing()
            for one in self._database.read_now(lambda session: unknown(session, standing)):
                logger.warning("words that were taken back are taken out again: %s", one.withdrawal_id)
                self._database.write_now(partial(repeat, one=one))
        once = threading.Event()
        once.set()
        self.work_off(once)

    def _note(self) -> None:
        if self._remembered is not None:
            self._remembered.note(self._database.read_now(self._remembered.missing))

    def let_go(self) -> None:
        """The first step: nothing can be given back any more."""
        now = self._clock()
        for one in self._database.read_now(lambda session: due(session, now)):
            self.told(self._database.write_now(partial(_settled, withdrawal_id=one)))

    def _scrubbed(self, closed: threading.Event) -> bool:
        attempts = 0
        while not self._database.scrub():
            if attempts == len(PAUSES):
                logger.warning("withdrawn words wait to be deleted: the store is busy")
            if closed.wait(PAUSES[min(attempts, len(PAUSES) - 1)]):
                return False
            attempts += 1
        return True


def _settled(transaction: Transaction, withdrawal_id: str) -> str:
    """Nobody writes meanwhile, so that nothing new comes of somebody who is let go."""
    session = transaction.session
    study_id = session.get_one(WithdrawalRow, withdrawal_id).study_id
    transaction.hold(session.exec(select(BoardRow.id).where(BoardRow.study_id == study_id)))
    row = session.get_one(WithdrawalRow, withdrawal_id, populate_existing=True)
    if row.state == "waiting":
        settle(transaction, row)
    return row.study_id


def _nobody_hears(_study_id: str) -> None:
    """Where no rooms are open."""


def _deleting(session: Session) -> list[str]:
    return list(session.exec(select(WithdrawalRow.id).where(WithdrawalRow.state == "deleting")))


def _done(transaction: Transaction, ids: list[str], now: str) -> None:
    for one in ids:
        row = transaction.session.get_one(WithdrawalRow, one)
        row.state, row.done_at, row.person_id = "done", now, None
        transaction.session.add(row)
