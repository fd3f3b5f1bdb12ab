"""What a server needs is taken away from it while people are at work, and comes back."""

import asyncio
import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from tests.busy import WORDS, Crowd
from tests.faults.client import Client
from tests.faults.movers import moving
from tests.line import PATIENCE
from tests.server import Person, Server, new_id, start
from tests.servers.postgres import Postgres
from tests.servers.valkey import Valkey

BUS_PASSWORD = "Ghost-of-the-bus"
PEOPLE = 3
MOVES_BETWEEN = 20
"""Events from one blow to the next, of all people together."""


def with_password(bus: Valkey) -> str:
    """Where the bus is. It takes any password of its user `default`, so the one that we look for in the log too."""
    return bus.url.replace("://", f"://default:{BUS_PASSWORD}@")


@contextlib.contextmanager
def two_workers(data: Path, database: str, bus: Valkey) -> Iterator[Server]:
    """A server of two processes, ended afterwards."""
    around = {"THEMEROOM_DATABASE_URL": database, "THEMEROOM_BUS_URL": with_password(bus)}
    server = start(data, "--workers", "2", port=0, **around)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.communicate(timeout=PATIENCE)


def lose_the_file(server: Server, person: Person) -> None:
    """The file is away for a moment."""
    file = server.data / "themeroom.sqlite"
    away = file.rename(file.with_name("away"))
    assert person.http.get("/readyz").status_code == 503
    assert person.ask({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]}).status_code == 503
    away.rename(file)
    person.do({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]})


def lose_everything(server: Server, crowd: Crowd, postgres: Postgres, bus: Valkey) -> None:
    """While people move cards, the bus is killed, then the database, and then a worker, which cannot be replaced until
    the database is back.
    """
    people = [crowd.newcomer(server) for _ in range(PEOPLE)]
    while crowd.facilitator.http.get("/readyz").json() != {"status": "ready", "bus": "there"}:
        pass
    asyncio.run(moving(crowd.facilitator, people, partial(_kill_all, server, crowd.facilitator, postgres, bus)))


async def _kill_all(server: Server, person: Person, postgres: Postgres, bus: Valkey, watcher: Client) -> None:
    await _some_more(watcher)
    await asyncio.to_thread(bus.kill)
    await _some_more(watcher)
    await asyncio.to_thread(postgres.kill)
    await watcher.until(lambda screen: "storage_unavailable" in screen.refused.values())
    one_more = await asyncio.to_thread(_kill_a_worker, psutil.Process(server.process.pid))
    await asyncio.gather(asyncio.to_thread(_not_ready, person), asyncio.to_thread(psutil.wait_procs, [one_more]))
    await asyncio.to_thread(postgres.start)
    await asyncio.to_thread(bus.start)
    await _some_more(watcher)


async def _some_more(watcher: Client) -> None:
    due = (watcher.screen.seq or 0) + MOVES_BETWEEN
    await watcher.until(lambda screen: (screen.seq or 0) >= due)


def _kill_a_worker(parent: Any) -> Any:
    """The process that takes its place. It ends soon, because it finds no database."""
    before = parent.children()
    before[0].kill()
    while not (fresh := set(parent.children()) - set(before)):
        pass
    return fresh.pop()


def _not_ready(person: Person) -> None:
    assert person.http.get("/readyz").status_code == 503
