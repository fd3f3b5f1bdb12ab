"""One person on one board: a screen, and a line under it that is made anew whenever it breaks."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.faults.line import CALM, Frame, Line, Weather
from tests.faults.screen import Screen
from tests.server import Person, new_id

PLAIN: dict[str, Any] = {"max_size": None, "compression": None, "ping_interval": None, "proxy": None}
"""A socket that does nothing of its own accord."""


@dataclass(frozen=True)
class Pass:
    """What a browser shows at the door."""

    origin: str
    cookie: str
    csrf: str

    @classmethod
    def of(cls, person: Person) -> "Pass":
        """The pass of somebody who has joined."""
        cookie = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
        return cls(person.server.url, cookie, person.http.headers["X-CSRF-Token"])


class Client:
    """Follows a board until it is cancelled. `up` is clear while the server is known to be down."""

    def __init__(self, door: Pass, board_id: str, up: asyncio.Event, random: Random, weather: Weather = CALM) -> None:
        self.screen = Screen()
        self._weather = weather
        self._door, self._board_id, self._up, self._random = door, board_id, up, random
        self._line: Line | None = None
        self._left_behind: list[Line] = []
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()
        self._in_order = asyncio.Lock()

    async def follow(self) -> None:
        """Connects, and connects again."""
        try:
            while True:
                await self._up.wait()
                self._reading = asyncio.create_task(self._one_line())
                await asyncio.wait({self._reading})
                if not self._reading.cancelled():
                    self._reading.result()
        finally:
            if self._reading is not None:
                self._reading.cancel()
            self._forget_left_behind()

    async def _one_line(self) -> None:
        with contextlib.suppress(OSError, WebSocketException):
            url = f"{self._door.origin.replace('http', 'ws', 1)}/api/boards/{self._board_id}/live"
            headers = {"Cookie": self._door.cookie, "Origin": self._door.origin}
            socket = await connect(url, additional_headers=headers, **PLAIN)
            line = Line(socket, self._weather, self._random)
            try:
                await self._talk(line)
            finally:
                self._line = None
                if line not in self._left_behind:
                    line.cut()

    async def _talk(self, line: Line) -> None:
        hello = {"type": "hello", "protocol": 1, "csrf": self._door.csrf, "after": self.screen.seq}
        await self._take(await line.greet(hello))
        await self._resume(line)
        async for frame in line.frames():
            if not await self._take(frame):
                return

    async def _resume(self, line: Line) -> None:
        """What waits goes first: a new command that comes meanwhile must not find the new line before it."""
        async with self._in_order:
            self._line = line
            for submit in list(self.screen.pending.values()):
                await line.send(submit)
        for old in self._left_behind:
            with contextlib.suppress(WebSocketException):
                await old.send_stragglers()
        self._forget_left_behind()

    def _forget_left_behind(self) -> None:
        for old in self._left_behind:
            old.cut()
        self._left_behind.clear()

    async def _take(self, frame: Frame) -> bool:
        async with self._news:
            fits = self.screen.take(frame)
            self._news.notify_all()
        return fits

    async def submit(self, command: dict[str, Any], **more: Any) -> None:
        """Asks for a command, after all that was asked before; it waits on the screen while there is no line."""
        submit = {"type": "submit", "command_id": new_id("command"), "command": command, **more}
        async with self._in_order:
            self.screen.ask(submit)
            if self._line is not None:
                with contextlib.suppress(WebSocketException):
                    await self._line.send(submit)

    async def breathe(self) -> None:
        """Waits until the server says something: to this, or on a new line."""
        async with self._news:
            if self._line is not None:
                with contextlib.suppress(WebSocketException):
                    await self._line.ping()
            await self._news.wait()

    async def until(self, told: Callable[[Screen], bool]) -> None:
        """Waits until the screen is so."""
        async with self._news:
            await self._news.wait_for(lambda: told(self.screen))

    def renew(self, weather: Weather) -> None:
        """A new line with another weather, whatever the old one was about to do."""
        self._weather = weather
        if self._reading is not None:
            self._reading.cancel()

    def cut(self) -> None:
        """The line breaks."""
        if self._line is not None:
            self._line.cut()

    def leave_line(self) -> None:
        """The line is given up for a new one, but the server does not hear of it yet: what is on its way arrives."""
        if self._line is not None and self._reading is not None:
            self._left_behind.append(self._line)
            self._reading.cancel()
