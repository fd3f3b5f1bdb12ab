"""A real websocket that may lose, double or delay what goes over it, as its seed has it."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection

Frame = dict[str, Any]
PING = '{"type":"ping","t":1.0}'
PONG = '{"type":"pong","t":1.0'
LATEST = 5
"""A delayed frame comes at most so many frames later."""


@dataclass(frozen=True)
class Weather:
    """How often, of 100 frames, one is lost, doubled or delayed."""

    lost: int = 0
    doubled: int = 0
    delayed: int = 0


CALM = Weather()


class Passage:
    """One direction of a line. No I/O."""

    def __init__(self, weather: Weather, random: Random) -> None:
        self._weather = weather
        self._random = random
        self._delayed: list[tuple[int, str]] = []

    def through(self, text: str) -> list[str]:
        """What comes out when this goes in, in that order."""
        self._delayed = [(left - 1, other) for left, other in self._delayed]
        due = [other for left, other in self._delayed if left <= 0]
        self._delayed = [(left, other) for left, other in self._delayed if left > 0]
        return [*self._fate(text), *due]

    def stragglers(self) -> list[str]:
        """What has not come out yet."""
        late = [text for _, text in self._delayed]
        self._delayed = []
        return late

    def _fate(self, text: str) -> Iterator[str]:
        weather, throw = self._weather, self._random.randrange(100)
        if throw < weather.lost:
            return
        if throw < weather.lost + weather.doubled:
            yield from (text, text)
        elif throw < weather.lost + weather.doubled + weather.delayed:
            self._delayed.append((self._random.randint(1, LATEST), text))
        else:
            yield text


class Line:
    """An open websocket with weather in both directions; `hello` and `welcome` are spared."""

    def __init__(self, socket: ClientConnection, weather: Weather, random: Random) -> None:
        self._socket = socket
        self._out = Passage(weather, random)
        self._in = Passage(weather, random)

    async def greet(self, hello: Frame) -> Frame:
        """Says hello; answers the welcome."""
        await self._socket.send(json.dumps(hello))
        welcome: Frame = json.loads(await self._socket.recv())
        return welcome

    async def send(self, frame: Frame) -> None:
        """Sends what comes of this frame. Raises ConnectionClosed."""
        for text in self._out.through(json.dumps(frame)):
            await self._socket.send(text)

    async def frames(self) -> AsyncIterator[Frame]:
        """What arrives, until the line ends."""
        async for message in self._socket:
            if str(message).startswith(PONG):
                yield json.loads(message)
                continue
            for text in self._in.through(str(message)):
                yield json.loads(text)

    async def ping(self) -> None:
        """Asks for a sign of life, which no weather holds up. Raises ConnectionClosed."""
        await self._socket.send(PING)

    async def send_stragglers(self) -> None:
        """What was on its way when the line was given up reaches the server after all."""
        for text in self._out.stragglers():
            await self._socket.send(text)

    def cut(self) -> None:
        """Ends the line without a word."""
        self._socket.transport.abort()
