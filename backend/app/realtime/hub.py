"""All rooms of this process: opened when somebody comes, dropped when the last one leaves."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from app.domain.errors import LimitReached
from app.domain.limits import Limits
from app.protocol import CLOSE_BROKEN_LOG, CLOSE_NOT_ALLOWED, CLOSE_OUR_FAULT, PersonShown
from app.realtime.broker import Bus, NoBus
from app.realtime.hints import HeadAt, Here, PeopleChanged, WhoIsHere
from app.realtime.meter import Meter
from app.realtime.pace import Pace
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.store.event_log import EventLog
from app.store.posting import Answer, Posted
from app.store.submission import Outcome, Submission

AGAIN_SECONDS = 0.5
"""Before a log that could not be read is read again."""
Heard = Callable[[Answer | None], None]
People = Callable[[], Awaitable[Sequence[PersonShown]]]
"""Asks the store for the people of a board."""


class Hub:
    """Rooms by board id. `clock` tells seconds that only grow."""

    def __init__(self, log: EventLog, limits: Limits, clock: Callable[[], float], bus: Bus | None = None) -> None:
        self.limits = limits
        self.meter = Meter()
        self._log = log
        self.bus = bus or NoBus()
        self.pace = Pace(limits, clock, self.meter, self.bus)
        self._sockets: Counter[str] = Counter()
        self._log.show_to(self._show)
        self._log.alarm_to(self._alarm)
        self.doubted: Callable[[Iterable[str]], None] = lambda _: None
        """Hears of boards whose people are to be looked up, until that has worked."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._mended: Counter[str] = Counter()
        self._catching_up: set[asyncio.Task[None]] = set()
        self._rooms: dict[str, Room] = {}
        self._doors: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._visits = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._waiting: set[asyncio.Timeout] = set()
        self.closed_with: int | None = None

    @property
    def connections(self) -> int:
        """Live connections, those that have not said hello included."""
        return self._visits

    @property
    def rooms(self) -> int:
        """Boards that somebody is connected to."""
        return len(self._rooms)

    @property
    def open_rooms(self) -> Mapping[str, Room]:
        """The open ones."""
        return self._rooms

    @contextlib.contextmanager
    def visit(self) -> Iterator[None]:
        """Counts a connection from its first moment to its last."""
        self._visits += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._visits -= 1
            if not self._visits:
                self._empty.set()

    @contextlib.asynccontextmanager
    async def patience(self, seconds: float) -> AsyncIterator[None]:
        """Waits for a newcomer's first word. Raises TimeoutError after some seconds, or when the hub closes."""
        async with asyncio.timeout(seconds if self.closed_with is None else 0) as timer:
            self._waiting.add(timer)
            try:
                yield
            finally:
                self._waiting.discard(timer)

    async def enter(
        self, board_id: str, visitor: Visitor, after: int | None, people: People
    ) -> tuple[Room, Session, bool]:
        """A new connection in a board's room, which is opened if nobody was in it; and whether it needs the state.

        Raises LimitReached when the person or the board has too many.
        """
        async with self._doors[board_id]:
            try:
                room = await self._up_to_date(board_id, people)
                self._demand_place(room, visitor.person_id)
                session, afresh = room.enter(visitor, after)
                self._sockets[visitor.person_id] += 1
            finally:
                self._drop_if_empty(board_id)
        if self.closed_with is not None:
            session.close(self.closed_with)
        return room, session, afresh

    async def _up_to_date(self, board_id: str, people: People) -> Room:
        """The board's room with all that others wrote. One that was shut meanwhile is not entered any more."""
        while True:
            room = await self._opened(board_id, people)
            await room.catch_up()
            if self._rooms.get(board_id) is room:
                return room

    async def _opened(self, board_id: str, people: People) -> Room:
        if board_id not in self._rooms:
            self._loop = asyncio.get_running_loop()
            self.bus.follow(board_id)
            known = await people()
            board = await self._log.open(board_id)
            emptied = partial(self._emptied, board_id)
            self._rooms[board_id] = Room(self._log, board, known, self.bus, self._mended[board_id], emptied)
            self.bus.publish(WhoIsHere(board_id))
        return self._rooms[board_id]

    def _alarm(self, board_id: str, *, broken: bool) -> None:
        """Hears, on any thread, that a board cannot stay open as it is."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._shut, board_id, broken)

    def _shut(self, board_id: str, broken: bool) -> None:
        """Ends a room. Unless its log is broken it opens anew, and whoever was in it gets the whole state."""
        room = self._rooms.pop(board_id, None)
        if room is not None:
            self.bus.unfollow(board_id)
            self._mended[board_id] = room.board.seq + 1
            room.close(CLOSE_BROKEN_LOG if broken else CLOSE_OUR_FAULT)

    def _demand_place(self, room: Room, person_id: str) -> None:
        for name, taken in (("sockets_per_person", self._sockets[person_id]), ("sockets_per_board", room.connections)):
            limit: int = getattr(self.limits, name)
            if taken >= limit:
                message = f"There are too many open pages. At most {limit} fit. Please close some."
                raise LimitReached(message, field=name, limit=limit)

    def leave(self, room: Room, session: Session) -> None:
        """A connection has gone; an empty room is dropped, unless somebody stands at its door."""
        room.leave(session)
        self._sockets -= Counter([session.visitor.person_id])
        self._emptied(room.board.id)

    def _emptied(self, board_id: str) -> None:
        if not self._doors[board_id].locked():
            self._drop_if_empty(board_id)

    def _drop_if_empty(self, board_id: str) -> None:
        room = self._rooms.get(board_id)
        if room is not None and room.is_empty:
            del self._rooms[board_id]
            self.bus.publish(Here(board_id, {}, whole=True))
            self.bus.unfollow(board_id)

    async def submit(self, board_id: str, submission: Submission) -> Outcome:
        """Records a command; answers once it is on disk and the room shows it."""
        outcome = await self._log.submit(board_id, submission)
        self.meter.answered(submission.command.type, outcome)
        return outcome

    def post(self, session: Session, board_id: str, submission: Submission, told: Heard) -> None:
        """Records a command of a connection, whose frames then settle it; `told` hears what became of it.

        None: it was sent twice, and the frame with its event has answered both.
        """
        session.expect(submission.command_id)

        def answered(answer: Answer) -> None:
            self.meter.answered(submission.command.type, answer)
            if isinstance(answer, Outcome) and answer.rejection is None:
                session.settle(submission.command_id, answer.events)
                told(answer)
            else:
                told(answer if session.forget(submission.command_id) else None)

        self._log.post(Posted(board_id, submission, answered))

    def _show(self, board_id: str, outcomes: Sequence[Outcome]) -> None:
        """Shows what was committed to the room that is open by then, and tells other processes how far the log goes."""
        self.bus.publish(HeadAt(board_id, outcomes[-1].events[-1]["seq"]))
        room = self._rooms.get(board_id)
        if room is not None and not room.show(outcomes):
            task = asyncio.create_task(self._keep_up(room))
            self._catching_up.add(task)
            task.add_done_callback(self._catching_up.discard)

    async def _keep_up(self, room: Room) -> None:
        """Until a room shows what is in the log, or is no more: whoever wrote what it lacks waits to hear of it."""
        while self._rooms.get(room.board.id) is room:
            if await room.keep_up():
                return
            await asyncio.sleep(AGAIN_SECONDS)

    def know_people(self, board_ids: Sequence[str], people: Sequence[PersonShown]) -> None:
        """Tells the open rooms of a study, here and elsewhere, that its people have changed."""
        self._tell_others(board_ids)
        for room in self._open(board_ids):
            room.know_people(people)

    def show_out(self, person_id: str) -> None:
        """Closes what somebody has open here who was removed. It asks nobody, so nothing holds it up."""
        for session in (session for room in self._rooms.values() for session in room.sessions):
            if session.visitor.person_id == person_id:
                session.close(CLOSE_NOT_ALLOWED)

    def sign_out(self, board_ids: Sequence[str], token_hash: str) -> None:
        """Closes the connections of a browser that has left its boards."""
        self._tell_others(board_ids)
        for room in self._rooms.values():
            room.sign_out(token_hash)

    def change_person(self, board_ids: Sequence[str], token_hash: str, person_id: str) -> None:
        """Closes what a browser has open in a study under another person than it is now."""
        self._tell_others(board_ids)
        for room in self._open(board_ids):
            room.sign_out(token_hash, but=person_id)

    def close(self, code: int) -> None:
        """Closes all connections, those that have not said hello too, and those that still come."""
        self.closed_with = code
        for room in self._rooms.values():
            room.close(code)
        for timer in self._waiting:
            timer.reschedule(0)

    async def until_empty(self) -> None:
        """Waits until the last connection has gone."""
        await self._empty.wait()

    def _tell_others(self, board_ids: Sequence[str]) -> None:
        for board_id in board_ids:
            self.bus.publish(PeopleChanged(board_id))

    def _open(self, board_ids: Sequence[str]) -> list[Room]:
        return [self._rooms[board_id] for board_id in board_ids if board_id in self._rooms]
