"""Figures as tables."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.figures import Spread
from benchmarks.load import Step
from benchmarks.many import BOARDS, RATE
from benchmarks.opening import Opening
from benchmarks.room import BEARABLE, QUIET_RATE, Borne
from benchmarks.rounds import Results

BUSY = 0.9
"""Share of its core above which the load itself may be what gave up."""


def show(results: Results, console: Console) -> None:
    """All tables."""
    console.print(f"\n{results.machine}; {results.rounds} rounds: middle (lowest to highest)")
    for table in (_quiet(results), _top(results), _ratios(results), _rest(results), _processes(results)):
        console.print(table)


def _quiet(results: Results) -> Table:
    table = Table(title=f"At {QUIET_RATE:.0f} changes a second: milliseconds")
    for name in ("people", "server", "delivery p50", "p95", "p99", "acknowledged p50", "p95", "p99"):
        table.add_column(name, justify="left" if name == "server" else "right")
    for people in _people(results):
        for name, all_borne in _servers(results):
            steps = [borne.quiet for borne in all_borne if borne.people == people]
            table.add_row(str(people), name, *_delays(steps))
    return table


def _delays(steps: Sequence[Step]) -> list[str]:
    marks: list[Callable[[Step], float]] = [
        lambda step: step.delivery.p50,
        lambda step: step.delivery.p95,
        lambda step: step.delivery.p99,
        lambda step: step.settling.p50,
        lambda step: step.settling.p95,
        lambda step: step.settling.p99,
    ]
    return [_spread([mark(step) for step in steps], ".1f") for mark in marks]


def _top(results: Results) -> Table:
    table = Table(title=f"The highest rate with p99 delivery within {BEARABLE:.0f} ms")
    for name in ("people", "server", "events/s", "deliveries/s", "p50", "p99", "ack p99", "CPU ms/1,000", "load busy"):
        table.add_column(name, justify="left" if name == "server" else "right")
    for people in _people(results):
        for name, all_borne in _servers(results):
            table.add_row(str(people), name, *_heights([borne.top for borne in all_borne if borne.people == people]))
    return table


def _heights(steps: Sequence[Step]) -> list[str]:
    busy = max(step.busy for step in steps)
    return [
        _spread([step.rate for step in steps], ",.0f"),
        _spread([step.delivered / step.seconds for step in steps], ",.0f"),
        _spread([step.delivery.p50 for step in steps], ".0f"),
        _spread([step.delivery.p99 for step in steps], ".0f"),
        _spread([step.settling.p99 for step in steps], ".0f"),
        _spread([step.processor_per_1000 for step in steps], ".1f"),
        f"{busy:.0%}{' (at least)' if busy > BUSY else ''}",
    ]


def _ratios(results: Results) -> Table:
    table = Table(title="Themeroom beside the bare broadcast, round by round")
    for name in ("people", "events/s", "quiet p50 ms more", "quiet p99 ms more"):
        table.add_column(name, justify="right")
    for people in _people(results):
        both = [(own, bare) for own, bare in zip(results.themeroom, results.bare, strict=True) if own.people == people]
        table.add_row(
            str(people),
            _spread([own.top.rate / bare.top.rate for own, bare in both], ".2f"),
            _spread([own.quiet.delivery.p50 - bare.quiet.delivery.p50 for own, bare in both], ".1f"),
            _spread([own.quiet.delivery.p99 - bare.quiet.delivery.p99 for own, bare in both], ".1f"),
        )
    return table


def _rest(results: Results) -> Table:
    table = Table(title="Opening, memory, many boards")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for events in sorted({opening.events for opening in results.openings}):
        times = [opening for opening in results.openings if opening.events == events]
        for name, figure in (("first visitor after a start", _first), ("next visitor", _second)):
            table.add_row(f"{events:,} events: {name}, ms", _spread([figure(one) for one in times], ".0f"))
    table.add_row("a late joiner sees the cards of the longest log, ms", _spread(results.screens, ",.0f"))
    for name, sizes in (("", results.idle_bytes), (" at the bare broadcast", results.idle_bytes_bare)):
        table.add_row(f"memory of an idle connection{name}, kB", _spread([size / 1000 for size in sizes], ".1f"))
    title = f"{results.houses[0].connections} people on {BOARDS} boards, {RATE:.0f} changes a second"
    for mark, figures in (
        ("p50", [house.delivery.p50 for house in results.houses]),
        ("p99", [house.delivery.p99 for house in results.houses]),
    ):
        table.add_row(f"{title}: delivery {mark}, ms", _spread(figures, ".1f"))
    return table


def _processes(results: Results) -> Table:
    table = Table(title="One process and two, on PostgreSQL with Valkey")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for name, rates in (
        ("one process", [carried.one for carried in results.carried]),
        ("two processes", [carried.two for carried in results.carried]),
    ):
        table.add_row(f"{name}, 50 boards: changes a second", _spread(rates, ",.0f"))
    ratios = [carried.two / carried.one for carried in results.carried]
    table.add_row("two processes beside one", _spread(ratios, ".2f"))
    for name, delays in (
        ("with the bus", [between.bus for between in results.between]),
        ("without a bus", [between.no_bus for between in results.between]),
    ):
        for mark, figures in (("p50", [one.p50 for one in delays]), ("p99", [one.p99 for one in delays])):
            table.add_row(f"from process to process {name}: delivery {mark}, ms", _spread(figures, ".0f"))
    return table


def _first(opening: Opening) -> float:
    return opening.first


def _second(opening: Opening) -> float:
    return opening.second


def _people(results: Results) -> list[int]:
    return sorted({borne.people for borne in results.themeroom})


def _servers(results: Results) -> tuple[tuple[str, list[Borne]], ...]:
    return (("Themeroom", results.themeroom), ("bare", results.bare))


def _spread(values: Sequence[float], form: str) -> str:
    spread = Spread.of(values)
    if len(values) == 1:
        return f"{spread.middle:{form}}"
    return f"{spread.middle:{form}} ({spread.low:{form}} to {spread.high:{form}})"
