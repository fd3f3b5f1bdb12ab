"""People who move their own card for as long as they are let."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.faults.client import Client, Pass
from tests.faults.group import all_settled, following
from tests.server import Person, new_id

IN_FLIGHT = 4
Command = dict[str, Any]


class Mover:
    """Somebody who moves their own card for as long as they are let."""

    def __init__(self, client: Client, placement_id: str, themes: list[str], random: Random) -> None:
        self.client = client
        self._placement_id, self._themes, self._random = placement_id, themes, random

    async def move(self, enough: asyncio.Event) -> None:
        """Keeps a few moves on their way. Some lead nowhere and are settled without an event."""
        while not enough.is_set():
            await self.client.until(lambda screen: screen.seq is not None and len(screen.pending) < IN_FLIGHT)
            move = {"type": "placement.move", "placement_id": self._placement_id}
            await self.client.submit({**move, "theme_id": self._random.choice(self._themes)})


@dataclass(frozen=True)
class Played:
    """An exercise that is over: the commands that laid out the board, and the clients as they stand in the end."""

    laid_out: list[Command]
    clients: list[Client]


def lay_out(facilitator: Person, themes: list[str], placements: list[str]) -> list[Command]:
    """A board with one card for everybody, all in the first theme. Answers the commands that made it so."""
    made: list[Command] = [
        {"type": "theme.create", "theme_id": theme, "title": f"Title of {theme}"} for theme in themes
    ]
    made += [_card(placement, themes[0]) for placement in placements]
    facilitator.do({"type": "batch", "commands": made})
    return made


def _card(placement_id: str, theme_id: str) -> Command:
    placement = {"placement_id": placement_id, "theme_id": theme_id}
    return {"type": "card.create", "card_id": new_id("card"), "text": f"About {placement_id}", "placement": placement}


async def moving(
    facilitator: Person, others: list[Person], trouble: Callable[[Client], Awaitable[None]], themes: int = 4
) -> Played:
    """Everybody moves until the trouble is over."""
    theme_ids, placements = [new_id("theme") for _ in range(themes)], [new_id("place") for _ in others]
    laid_out = lay_out(facilitator, theme_ids, placements)
    up, enough, random = asyncio.Event(), asyncio.Event(), Random(1)
    up.set()
    clients = [Client(Pass.of(person), facilitator.board_id, up, random) for person in others]
    movers = [Mover(client, place, theme_ids, random) for client, place in zip(clients, placements, strict=True)]
    async with following(clients):
        tasks = [asyncio.create_task(mover.move(enough)) for mover in movers]
        await trouble(clients[0])
        enough.set()
        await asyncio.gather(*tasks)
        await all_settled(clients)
    return Played(laid_out, clients)
