"""Twenty people move cards while the server is killed, again and again: nothing that was acknowledged is lost."""

import asyncio
import os
from pathlib import Path
from random import Random
from typing import Self

from tests.faults.client import Client, Pass
from tests.faults.fold import check_chain
from tests.faults.group import all_settled, following
from tests.faults.movers import Mover, Played, lay_out
from tests.faults.verdict import check_played
from tests.server import Person, Server, Study, make_study, new_id, start

PEOPLE = 20
KILLS = int(os.environ.get("THEMEROOM_KILLS", "10"))
"""Nightly: 200, with `--timeout 3600`."""
THEMES = 5
MOVES_BETWEEN = 40
"""Events between two kills, of all people together. When the last of them is shown, others are on their way."""
SEED = 20_260_723


class Power:
    """A server that can be killed and comes back on the same data and port. `on` is clear while it is down."""

    def __init__(self, data: Path) -> None:
        self.server: Server = start(data)
        self.on = asyncio.Event()
        self.on.set()

    async def fail_and_return(self) -> None:
        """A power cut."""
        self.on.clear()
        await asyncio.to_thread(self.server.kill)
        self._close()
        port = int(self.server.url.rsplit(":", 1)[1])
        self.server = await asyncio.to_thread(start, self.server.data, port=port)
        self.on.set()

    def _close(self) -> None:
        assert self.server.process.stdout is not None
        self.server.process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.server.process.poll() is None:
            assert self.server.stop() == 0
        self._close()


async def kill_again_and_again(power: Power, movers: list[Mover]) -> None:
    """Everybody moves; the power fails after so many events."""
    enough = asyncio.Event()
    moving = [asyncio.create_task(mover.move(enough)) for mover in movers]
    watcher = movers[0].client
    for _ in range(KILLS):
        due = (watcher.screen.seq or 0) + MOVES_BETWEEN
        await watcher.until(lambda screen, due=due: (screen.seq or 0) >= due)  # type: ignore[misc]
        await power.fail_and_return()
    enough.set()
    await asyncio.gather(*moving)


async def play(power: Power, study: Study, people: list[Person]) -> Played:
    """The whole exercise."""
    facilitator, *others = people
    themes, placements = [new_id("theme") for _ in range(THEMES)], [new_id("place") for _ in others]
    laid_out = lay_out(facilitator, themes, placements)
    random = Random(SEED)
    clients = [Client(Pass.of(person), study.board_id, power.on, random) for person in others]
    movers = [Mover(client, place, themes, random) for client, place in zip(clients, placements, strict=True)]
    async with following(clients):
        await kill_again_and_again(power, movers)
        await all_settled(clients)
    return Played(laid_out, clients)


def test_L6_L7_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    with Power(tmp_path) as power:
        study = make_study(power.server)
        facilitator = Person(power.server).come(study.facilitator_link)
        people = [facilitator, *(Person(power.server).come(study.invite_link) for _ in range(PEOPLE))]
        log = check_played(asyncio.run(play(power, study, people)), facilitator)
        for person in people:
            person.http.close()
    assert check_chain(tmp_path / "themeroom.sqlite", study.board_id) == len(log)
