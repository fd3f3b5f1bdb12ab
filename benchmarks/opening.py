"""Opening a board with a long log, joining it, and what a connection that says nothing costs."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.ground import Ground, lay
from benchmarks.processes import Server, bare, themeroom
from benchmarks.room import enter
from benchmarks.wire import Wire, closing, connected

Entrance = Callable[[int], Awaitable[Wire]]
IDLE = 400
"""Connections of as many people as a study may have, two each."""
IDLE_PEOPLE = 200
SETTLING = 1.0
"""Seconds for the last presence frames to go out before memory is read."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds from connecting to the whole board, for the first visitor after a start and for the next."""

    events: int
    first: float
    second: float


@contextmanager
def long_board(events: int, cards: int) -> Iterator[tuple[Path, Ground]]:
    """A board with so many events, for as long as it is looked at."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder), lay(Path(folder), 2, events, cards)


async def opening(server: Server, ground: Ground, events: int) -> Opening:
    """Two visitors, one after the other, to a server that has just started."""
    wires: list[Wire] = []
    with closing(wires):
        times = [await _visit(server, ground, person, wires) for person in range(2)]
    return Opening(events, *times)


async def _visit(server: Server, ground: Ground, person: int, wires: list[Wire]) -> float:
    began = perf_counter()
    wires.append(await enter(server, ground, person, _deaf))
    return 1000 * (perf_counter() - began)


async def idle_memory(server: Server, enter_as: Entrance) -> float:
    """Bytes that one more idle connection costs the server."""
    wires: list[Wire] = []
    with closing(wires):
        wires.append(await enter_as(0))
        await asyncio.sleep(SETTLING)
        before = server.memory()
        wires += [await enter_as(person) for person in range(IDLE)]
        await asyncio.sleep(SETTLING)
        return (server.memory() - before) / IDLE


def measured_idle() -> float:
    """`idle_memory` of a fresh server."""
    with tempfile.TemporaryDirectory() as folder:
        ground = lay(Path(folder), IDLE_PEOPLE)
        with themeroom(Path(folder)) as server:
            return asyncio.run(idle_memory(server, lambda person: enter(server, ground, person, _deaf)))


def measured_idle_bare() -> float:
    """`idle_memory` of the bare broadcast."""
    with bare() as server:
        return asyncio.run(idle_memory(server, lambda _: connected(server, "/", "", _deaf)))


def measured_opening(data: Path, ground: Ground, events: int) -> Opening:
    """`opening` on a fresh server."""
    with themeroom(data) as server:
        return asyncio.run(opening(server, ground, events))


def _deaf(_: bytes) -> None:
    return
