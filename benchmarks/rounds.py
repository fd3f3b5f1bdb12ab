"""The whole measurement: rounds in which Themeroom and the bare broadcast take turns."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop
from rich.console import Console

from benchmarks.between import Between, measured_between
from benchmarks.cluster import Carried, measured_cluster
from benchmarks.ground import lay
from benchmarks.many import BOARDS, House, measured_house
from benchmarks.opening import Opening, long_board, measured_idle, measured_idle_bare, measured_opening
from benchmarks.processes import bare, machine, themeroom
from benchmarks.room import LOWEST_RATE, Borne, Effort, bare_crowd, borne, themeroom_crowd
from benchmarks.screen import measured_screen


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure. `house`: seconds with many boards."""

    rounds: int
    effort: Effort
    house: float


LOGS = (10_000, 100_000)
CARDS = 1_000
"""On the boards with long logs."""
QUICK = Plan(rounds=5, effort=Effort(step=1.2, quiet=2.0, halvings=2), house=8.0)
FULL = Plan(rounds=5, effort=Effort(step=3.0, quiet=5.0, halvings=3), house=20.0)


@dataclass(slots=True)
class Results:
    """All figures of all rounds; the tables show their middle and spread."""

    machine: str
    rounds: int
    themeroom: list[Borne] = field(default_factory=list)
    bare: list[Borne] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    between: list[Between] = field(default_factory=list)
    idle_bytes: list[float] = field(default_factory=list)
    idle_bytes_bare: list[float] = field(default_factory=list)


def measure(plan: Plan, people: Sequence[int], console: Console) -> Results:
    """Everything, `plan.rounds` times."""
    results = Results(machine(), plan.rounds)
    for turn in range(1, plan.rounds + 1):
        for count in people:
            console.print(f"round {turn} of {plan.rounds}: {count} in the room", style="dim")
            results.bare.append(_at_bare(count, plan.effort, _start(results.bare, count)))
            results.themeroom.append(_at_themeroom(count, plan.effort, _start(results.themeroom, count)))
        results.idle_bytes.append(measured_idle())
        results.idle_bytes_bare.append(measured_idle_bare())
        console.print(f"round {turn} of {plan.rounds}: {BOARDS} boards at once", style="dim")
        results.houses.append(measured_house(plan.house))
    with measured_cluster() as cluster:
        for turn in range(1, plan.rounds + 1):
            console.print(f"round {turn} of {plan.rounds}: one process and two on PostgreSQL", style="dim")
            results.carried.append(cluster.carried(plan.effort.step))
            results.between.append(measured_between(cluster, plan.house))
    for events in LOGS:
        console.print(f"opening a board with {events:,} events", style="dim")
        with long_board(events, CARDS) as (data, ground):
            results.openings += [measured_opening(data, ground, events) for _ in range(plan.rounds)]
            if events == max(LOGS):
                results.screens = [took for _ in range(plan.rounds) for took in measured_screen(data, ground)]
    return results


def _start(before: Sequence[Borne], people: int) -> float:
    found = [borne.top.rate for borne in before if borne.people == people]
    return max(LOWEST_RATE, found[-1] / 2) if found else LOWEST_RATE


def _at_themeroom(people: int, effort: Effort, start: float) -> Borne:
    async def go() -> Borne:
        async with themeroom_crowd(server, ground, people) as crowd:
            return await borne(crowd, effort, start)

    with tempfile.TemporaryDirectory() as folder:
        ground = lay(Path(folder), people)
        with themeroom(Path(folder)) as server:
            return uvloop.run(go())


def _at_bare(people: int, effort: Effort, start: float) -> Borne:
    async def go() -> Borne:
        async with bare_crowd(server, people) as crowd:
            return await borne(crowd, effort, start)

    with bare() as server:
        return uvloop.run(go())
