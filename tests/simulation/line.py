"""One connection between a simulated browser and a room: frames wait on their way until somebody moves them on."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

from starlette.websockets import WebSocket

from app.web.direct import Hear
from app.web.pipe import Gone, Pipe


class SimulatedSocket(WebSocket):
    """What is left of a websocket: it can be closed."""

    def __init__(self, line: "SimulatedLine") -> None:
        self._line = line

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        """The server ends the connection; what was sent before still arrives."""
        self._line.end(code, reason)


class SimulatedLine(Pipe):
    """Both directions. `sent` and `told` count, for each command id, how often it went out and was answered."""

    def __init__(self) -> None:
        self._flows = asyncio.Event()
        self._flows.set()
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._hear: Hear | None = None
        self._is_paused = False
        self.down: deque[bytes] = deque()
        self.up: deque[bytes] = deque()
        self.sent: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.is_welcome = False
        self.is_lost = False
        self.ended_with: tuple[int, str | None] | None = None

    @property
    def gave_up(self) -> bool:
        """As in `Pipe`."""
        return False

    @property
    def is_over(self) -> bool:
        """True when nothing comes any more."""
        return self._gone.done() and (self.is_lost or not self.down)

    @property
    def is_free(self) -> bool:
        """As in `Pipe`."""
        return self._flows.is_set() and not self._gone.done()

    def put(self, frames: Sequence[bytes]) -> None:
        """As in `Pipe`."""
        assert self.is_free
        self.down.extend(frames)

    async def send(self, frames: Sequence[bytes]) -> None:
        """As in `Pipe`."""
        await self._flows.wait()
        if self._gone.done():
            raise Gone
        self.down.extend(frames)

    async def listen(self, hear: Hear) -> None:
        """As in `Pipe`."""
        self._hear = hear
        await asyncio.shield(self._gone)
        raise Gone

    def pause(self) -> None:
        """As in `Pipe`."""
        self._is_paused = True

    def resume(self) -> None:
        """As in `Pipe`."""
        self._is_paused = False

    def abort(self) -> None:
        """As in `Pipe`."""
        self.lose()

    def stall(self) -> None:
        """The other side stops reading."""
        if not self._gone.done():
            self._flows.clear()

    def flow(self) -> None:
        """It reads again."""
        self._flows.set()

    def end(self, code: int = 1000, reason: str | None = None) -> None:
        """The server has closed."""
        self.ended_with = (code, reason)
        if not self._gone.done():
            self._gone.set_result(None)
        self.flow()

    def lose(self) -> None:
        """The connection is lost with everything on its way."""
        self.is_lost = True
        self.down.clear()
        self.up.clear()
        self.end()

    @property
    def can_speak(self) -> bool:
        """True when something the browser said can reach the server."""
        return bool(self.up) and self._hear is not None and not self._is_paused and not self._gone.done()

    def say(self, message: dict[str, Any]) -> None:
        """The browser says something."""
        if message["type"] == "submit":
            self.sent[message["command_id"]] += 1
        self.up.append(json.dumps(message).encode())

    def speak(self) -> None:
        """What was said first reaches the server."""
        assert self._hear is not None
        self._hear(self.up.popleft())

    def take(self) -> dict[str, Any]:
        """The next frame reaches the browser."""
        frame: dict[str, Any] = json.loads(self.down.popleft())
        answered = frame.get("settles") or (frame["command_id"] if frame["type"] == "rejected" else None)
        if answered is not None:
            self.told[answered] += 1
            assert self.told[answered] <= self.sent[answered], f"{answered} was answered twice"
        return frame
