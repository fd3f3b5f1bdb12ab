"""One run: browsers, a hub, a store, and chance, which decides what happens next."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

from pydantic import TypeAdapter

from app.domain.commands import AnyCommand, Command
from app.domain.errors import LimitReached
from app.domain.events import Author
from app.domain.limits import LIMITS
from app.protocol import PersonShown
from app.realtime.hub import Hub
from app.realtime.session import Visitor
from app.realtime.wire import encoded
from app.store.event_log import EventLog
from app.store.opening import events_after
from app.store.records import head_of
from app.store.submission import Submission
from app.web.pipe import Gone
from app.web.talking import talk
from tests.faults.wishes import wish
from tests.server import new_id
from tests.simulation.browser import Browser
from tests.simulation.line import SimulatedLine, SimulatedSocket
from tests.simulation.store import SteppedStore

COMMAND: TypeAdapter[Command] = TypeAdapter(AnyCommand)
PACE = replace(LIMITS, commands_per_second=10, commands_burst=12, sockets_per_person=2)
"""Tight, so that they are met."""
TICKS = count()


class World:
    """Everything of one board. What happens is one of `moves`, each a condition and a deed."""

    def __init__(self, store: SteppedStore, board_id: str, people: list[PersonShown], random: Random) -> None:
        self.store, self.board_id, self.people, self.random = store, board_id, people, random
        self.log = EventLog(store, _now, lambda: bytes(32))
        self.hub = Hub(self.log, PACE, asyncio.get_running_loop().time)
        self.elsewhere = EventLog(store, _now, lambda: bytes(32))
        self.browsers = [Browser(person) for person in people]
        self.visits: set[asyncio.Task[None]] = set()
        self._head_after = (-1, 0)

    def connect(self, browser: Browser) -> None:
        """A browser comes, from where its screen stands."""
        line = browser.line = SimulatedLine()
        task = asyncio.create_task(self._visit(browser, line))
        self.visits.add(task)
        task.add_done_callback(self.visits.discard)

    async def _visit(self, browser: Browser, line: SimulatedLine) -> None:
        """What the live door does, without the door."""
        visitor = Visitor(browser.person["id"], browser.person["role"], "token")
        with self.hub.visit():
            try:
                entered = await self.hub.enter(self.board_id, visitor, browser.screen.seq, self._who)
            except LimitReached:
                line.end()
                return
            room, session, afresh = entered
            try:
                room.know_people(await self._who())
                if afresh:
                    session.start_at(room.board.seq)
                welcome = b'{"type":"welcome","people":%b' % encoded(room.presence.all())
                state = b',"seq":%d,"state":%b' % (session.cursor, room.state_text()) if afresh else b""
                await line.send([welcome + state + b"}"])
                await talk(line, SimulatedSocket(line), self.hub, room, session, str)
            except Gone:
                pass
            finally:
                line.end()
                self.hub.leave(room, session)

    async def _who(self) -> list[PersonShown]:
        """The people, who have to be looked up."""
        await self.store.read(lambda _: None)
        return self.people

    def commit(self) -> bool:
        """The writer commits one group."""
        waits = self.store.waits_to_write
        if waits:
            self.store.commit(self.random.randint(1, 3))
        return waits

    def tell_written(self) -> bool:
        """The answer to what was committed arrives."""
        has_written = self.store.has_written
        if has_written:
            self.store.tell_written()
        return has_written

    def look_up(self) -> bool:
        """A reader looks something up."""
        asked = bool(self.store.asked)
        if asked:
            self.store.look_up(self.random)
        return asked

    def tell(self) -> bool:
        """What a reader found arrives."""
        answered = bool(self.store.answered)
        if answered:
            self.store.tell(self.random)
        return answered

    def fail(self) -> bool:
        """The disk breaks, or is well again."""
        self.store.is_broken = not self.store.is_broken
        return True

    def somewhere_else(self) -> bool:
        """Another process records something; it may be a while until this one hears of it."""
        if self.store.is_broken:
            return False
        browser = self.random.choice(self.browsers)
        command = COMMAND.validate_python(wish(browser.screen, self.random))
        author = Author(browser.person["id"], browser.person["role"])
        submission = Submission(author, new_id("elsewhere"), command)
        self.store.do_now(lambda transaction: self.elsewhere.decide_in(transaction, self.board_id, submission))
        return True

    def hint(self) -> bool:
        """Somebody says that the log has grown."""
        for room in list(self.hub.open_rooms.values()):
            task = asyncio.create_task(room.catch_up())
            self.visits.add(task)
            task.add_done_callback(self.visits.discard)
        return True

    @property
    def head(self) -> int:
        """The last seq, looked up once after each commit: it is asked for thousands of times."""
        commits, seq = self._head_after
        if commits != self.store.commits:
            seq = self.store.look_now(lambda session: head_of(session, self.board_id))
            self._head_after = (self.store.commits, seq)
        return seq

    @property
    def needs_a_hint(self) -> bool:
        """True when the last event is of another process: after one of its own, a room catches up by itself."""
        head = self.head
        is_behind = any(room.ring.head < head for room in self.hub.open_rooms.values())
        return is_behind and self.events(head - 1)[-1]["command_id"].startswith("elsewhere")

    def events(self, after: int = 0) -> list[dict[str, Any]]:
        """The log behind a seq."""
        events: list[dict[str, Any]] = self.store.look_now(
            lambda session: events_after(session, self.board_id, after, 100_000)
        )
        return events

    def one_with(self, holds: Callable[[Browser], Any]) -> Browser | None:
        """One of the browsers for which something holds."""
        found = [browser for browser in self.browsers if holds(browser)]
        return self.random.choice(found) if found else None


def _now() -> str:
    return f"2026-01-01T00:00:00.{next(TICKS) % 1000:03d}Z"
