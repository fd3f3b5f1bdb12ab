"""Boards at their heads, as this process knows them. The log is the truth; this follows it."""

import logging
import threading
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from sqlmodel import Session

from app.domain.errors import BrokenLog
from app.store.keeper import Keeper
from app.store.opening import blank, folded
from app.store.records import head_of
from app.store.snapshots import nearest
from app.store.submission import Live

MOST = 200
"""Boards that stay in memory; whichever was not used for longest is opened anew when somebody comes."""
logger = logging.getLogger("themeroom")


class Alarm(Protocol):
    """Hears, on any thread, of a board whose log is broken, or that was shown wrongly and has to be opened anew."""

    def __call__(self, board_id: str, *, broken: bool) -> None: ...


class Boards:
    """What was opened or written here, and which logs turned out to be broken."""

    def __init__(self, keeper: Keeper, alarm: Alarm) -> None:
        self._keeper = keeper
        self._alarm = alarm
        self._live: dict[str, Live] = {}
        self._broken: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self._lock = threading.Lock()

    def knows(self, board_id: str) -> bool:
        """True when the board need not be opened."""
        return board_id in self._live

    def caught_up(self, session: Session, board_id: str) -> Live:
        """The board at the head that this session sees. Raises BrokenLog, and then for good."""
        self._demand_whole(board_id)
        known, head = self._live.get(board_id), head_of(session, board_id)
        if known is not None and known.board.seq >= head:
            return known
        start, live = self._folded(session, board_id, known, head)
        if start is not known:
            self._keeper.opened(live, start.board.seq)
        return live

    def as_of(self, session: Session, board_id: str, seq: int) -> Live:
        """The board as it was right after an event. Raises BrokenLog."""
        self._demand_whole(board_id)
        return self._folded(session, board_id, None, min(seq, head_of(session, board_id)))[1]

    def _demand_whole(self, board_id: str) -> None:
        if board_id in self._broken:
            said, detail = self._broken[board_id]
            raise BrokenLog(said, **detail)

    def _folded(self, session: Session, board_id: str, known: Live | None, upto: int) -> tuple[Live, Live]:
        """Where the fold began, and the board."""
        broken = BrokenLog("A log was not read.")
        for start in self._starts(session, board_id, known, upto):
            try:
                return start, folded(session, start, upto)
            except BrokenLog as error:
                broken = error
        self.refuse(board_id, broken)
        raise broken

    def _starts(self, session: Session, board_id: str, known: Live | None, upto: int) -> Iterator[Live]:
        """What is in memory, a snapshot, or nothing at all. Only the last is beyond doubt."""
        if known is not None:
            yield known
        snapshot = nearest(session, board_id, upto)
        if snapshot is not None:
            yield snapshot
        yield blank(board_id)

    def follow(self, live: Live) -> None:
        """Remembers a board, unless a later one is known."""
        board_id = live.board.id
        with self._lock:
            known = self._live.pop(board_id, live)
            self._live[board_id] = live if known.board.seq < live.board.seq else known
            while len(self._live) > MOST:
                del self._live[next(iter(self._live))]

    def committed(self, live: Live) -> None:
        """Remembers a board that has just grown here."""
        self.follow(live)
        self._keeper.grown(live)

    def forget(self, board_id: str) -> None:
        """The board is opened anew next time."""
        with self._lock:
            self._live.pop(board_id, None)

    def refuse(self, board_id: str, error: BrokenLog) -> None:
        """Nothing is done with this board any more, until a server starts anew."""
        logger.error("broken log: board %s, %s %s", board_id, error, dict(error.detail))
        self._broken[board_id] = str(error), error.detail
        self.forget(board_id)
        self._alarm(board_id, broken=True)

    def mend(self, board_id: str) -> None:
        """What was in memory stands on a snapshot that was wrong."""
        self.forget(board_id)
        self._alarm(board_id, broken=False)
