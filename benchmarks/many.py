"""A house full of groups: many boards at once, each as lively as a meeting."""

import asyncio
import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

import uvloop

from benchmarks.figures import Delays
from benchmarks.ground import Ground, lay_many
from benchmarks.load import Crowd
from benchmarks.processes import Server, themeroom
from benchmarks.room import themeroom_crowd

BOARDS = 80
PEOPLE = (12, 13)
"""People of the boards in turn: 1,000 connections in all."""
RATE = 50.0
"""Changes a second on all boards together."""


@dataclass(frozen=True, slots=True)
class House:
    """What the deliveries took, in milliseconds, and the share of its core that the server used."""

    connections: int
    delivery: Delays
    processor: float


def measured_house(seconds: float) -> House:
    """So many seconds of work on all boards."""
    with tempfile.TemporaryDirectory() as folder:
        grounds = lay_many(Path(folder) / "themeroom.sqlite", BOARDS, PEOPLE)
        with themeroom(Path(folder)) as server:
            return uvloop.run(_work(server, grounds, seconds))


async def _work(server: Server, grounds: list[Ground], seconds: float) -> House:
    async with contextlib.AsyncExitStack() as doors:
        crowds = [
            await doors.enter_async_context(themeroom_crowd(server, ground, len(ground.keys))) for ground in grounds
        ]
        processor = server.processor_seconds()
        await asyncio.gather(*(_meet(crowd, number, seconds) for number, crowd in enumerate(crowds)))
        delays = Delays.of([took for crowd in crowds for took in crowd.deliveries])
        connections = sum(len(crowd.wires) for crowd in crowds)
        return House(connections, delays, (server.processor_seconds() - processor) / seconds)


async def _meet(crowd: Crowd, number: int, seconds: float) -> None:
    """Boards do not begin at the same moment, or their changes would all come at once."""
    rate = RATE / BOARDS
    await asyncio.sleep(number / BOARDS / rate)
    step = await crowd.step(rate, seconds)
    assert step.delivered == step.sent * len(crowd.wires), "something did not arrive"
