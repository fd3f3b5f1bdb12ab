"""Many clients of one board together, and what must be true of them in the end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from tests.faults.client import Client
from tests.faults.fold import Event, State
from tests.faults.screen import Screen


@contextlib.asynccontextmanager
async def following(clients: Sequence[Client]) -> AsyncIterator[None]:
    """All clients connected, as often as it takes. A client that breaks ends it all."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(client.follow()) for client in clients]
        yield
        for task in tasks:
            task.cancel()


async def all_settled(clients: Sequence[Client]) -> None:
    """Everybody has had an answer to everything, and has seen the last of it."""
    for client in clients:
        await client.until(lambda screen: screen.seq is not None and not screen.pending)
    head = max(client.screen.seq or 0 for client in clients)
    for client in clients:
        await client.until(lambda screen: screen.seq == head)


def check_screen(screen: Screen, log: Sequence[Event], state: State) -> None:
    """The screen shows what the log makes, and what was acknowledged or seen stands in the log unaltered."""
    assert screen.seq == len(log)
    assert screen.state == state
    by_command = {event["command_id"]: event for event in log}
    for command_id, events in screen.acknowledged.items():
        assert events == ((by_command[command_id],) if command_id in by_command else ())
    assert not screen.refused.keys() & by_command.keys()
    assert all(log[seq - 1] == event for seq, event in screen.seen.items())
