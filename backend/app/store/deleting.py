"""Makes withdrawals final when they are due, and deletes until no file of the store has the words any more.

Each step is noted once it is done, so whatever ends a server in between, the next start goes on from there.
"""

import logging
from collections.abc import Callable
from functools import partial

from sqlmodel import Session, select

from app.store.calling_off import Record
from app.store.chore import Chore
from app.store.database import Database
from app.store.remembered import Remembered
from app.store.repeating import called_off, give_back_again, repeat, unknown
from app.store.submission import Clock
from app.store.tables import BoardRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.withdrawal_end import due, settle
from app.store.writer import Transaction

logger = logging.getLogger("themeroom")
EVERY = 30.0
"""Seconds between two looks at what is due."""


class Deleting:
    """Does it on a thread of its own."""

    def __init__(self, database: Database, clock: Clock, remembered: Remembered | None = None) -> None:
        """`remembered` is the list that outlives the store; without one nothing is noted."""
        self._remembered = remembered
        self._database = database
        self._clock = clock
        self.chore = Chore("deleting withdrawn words", self.work_off, EVERY)
        self.told: Callable[[str], None] = _nobody_hears
        """Hears, on another thread, of a study that somebody has left for good."""

    def work_off(self) -> bool:
        """Does all that is due now; False while somebody reads what is to go."""
        self.let_go()
        self._note()
        ids = self._database.read_now(_deleting)
        if not ids:
            return True
        if not self._database.scrub():
            return False
        self._database.write_now(partial(_done, ids=ids, now=self._clock()))
        logger.info("withdrawn words are deleted: %s", len(ids))
        return True

    def catch_up(self, record: Record) -> None:
        """Before anybody comes in: what this store does not know was taken back goes again, and what is due goes.

        `record` tells the logs of it.
        """
        if self._remembered is not None:
            ids = self._remembered.called_off()
            for withdrawal_id in self._database.read_now(lambda session: called_off(session, ids)):
                logger.warning("words that were taken back and called off are put back: %s", withdrawal_id)
                self._database.write_now(partial(give_back_again, withdrawal_id=withdrawal_id, record=record))
            standing = self._remembered.standing()
            for one in self._database.read_now(lambda session: unknown(session, standing)):
                logger.warning("words that were taken back are taken out again: %s", one.withdrawal_id)
                self._database.write_now(partial(repeat, one=one, record=record))
        self.work_off()

    def _note(self) -> None:
        if self._remembered is not None:
            self._remembered.note(self._database.read_now(self._remembered.missing))

    def let_go(self) -> None:
        """The first step: nothing can be given back any more."""
        now = self._clock()
        for one in self._database.read_now(lambda session: due(session, now)):
            self.told(self._database.write_now(partial(_settled, withdrawal_id=one)))


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
