"""Rooms full of people, at Themeroom and at the bare broadcast, and how much they bear."""

import asyncio
import contextlib
import json
import math
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from benchmarks.ground import THEMES, Ground
from benchmarks.load import Crowd, Step, move
from benchmarks.processes import Server
from benchmarks.wire import Wire, closing, connected, frame

BEARABLE = 250.0
"""Milliseconds that 99 of 100 deliveries may take at most."""
QUIET_RATE = 20.0
"""Changes a second of a lively meeting."""
LOWEST_RATE = 250.0
"""Where the search begins in the first round; later ones begin at half of what was found before."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: seconds of a step, of the quiet step, and halvings after the first rate that is too high."""

    step: float
    quiet: float
    halvings: int


@dataclass(frozen=True, slots=True)
class Borne:
    """What a room bears: in a lively meeting, and at the highest rate that is still bearable."""

    people: int
    quiet: Step
    top: Step


@contextlib.asynccontextmanager
async def themeroom_crowd(server: Server, ground: Ground, people: int) -> AsyncIterator[Crowd]:
    """People on a board, each moving a card of their own to and fro."""
    crowd = Crowd(server, mover(ground, people), settles=True)
    with closing(crowd.wires):
        for person in range(people):
            crowd.wires.append(await enter(server, ground, person, crowd.listener(person, people)))
        yield crowd


def mover(ground: Ground, people: int) -> Callable[[int, int], bytes]:
    """What each of so many people asks for next: their own card in the next theme."""
    turns = [0] * people

    def submit(person: int, number: int) -> bytes:
        turns[person] += 1
        return move(ground.placements[person], THEMES[(person + turns[person]) % len(THEMES)], number)

    return submit


@contextlib.asynccontextmanager
async def bare_crowd(server: Server, people: int) -> AsyncIterator[Crowd]:
    """The same messages over the bare broadcast."""

    def submit(person: int, number: int) -> bytes:
        return move(f"place-{person:04d}", THEMES[number % len(THEMES)], number)

    crowd = Crowd(server, submit, settles=False)
    with closing(crowd.wires):
        for person in range(people):
            crowd.wires.append(await connected(server, "/", "", crowd.listener(person, people)))
        yield crowd


async def enter(server: Server, ground: Ground, person: int, heard: Callable[[bytes], None]) -> Wire:
    """A connection that has been welcomed."""
    welcomed: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def first(payload: bytes) -> None:
        wire.heard = heard
        welcomed.set_result(payload)

    key = ground.keys[person % len(ground.keys)]
    wire = await connected(server, f"/api/boards/{ground.board_id}/live", key.cookie, first)
    wire.write(frame(json.dumps({"type": "hello", "protocol": 1, "csrf": key.csrf, "after": None}).encode()))
    await welcomed
    return wire


async def borne(crowd: Crowd, effort: Effort, start: float) -> Borne:
    """Finds the highest bearable rate: doubled from `start` until it is too high, then halved in between."""
    await crowd.step(QUIET_RATE, effort.step)
    quiet = await crowd.step(QUIET_RATE, effort.quiet)
    best, low, high = quiet, start / 2, start
    while (step := await _bearable(crowd, high, effort)) is not None:
        best, low, high = step, high, high * 2
    for _ in range(effort.halvings):
        between = math.sqrt(low * high)
        step = await _bearable(crowd, between, effort)
        best, low, high = (step, between, high) if step is not None else (best, low, between)
    return Borne(len(crowd.wires), quiet, best)


async def _bearable(crowd: Crowd, rate: float, effort: Effort) -> Step | None:
    """The step at this rate; None when it is too high, twice: once may be the machine's other business."""
    for _ in range(2):
        step = await crowd.step(rate, effort.step)
        if step.delivery.p99 <= BEARABLE:
            return step
    return None
