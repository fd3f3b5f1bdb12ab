"""The server's clock jumps two days back and ten forward under load: order never depends on it."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.faults.client import Client
from tests.faults.faulty_disk import FaultyDisk
from tests.faults.fold import Event, check_chain
from tests.faults.movers import moving
from tests.faults.verdict import check_played
from tests.server import Person, make_study, running

DAY = 24 * 3600
JUMPS = (-2 * DAY, 10 * DAY)
BETWEEN = 60
"""Events under each clock."""


async def jump(disk: FaultyDisk, watcher: Client) -> None:
    """Some events under the right clock, some under each wrong one, and some under the right one again."""
    for seconds in JUMPS:
        await some_more(watcher)
        with disk.wrong_clock(seconds):
            await some_more(watcher)
    await some_more(watcher)


async def some_more(watcher: Client) -> None:
    """Waits for more events."""
    due = (watcher.screen.seq or 0) + BETWEEN
    await watcher.until(lambda screen: (screen.seq or 0) >= due)


def leaps(log: list[Event]) -> list[timedelta]:
    """How far the times of neighbours lie apart, in whole days, where they do."""
    times = [datetime.fromisoformat(event["at"]) for event in log]
    apart = [timedelta(days=round((b - a) / timedelta(days=1))) for a, b in pairwise(times)]
    return [days for days in apart if days]


def test_L21_seq_and_order_do_not_depend_on_the_clock(disk: FaultyDisk, tmp_path: Path) -> None:
    with running(tmp_path / "data", **disk.environment) as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        others = [Person(server).come(study.invite_link) for _ in range(4)]
        log = check_played(asyncio.run(moving(facilitator, others, partial(jump, disk))), facilitator)
    assert leaps(log) == [timedelta(days=days) for days in (-2, 2, 10, -10)]
    assert check_chain(tmp_path / "data" / "themeroom.sqlite", study.board_id) == len(log)
