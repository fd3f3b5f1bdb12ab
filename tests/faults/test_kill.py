"""Twenty people move cards while the server is killed, again and again: nothing that was acknowledged is lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.client import Client, Pass
from tests.faults.fold import check_chain, check_log, empty, fold
from tests.faults.screen import Screen
from tests.server import Person, Server, make_study, new_id, start

PEOPLE = 20
KILLS = 10
THEMES = 5
MOVES_BETWEEN = 120
"""Acknowledged moves, of all people together, between two kills; at the end of them others are on their way."""
IN_FLIGHT = 4
SEED = 20_260_723


class Mover:
    """A person who moves their own card for as long as they are let."""

    def __init__(self, client: Client, placement_id: str, themes: list[str], random: Random) -> None:
        self.client = client
        self._placement_id, self._themes, self._random = placement_id, themes, random

    async def move(self, enough: asyncio.Event) -> None:
        """Keeps a few moves on their way until it is enough."""
        while not enough.is_set():
            await self.client.until(lambda screen: len(screen.pending) < IN_FLIGHT)
            await self.client.submit(
                {"type": "placement.move", "placement_id": self._placement_id, "theme_id": self._random.choice(self._themes)}
            )


class Running:
    """A server that is killed and started again on the same data and port."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.up = asyncio.Event()
        self.up.set()

    async def kill_and_start(self) -> None:
        """As a power cut does it, and the power comes back."""
        self.up.clear()
        await asyncio.to_thread(self.server.kill)
        self.close()
        port = int(self.server.url.rsplit(":", 1)[1])
        self.server = await asyncio.to_thread(start, self.server.data, port=port)
        self.up.set()

    def close(self) -> None:
        """Lets go of what the server printed."""
        assert self.server.process.stdout is not None
        self.server.process.stdout.close()


def board_with_cards(facilitator: Person, themes: list[str], placements: list[str]) -> None:
    """A board with one card for everybody."""
    facilitator.do(
        {"type": "batch", "commands": [{"type": "theme.create", "theme_id": t, "title": t} for t in themes]},
    )
    facilitator.do({"type": "batch", "commands": [_card(p, themes[0]) for p in placements]})


def _card(placement_id: str, theme_id: str) -> dict[str, Any]:
    placement = {"placement_id": placement_id, "theme_id": theme_id}
    return {"type": "card.create", "card_id": f"card-{placement_id}", "text": f"About {placement_id}", "placement": placement}


@contextlib.asynccontextmanager
async def following(clients: list[Client]) -> AsyncIterator[None]:
    """All clients connected, as often as needed."""
    tasks = [asyncio.create_task(client.follow()) for client in clients]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def kill_ten_times(running: Running, movers: list[Mover]) -> None:
    """Everybody moves; the server dies after so many acknowledged moves."""
    enough = asyncio.Event()
    moving = [asyncio.create_task(mover.move(enough)) for mover in movers]
    watcher = movers[0].client
    for kill in range(1, KILLS + 1):
        await watcher.until(lambda screen, due=kill * MOVES_BETWEEN: len(screen.seen) >= due)  # type: ignore[misc]
        await running.kill_and_start()
    enough.set()
    await asyncio.gather(*moving)


async def all_settled(clients: list[Client]) -> None:
    """Everybody has heard of everything."""
    for client in clients:
        await client.until(lambda screen: screen.seq is not None and not screen.pending)
    head = max(client.screen.seq or 0 for client in clients)
    for client in clients:
        await client.until(lambda screen: screen.seq == head)


def check_screen(screen: Screen, log: list[dict[str, Any]], state: dict[str, Any]) -> None:
    """A screen shows what the log says, and the log holds all that was acknowledged to it."""
    assert screen.state == state
    assert not screen.refused
    by_command = {event["command_id"]: event for event in log}
    for command_id, events in screen.acknowledged.items():
        assert not events or events == (by_command[command_id],)
    assert all(log[seq - 1] == event for seq, event in screen.seen.items())


def test_L6_L7_killed_ten_times_while_twenty_people_move_cards(tmp_path: Path) -> None:
    running, random = start(tmp_path), Random(SEED)
    study = make_study(running)
    facilitator = Person(running).come(study.facilitator_link)
    people = [Person(running).come(study.invite_link) for _ in range(PEOPLE)]
    themes, placements = [new_id("theme") for _ in range(THEMES)], [new_id("place") for _ in people]
    board_with_cards(facilitator, themes, placements)

    async def play() -> Server:
        server = Running(running)
        clients = [Client(Pass.of(one), study.board_id, server.up, random) for one in people]
        movers = [Mover(c, p, themes, random) for c, p in zip(clients, placements, strict=True)]
        async with following(clients):
            await kill_ten_times(server, movers)
            await all_settled(clients)
        log = facilitator.events()
        check_log(log)
        state = fold(empty(), log)
        assert facilitator.state() == state
        for client in clients:
            check_screen(client.screen, log, state)
        return server.server

    last = asyncio.run(play())
    ...
