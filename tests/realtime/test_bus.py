"""The way between processes, on a real Valkey (rule R34)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from app.protocol import PointerShown
from app.realtime.broker import BusState
from app.realtime.hints import PACE, HeadAt, Here, Hint, PeopleChanged, Said, Spent, WhoIsHere, heard, told
from app.realtime.presence import Doing
from app.realtime.valkey import ValkeyBus
from tests.line import PATIENCE
from tests.servers.valkey import Valkey, own_valkey

CARD: PointerShown = {"kind": "card", "id": "card-00001"}
MEETING = Doing(holding=CARD, writing=True, hand=1, ready=True, showing=CARD, calling=True, following="person-2")
HINTS: list[Hint] = [
    HeadAt("board-1", 57),
    PeopleChanged("board-1"),
    WhoIsHere("board-1"),
    Here("board-1", {"person-1": MEETING}, whole=True),
    Here("board-1", {"person-1": None}, whole=False),
    Spent({"person-1": 3}),
]


class Process:
    """One end of the bus. What it hears waits in a queue."""

    def __init__(self, url: str, name: str) -> None:
        self.bus = ValkeyBus(url, name)
        self.bus.follow("board-1")
        self.bus.follow(PACE)
        self.heard: asyncio.Queue[Said] = asyncio.Queue()

    async def hears(self, other: "Process", seq: int) -> None:
        """Waits until a head that the other tells again and again arrives. What comes before it is forgotten."""
        async with asyncio.timeout(PATIENCE):
            while True:
                other.bus.publish(HeadAt("board-1", seq))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.05):
                        while (await self.heard.get()).hint != HeadAt("board-1", seq):
                            pass
                        return


@contextlib.asynccontextmanager
async def two_processes(url: str) -> AsyncIterator[tuple[Process, Process]]:
    """Two that hear each other."""
    one, other = Process(url, "process-1"), Process(url, "process-2")
    running = [asyncio.create_task(p.bus.run(p.heard.put_nowait)) for p in (one, other)]
    try:
        await one.hears(other, 1)
        await other.hears(one, 1)
        yield one, other
    finally:
        for task in running:
            task.cancel()
        await asyncio.wait(running)


@pytest.mark.parametrize("hint", HINTS)
def test_R34_a_hint_arrives_as_it_was_told(valkey: Valkey, hint: Hint) -> None:
    async def play() -> Said:
        async with two_processes(valkey.url) as (one, other):
            one.bus.publish(hint)
            while (said := await other.heard.get()).hint == HeadAt("board-1", 1):
                pass
            return said

    assert asyncio.run(play()) == Said("process-1", hint)


def test_R34_of_many_heads_the_last_is_told(valkey: Valkey) -> None:
    async def play() -> list[Said]:
        async with two_processes(valkey.url) as (one, other):
            for seq in range(2, 1_000):
                one.bus.publish(HeadAt("board-1", seq))
            one.bus.publish(WhoIsHere("board-1"))
            said = [await other.heard.get()]
            while said[-1].hint != WhoIsHere("board-1"):
                said.append(await other.heard.get())
            return said

    seqs = [said.hint.seq for said in asyncio.run(play()) if isinstance(said.hint, HeadAt)]
    assert seqs[-1] == 999
    assert len(seqs) < 10


def test_R34_hints_about_other_boards_are_not_heard(valkey: Valkey) -> None:
    async def play() -> set[str]:
        async with two_processes(valkey.url) as (one, other):
            one.bus.publish(PeopleChanged("board-2"))
            one.bus.publish(WhoIsHere("board-1"))
            boards = set()
            while (said := await other.heard.get()).hint != WhoIsHere("board-1"):
                boards.add(said.hint.board_id)
            return boards

    assert "board-2" not in asyncio.run(play())


@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_R34_a_bus_that_comes_back_is_used_again(how: str) -> None:
    async def play() -> None:
        with own_valkey() as server:
            async with two_processes(server.url) as (one, other):
                (server.kill if how == "killed" else server.freeze)()
                await _until_away(one)
                one.bus.publish(HeadAt("board-1", 2))
                server.kill()
                await asyncio.to_thread(server.start)
                await other.hears(one, 3)
                await one.hears(other, 3)

    asyncio.run(play())


async def _until_away(process: Process) -> None:
    """Waits until a process knows that the bus is away, while it goes on telling."""
    async with asyncio.timeout(PATIENCE):
        while process.bus.state is BusState.THERE:
            process.bus.publish(WhoIsHere("board-1"))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    await process.heard.get()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b'{"process":"process-1"}',
        b'{"process":"process-1","hint":{"type":"head","board_id":"board-1","seq":"many"}}',
        b'{"process":"process-1","hint":{"type":"unknown","board_id":"board-1"}}',
        b"\xff\xfe",
    ],
)
def test_R34_what_is_no_hint_is_passed_over(text: bytes) -> None:
    assert heard(text) is None


def test_R34_hints_hold_no_words() -> None:
    texts = b"".join(told(Said("process-1", hint)) for hint in HINTS)
    assert not {b"text", b"pseudonym", b"title", b"why"} & set(texts.replace(b'"', b" ").split())
