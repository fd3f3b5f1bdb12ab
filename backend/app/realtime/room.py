"""One live board: its head, its ring, who is connected. Everything here runs on the event loop."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.errors import BrokenLog
from app.domain.events import REWRITING, Event
from app.domain.evolve import replay
from app.domain.limits import LIMITS
from app.domain.model import Board, plain
from app.protocol import (
    CLOSE_BROKEN_LOG,
    CLOSE_GOING_AWAY,
    CLOSE_NOT_ALLOWED,
    CLOSE_SIGNED_OUT,
    AnsweredFrame,
    PersonShown,
    PresenceFrame,
)
from app.realtime.broker import Bus
from app.realtime.guests import Guests
from app.realtime.hints import Here
from app.realtime.presence import IDLE, Doing, Presence
from app.realtime.ring import Ring
from app.realtime.session import Session, Visitor
from app.realtime.wire import encoded
from app.store.backend import StorageUnavailable
from app.store.event_log import EventLog
from app.store.pulse import Pulse
from app.store.submission import Outcome

logger = logging.getLogger("themeroom")
PRESENCE_SECONDS = 1 / LIMITS.presence_per_second
"""Between two presence frames for the room together. What is said meanwhile is told once, in its last form."""
READ_AT_ONCE = 1_000
"""Events read from the log at a time by somebody far behind."""
GAP_SECONDS, GAP_SECONDS_EACH = 0.004, 0.000_15
"""Between two rounds of sending when there is much: four times what sending to one connection takes, for each."""
TOO_FAR_BEHIND = 5_000
"""Events after which a newcomer gets the state instead."""


class Room:
    """A board while somebody is connected to it."""

    def __init__(
        self,
        log: EventLog,
        board: Board,
        people: Iterable[PersonShown],
        bus: Bus,
        sure_from: int,
        emptied: Callable[[], None],
    ) -> None:
        """`sure_from`: a seq; whoever was here before it may hold a state that was wrong, and gets it afresh.

        `emptied` is called when a guest has gone, who may have been the last one here.
        """
        self.board = board
        self._sure_from = sure_from
        self.ring = Ring(board.seq)
        self.presence = Presence(people)
        self.guests = Guests(self.presence, self._presence_soon, emptied)
        self._log = log
        self._bus = bus
        self._sessions: set[Session] = set()
        self._presence_timer: asyncio.TimerHandle | None = None
        self._catching_up = asyncio.Lock()
        self._state_text: tuple[int, bytes] = (0, b"")
        self._answered: Mapping[str, int] = {}
        self._pulse = Pulse(self._ring_all)

    @property
    def is_empty(self) -> bool:
        """True when nobody is here."""
        return not self._sessions and not self.guests

    @property
    def connections(self) -> int:
        """How many are connected."""
        return len(self._sessions)

    @property
    def sessions(self) -> Sequence[Session]:
        """Who is connected now."""
        return tuple(self._sessions)

    def enter(self, visitor: Visitor, after: int | None) -> tuple[Session, bool]:
        """A new connection, and whether it needs the whole state first."""
        since = max(self._sure_from, self.board.seq - TOO_FAR_BEHIND)
        afresh = after is None or after > self.board.seq or after < since
        session = Session(visitor, self.board.seq if afresh or after is None else after)
        self._sessions.add(session)
        self.say(session, IDLE)
        return session, afresh

    def leave(self, session: Session) -> None:
        """A connection has gone."""
        self._sessions.discard(session)
        self.presence.leave(session, session.visitor.person_id)
        self._presence_soon()

    def say(self, session: Session, doing: Doing) -> None:
        """A connection says what its person does."""
        self.presence.say(session, session.visitor.person_id, doing)
        self._presence_soon()

    def hear(self, process: str, doing: Mapping[str, Doing | None], *, whole: bool) -> None:
        """Another process says what its people do."""
        self.presence.hear(process, doing, whole=whole)
        self._presence_soon()

    def show(self, outcomes: Sequence[Outcome]) -> bool:
        """Shows what was recorded to everybody, in its place; False when something before it is missing here."""
        fresh: list[Event] = []
        for event in (event for outcome in outcomes for event in outcome.events):
            missing = event["seq"] - self.ring.head - len(fresh)
            if missing > 1:
                return False
            if missing == 1:
                fresh.append(event)
        if fresh:
            board = outcomes[-1].board
            self._append(fresh, board if board.seq == fresh[-1]["seq"] else replay(self.board, fresh))
        return True

    async def catch_up(self) -> None:
        """Shows what others wrote to the log behind this room's back."""
        async with self._catching_up:
            while events := await self._log.read(self.board.id, self.ring.head, READ_AT_ONCE):
                fresh = [event for event in events if event["seq"] > self.ring.head]
                self._settle_awaited(fresh)
                self._append(fresh, replay(self.board, fresh))

    async def keep_up(self) -> bool:
        """`catch_up` where nobody waits for it; False when the store did not answer. A broken log ends the visit."""
        try:
            await self.catch_up()
        except BrokenLog as error:
            seq = error.detail.get("seq")
            logger.error("broken log: board %s, at %s", self.board.id, seq)  # noqa: TRY400 - the place says nothing
            self.close(CLOSE_BROKEN_LOG)
        except StorageUnavailable:
            logger.warning("a room stays behind: the store does not answer")
            return False
        return True

    def _settle_awaited(self, events: Sequence[Event]) -> None:
        """Some of what was read may have been asked for here: the log can be quicker than the writer's answer."""
        for session in self._sessions:
            if session.awaited:
                for event in events:
                    session.own(event["seq"], event["command_id"])

    def _append(self, events: Sequence[Event], board: Board) -> None:
        self.ring.append(events)
        if any(event["type"] in REWRITING for event in events):
            self.ring.forget()
        self.board = board
        self._pulse.soon(GAP_SECONDS + GAP_SECONDS_EACH * len(self._sessions))

    def _ring_all(self) -> None:
        for session in self._sessions:
            session.ring_bell()

    def frames_here(self, session: Session) -> list[bytes]:
        """What is due for a connection and need not be read from the log."""
        return [] if session.is_beyond(self.ring) else session.take(self.ring)

    async def frames_for(self, session: Session) -> list[bytes]:
        """What is due for a connection: from the ring, or from the log when it is far behind."""
        if not session.is_beyond(self.ring):
            return self.frames_here(session)
        passing = Ring(session.cursor)
        passing.append(await self._log.read(self.board.id, session.cursor, READ_AT_ONCE))
        return session.take(passing)

    def has_more_for(self, session: Session) -> bool:
        """True when something waits for a connection."""
        return session.is_behind(self.ring)

    def state_text(self) -> bytes:
        """The state as JSON, encoded once for each seq."""
        if self._state_text[0] != self.board.seq:
            self._state_text = (self.board.seq, encoded(plain(self.board.state)))
        return self._state_text[1]

    def know_people(self, people: Iterable[PersonShown]) -> None:
        """Takes over the people of the study. Whoever was removed is shown out; whoever has another role comes anew."""
        self.presence.know(people)
        for session in self._sessions:
            if not self._is_active(session.visitor.person_id):
                session.close(CLOSE_NOT_ALLOWED)
            elif self._has_another_role(session.visitor):
                session.close(CLOSE_GOING_AWAY)
        self.guests.show_out(lambda visitor: not self._is_active(visitor.person_id))
        self._presence_soon()

    @property
    def hiding(self) -> Sequence[str]:
        """The rounds that are open and show nothing before they are closed."""
        rounds = self.board.state["round"].items()
        return [round_id for round_id, one in rounds if one["open"] and one["hidden_until_closed"]]

    def know_answered(self, counts: Mapping[str, int]) -> None:
        """Takes over how many have answered each round; who is connected hears of it when it is another number."""
        answered = {round_id: counts.get(round_id, 0) for round_id in self.hiding}
        if answered != self._answered:
            self._answered = answered
            frame = encoded(AnsweredFrame(type="answered", rounds=answered))
            for session in self._sessions:
                session.tell(frame)

    def _has_another_role(self, visitor: Visitor) -> bool:
        person = self.presence.person(visitor.person_id)
        return person is not None and person["role"] != visitor.role

    def _is_active(self, person_id: str) -> bool:
        person = self.presence.person(person_id)
        return person is not None and person["active"]

    def sign_out(self, token_hash: str, but: str = "") -> None:
        """Closes the connections of a browser that has left, or that somebody else uses now: the person `but`."""
        for session in self._sessions:
            if session.visitor.token_hash == token_hash and session.visitor.person_id != but:
                session.close(CLOSE_SIGNED_OUT)
        self.guests.show_out(lambda visitor: visitor.token_hash == token_hash and visitor.person_id != but)

    def close(self, code: int) -> None:
        """Closes all connections."""
        for session in self._sessions:
            session.close(code)

    def _presence_soon(self) -> None:
        if self._presence_timer is None:
            self._presence_timer = asyncio.get_running_loop().call_later(PRESENCE_SECONDS, self._send_presence)

    def _send_presence(self) -> None:
        self._presence_timer = None
        changed_here = self.presence.take_changed_here()
        if changed_here:
            self._bus.publish(Here(self.board.id, changed_here, whole=False))
        changed = self.presence.take_changed()
        if changed:
            frame = encoded(PresenceFrame(type="presence", people=changed))
            for session in self._sessions:
                session.tell(frame)
