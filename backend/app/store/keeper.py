"""Writes snapshots and checks them against the log, in the background and never in a hurry."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.domain.errors import BrokenLog, Rejection
from app.domain.events import Event
from app.domain.evolve import replay
from app.store.background import Background
from app.store.database import Database
from app.store.opening import Stored, blank, checked, stretch
from app.store.snapshots import board_in, drop_in, put_in, row_of
from app.store.submission import Live
from app.store.tables import SnapshotRow

logger = logging.getLogger("themeroom")
EVERY = 1_000
"""Events after which a board is written down again."""
SLICE = 100
"""Records checked at a time."""
REST = 24.0
"""Rests between slices, as multiples of the work: the background takes a twenty-fifth of a core at most."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A snapshot that was compared with the log by this process, and the hash of its bytes."""

    seq: int
    digest: bytes


class Closed(Exception):
    """The server ends; what is left can be done another time."""


class Keeper:
    """Hears of boards as they grow. `wrong` is told which board was opened from a snapshot that does not hold."""

    def __init__(
        self, database: Database, wrong: Callable[[str], None], broken: Callable[[str, BrokenLog], None]
    ) -> None:
        self._database = database
        self._wrong = wrong
        self._broken = broken
        self._written: dict[str, int] = {}
        self._to_write: dict[str, Live] = {}
        self._to_check: dict[str, int] = {}
        self._sound: dict[str, Sound] = {}
        self._background = Background("keeper", self._work_on)

    def start(self) -> None:
        """Works on a thread of its own from here on."""
        self._background.start()

    def close(self) -> None:
        """Stops soon, whatever is left."""
        self._background.close()

    def opened(self, live: Live, snapshot: int) -> None:
        """A board was opened from the snapshot of this seq; 0: from its whole log."""
        self._written[live.board.id] = snapshot
        if snapshot:
            self._to_check[live.board.id] = snapshot
            self._background.wake()
        self.grown(live)

    def grown(self, live: Live) -> None:
        """A board has grown. Costs next to nothing."""
        if live.board.seq - self._written.get(live.board.id, 0) >= EVERY:
            self._written[live.board.id] = live.board.seq
            self._to_write[live.board.id] = live
            self._background.wake()

    def work_off(self) -> None:
        """Does all that waits, now and without rests."""
        while self._to_write or self._to_check:
            self._write()
            self._check_next(rest=0.0)

    def _work_on(self) -> None:
        try:
            while self._to_write or self._to_check:
                self._rest(self._write())
                self._check_next(REST)
        except Closed:
            return
        except Rejection:
            logger.warning("snapshots wait: the store does not answer")
        except Exception as error:  # noqa: BLE001 - a cache must never take the server down
            logger.error("snapshots failed: %s", type(error).__name__)  # noqa: TRY400 - its text may hold words

    def _rest(self, seconds: float) -> None:
        if self._background.rest(seconds):
            raise Closed

    def _write(self) -> float:
        """Writes down what waits for it; answers the seconds to rest after that."""
        began = time.monotonic()
        while self._to_write:
            board_id, live = self._to_write.popitem()
            row = row_of(live)
            self._database.write_now(lambda transaction: put_in(transaction, row), board_id)  # noqa: B023
            self._to_check[board_id] = live.board.seq
        return REST * (time.monotonic() - began)

    def _check_next(self, rest: float) -> None:
        if not self._to_check:
            return
        board_id, seq = self._to_check.popitem()
        row = self._snapshot(board_id, seq)
        if row is None:
            return
        start = self._sound_start(board_id)
        try:
            board = replay(start.board, self._slowly(start, row, rest))
        except BrokenLog as error:
            self._broken(board_id, error)
            return
        kept = board_in(row)
        if kept is not None and (kept.state, kept.gone) == (board.state, board.gone):
            self._sound[board_id] = Sound(seq, hashlib.sha256(row.content).digest())
        else:
            self._drop(board_id, seq)

    def _snapshot(self, board_id: str, seq: int) -> SnapshotRow | None:
        return self._database.read_now(lambda session: session.get(SnapshotRow, (board_id, seq)))

    def _sound_start(self, board_id: str) -> Live:
        """The last snapshot that was compared, if it is still the same; otherwise the very beginning."""
        sound = self._sound.get(board_id)
        row = self._snapshot(board_id, 0 if sound is None else sound.seq)
        if sound is None or row is None or hashlib.sha256(row.content).digest() != sound.digest:
            return blank(board_id)
        board = board_in(row)
        return blank(board_id) if board is None else Live(board, row.chain)

    def _slowly(self, start: Live, row: SnapshotRow, rest: float) -> Iterator[Event]:
        """The log from there to the snapshot, every word and every link of it checked."""
        chain, seq = start.chain, start.board.seq
        while seq < row.seq:
            began = time.monotonic()
            for record in self._database.read_now(_slice(row.board_id, seq, min(row.seq, seq + SLICE))):
                chain, seq = checked(record, chain), record.seq
                yield record.checked_event()
            self._rest(rest * (time.monotonic() - began))

    def _drop(self, board_id: str, seq: int) -> None:
        logger.error("snapshot wrong: board %s seq %s; the board is read from its log", board_id, seq)
        self._database.write_now(lambda transaction: drop_in(transaction, board_id, seq), board_id)
        self._wrong(board_id)


def _slice(board_id: str, after: int, upto: int) -> Callable[[Session], list[Stored]]:
    return lambda session: list(stretch(session, board_id, after, upto))
