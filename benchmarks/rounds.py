"""The whole measurement: rounds in which Themeroom and the bare broadcast take turns."""

import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import uvloop
from rich.console import Console

from benchmarks.ground import lay
from benchmarks.opening import Opening, long_board, measured_idle, measured_opening
from benchmarks.processes import bare, themeroom
from benchmarks.room import Borne, Effort, bare_crowd, borne, themeroom_crowd


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure. `logs`: events and cards of the boards to open."""

    rounds: int
    effort: Effort
    logs: tuple[tuple[int, int], ...] = ((10_000, 119), (100_000, 1_000))


QUICK = Plan(rounds=2, effort=Effort(step=0.8, quiet=2.0, halvings=2))
FULL = Plan(rounds=5, effort=Effort(step=3.0, quiet=5.0, halvings=3))


@dataclass(slots=True)
class Results:
    """All figures of all rounds; the tables show their middle and spread."""

    machine: str
    rounds: int
    themeroom: list[Borne] = field(default_factory=list)
    bare: list[Borne] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    idle_bytes: list[float] = field(default_factory=list)


def measure(plan: Plan, people: Sequence[int], console: Console) -> Results:
    """Everything, `plan.rounds` times."""
    results = Results(_machine(), plan.rounds)
    for turn in range(1, plan.rounds + 1):
        for count in people:
            console.print(f"round {turn} of {plan.rounds}: {count} in the room", style="dim")
            results.bare.append(_at_bare(count, plan.effort))
            results.themeroom.append(_at_themeroom(count, plan.effort))
        results.idle_bytes.append(measured_idle())
    for events, cards in plan.logs:
        console.print(f"opening a board with {events:,} events", style="dim")
        with long_board(events, cards) as (data, ground):
            results.openings += [measured_opening(data, ground, events) for _ in range(plan.rounds)]
    return results


def _at_themeroom(people: int, effort: Effort) -> Borne:
    async def go() -> Borne:
        async with themeroom_crowd(server, ground, people) as crowd:
            return await borne(crowd, effort)

    with tempfile.TemporaryDirectory() as folder:
        ground = lay(Path(folder), people)
        with themeroom(Path(folder)) as server:
            return uvloop.run(go())


def _at_bare(people: int, effort: Effort) -> Borne:
    async def go() -> Borne:
        async with bare_crowd(server, people) as crowd:
            return await borne(crowd, effort)

    with bare() as server:
        return uvloop.run(go())


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, load before {load:.1f}"
    )
