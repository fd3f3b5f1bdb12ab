"""The disk fails in the middle of load, again and again: what is acknowledged is there, and nothing else."""

import asyncio
import errno
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from tests.faults.client import Client
from tests.faults.faulty_disk import FaultyDisk
from tests.faults.fold import check_chain
from tests.faults.movers import moving
from tests.faults.verdict import check_played
from tests.server import Person, make_study, running

PEOPLE = 8
FAULTS = 12
REFUSED = 40
"""Refusals that must have come before the disk is good again, and events before it fails the next time."""


def failing(disk: FaultyDisk, number: int) -> AbstractContextManager[None]:
    """Another fault each time."""
    match number % 3:
        case 0:
            return disk.refusing_writes(errno.ENOSPC)
        case 1:
            return disk.failing_syncs(errno.EIO)
        case _:
            return disk.refusing_writes(errno.EIO)


async def break_again_and_again(disk: FaultyDisk, watcher: Client) -> None:
    """The disk fails until some were refused, and is good until some were recorded."""
    for number in range(FAULTS):
        seq, refused = watcher.screen.seq or 0, len(watcher.screen.refused)
        await watcher.until(lambda screen, due=seq + REFUSED: (screen.seq or 0) >= due)  # type: ignore[misc]
        with failing(disk, number):
            due = refused + REFUSED // PEOPLE
            await watcher.until(lambda screen, due=due: len(screen.refused) >= due)  # type: ignore[misc]


def test_L6_L7_L15_a_disk_that_fails_under_load_makes_nobody_believe_anything_wrong(
    disk: FaultyDisk, tmp_path: Path
) -> None:
    with running(tmp_path / "data", **disk.environment) as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        others = [Person(server).come(study.invite_link) for _ in range(PEOPLE)]
        played = asyncio.run(moving(facilitator, others, partial(break_again_and_again, disk)))
        log = check_played(played, facilitator, may_refuse={"storage_unavailable"})
        for person in (facilitator, *others):
            person.http.close()
    assert all(client.screen.refused for client in played.clients)
    assert check_chain(tmp_path / "data" / "themeroom.sqlite", study.board_id) == len(log)
