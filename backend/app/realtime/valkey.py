"""Hints over Valkey or Redis: a channel for each board, followed by the processes that have it open."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterator

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.realtime.broker import BusState, Hear
from app.realtime.hints import HeadAt, Hint, Said, heard, told

logger = logging.getLogger("themeroom")
PREFIX = "themeroom:"
PULSE_SECONDS = 2.0
"""Between two signs of life that a process sends to itself."""
SILENT_SECONDS = 6.0
"""A line that lost its signs of life for so long is given up."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between two tries to connect: doubled each time."""
MOST_WAITING = 10_000
"""Hints that wait to be sent; the oldest give way."""


class ValkeyBus:
    """One process on the bus. `process` is its name there, different from all others."""

    def __init__(self, url: str, process: str) -> None:
        self._url = url.replace("valkey", "redis", 1) if url.startswith("valkey") else url
        self._process = process
        self._boards: set[str] = set()
        self._boards_changed = asyncio.Event()
        self._heads: dict[str, int] = {}
        self._waiting: deque[Hint] = deque(maxlen=MOST_WAITING)
        self._something_waits = asyncio.Event()
        self._last_sign = 0.0
        self.state = BusState.AWAY

    def publish(self, hint: Hint) -> None:
        """Sends a hint soon. Of several heads of one board only the last is told."""
        if self.state is BusState.AWAY:
            return
        if isinstance(hint, HeadAt):
            self._heads[hint.board_id] = max(hint.seq, self._heads.get(hint.board_id, 0))
        else:
            self._waiting.append(hint)
        self._something_waits.set()

    def follow(self, board_id: str) -> None:
        """Listens to the channel of a board."""
        self._boards.add(board_id)
        self._boards_changed.set()

    def unfollow(self, board_id: str) -> None:
        """Leaves the channel of a board."""
        self._boards.discard(board_id)
        self._boards_changed.set()

    async def run(self, hear: Hear) -> None:
        """Connects, and connects again."""
        pause = FIRST_PAUSE
        while True:
            trouble = await self._until_it_breaks(hear)
            if self.state is BusState.THERE:
                logger.warning("the bus is away: %s", trouble)
                pause = FIRST_PAUSE
            self.state = BusState.AWAY
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _until_it_breaks(self, hear: Hear) -> str:
        """Of what kind the trouble was that ended a line.

        The line is a task of its own: one that breaks just when it is cancelled tells of the break only.
        """
        line = asyncio.create_task(self._one_line(hear))
        try:
            await asyncio.wait({line})
        finally:
            line.cancel()
            await asyncio.wait({line}, timeout=SILENT_SECONDS)
        trouble = ""
        try:
            line.result()
        except* (RedisError, OSError, Silent) as errors:
            trouble = type(errors.exceptions[0]).__name__
        return trouble

    async def _one_line(self, hear: Hear) -> None:
        """One connection that sends and one that listens; when either fails, both are made anew."""
        client = Redis.from_url(
            self._url, retry=Retry(NoBackoff(), 0), socket_timeout=SILENT_SECONDS, socket_connect_timeout=SILENT_SECONDS
        )
        async with client, client.pubsub() as ear:
            await ear.subscribe(PREFIX + self._process)
            self._forget_what_waited()
            self.state, self._last_sign = BusState.THERE, asyncio.get_running_loop().time()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen(ear, hear))
                group.create_task(self._follow(ear))
                group.create_task(self._send(client))
                group.create_task(self._pulse(client))

    def _forget_what_waited(self) -> None:
        self._heads.clear()
        self._waiting.clear()
        self._something_waits.clear()

    async def _listen(self, ear: PubSub, hear: Hear) -> None:
        async for message in ear.listen():
            self._last_sign = asyncio.get_running_loop().time()
            said = heard(message["data"]) if message["type"] == "message" else None
            if said is not None and said.process != self._process:
                hear(said)

    async def _follow(self, ear: PubSub) -> None:
        followed: set[str] = set()
        while True:
            self._boards_changed.clear()
            wanted = set(self._boards)
            if wanted - followed:
                await ear.subscribe(*_channels(wanted - followed))
            if followed - wanted:
                await ear.unsubscribe(*_channels(followed - wanted))
            followed = wanted
            await self._boards_changed.wait()

    async def _send(self, client: Redis) -> None:
        """Whatever waits goes out together; what comes meanwhile is the next lot."""
        while True:
            await self._something_waits.wait()
            self._something_waits.clear()
            async with client.pipeline(transaction=False) as lot:
                for hint in self._taken():
                    _queued = lot.publish(PREFIX + hint.board_id, told(Said(self._process, hint)))
                await lot.execute()

    def _taken(self) -> Iterator[Hint]:
        heads, self._heads = self._heads, {}
        for board_id, seq in heads.items():
            yield HeadAt(board_id, seq)
        while self._waiting:
            yield self._waiting.popleft()

    async def _pulse(self, client: Redis) -> None:
        """Raises Silent when what is sent is not heard: the line looks whole, but carries nothing."""
        while True:
            await client.publish(PREFIX + self._process, b"")
            await asyncio.sleep(PULSE_SECONDS)
            if asyncio.get_running_loop().time() - self._last_sign > SILENT_SECONDS:
                raise Silent


class Silent(Exception):
    """The bus took what was sent and brought nothing back."""


def _channels(board_ids: set[str]) -> list[str]:
    return [PREFIX + board_id for board_id in sorted(board_ids)]
