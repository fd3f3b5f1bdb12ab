"""Twenty people on two processes of one PostgreSQL while the bus is lost and processes are killed (R34, R35, P27)."""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil  # type: ignore[import-untyped]

from tests.faults.client import Client
from tests.faults.fold import check_rows
from tests.faults.movers import Played, moving
from tests.faults.verdict import check_played
from tests.line import PATIENCE
from tests.processes.cluster import two_servers
from tests.server import Person, Server, make_study, running
from tests.servers.loops import run
from tests.servers.valkey import Valkey, own_valkey

PEOPLE = 20
MOVES_BETWEEN = 150
"""Events from one blow to the next, of all people together."""
KILLS = int(os.environ.get("THEMEROOM_KILLS", "6"))
"""Nightly: more, as in `test_kill`."""
ROWS = "SELECT leaf, openings, chain FROM record WHERE board_id = $1 ORDER BY seq"


async def some_more(watcher: Client) -> None:
    """Waits for more events."""
    due = (watcher.screen.seq or 0) + MOVES_BETWEEN
    await watcher.until(lambda screen: (screen.seq or 0) >= due)


async def rows_of(database: str, board_id: str) -> list[Any]:
    """The log as it is stored."""
    connection = await asyncpg.connect(database)
    try:
        return [tuple(row) for row in await connection.fetch(ROWS, board_id)]
    finally:
        await connection.close()


def check(database: str, played: Played, *watchers: Person) -> None:
    """Screens, servers, log, model and chain agree, and nothing was refused."""
    log = check_played(played, *watchers)
    assert check_rows(run(rows_of(database, watchers[0].board_id))) == len(log)


@contextlib.contextmanager
def on_two_servers(folder: Path, database: str, bus: Valkey) -> Iterator[list[Person]]:
    """The facilitator and others, half of whom are on the other server."""
    with two_servers(folder, database, bus.url) as cluster:
        others = [cluster.newcomer(server) for server in (cluster.one, cluster.other) for _ in range(PEOPLE // 2)]
        yield [Person(cluster.one).come(cluster.study.facilitator_link), *others]


async def told_of_the_bus(people: list[Person]) -> list[str]:
    """What both servers say of it while the others move on."""
    asked = [asyncio.to_thread(person.http.get, "/readyz") for person in (people[0], people[-1])]
    return [answer.json()["bus"] for answer in await asyncio.gather(*asked)]


def test_R35_the_bus_is_lost_for_good_in_the_middle(tmp_path: Path, postgres_url: str) -> None:
    with own_valkey() as bus, on_two_servers(tmp_path, postgres_url, bus) as people:

        async def lose_the_bus(watcher: Client) -> None:
            await some_more(watcher)
            bus.kill()
            await some_more(watcher)

        played = asyncio.run(moving(people[0], people[1:], lose_the_bus))
        assert asyncio.run(told_of_the_bus(people)) == ["away", "away"]
        check(postgres_url, played, people[0], people[-1])


def test_R34_the_bus_is_lost_and_comes_back_in_the_middle(tmp_path: Path, postgres_url: str) -> None:
    with own_valkey() as bus, on_two_servers(tmp_path, postgres_url, bus) as people:

        async def lose_and_find_the_bus(watcher: Client) -> None:
            await some_more(watcher)
            bus.kill()
            await some_more(watcher)
            assert await told_of_the_bus(people) == ["away", "away"]
            await asyncio.to_thread(bus.start)
            async with asyncio.timeout(PATIENCE):
                while await told_of_the_bus(people) != ["there", "there"]:
                    await some_more(watcher)
            await some_more(watcher)

        played = asyncio.run(moving(people[0], people[1:], lose_and_find_the_bus))
        assert asyncio.run(told_of_the_bus(people)) == ["there", "there"]
        check(postgres_url, played, people[0], people[-1])


def test_P27_workers_are_killed_in_turn_under_load(tmp_path: Path, postgres_url: str, valkey: Valkey) -> None:
    around = {"THEMEROOM_DATABASE_URL": postgres_url, "THEMEROOM_BUS_URL": valkey.url}
    with running(tmp_path / "data", "--workers", "2", port=0, **around) as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        others = [Person(server).come(study.invite_link) for _ in range(PEOPLE)]

        async def kill_in_turn(watcher: Client) -> None:
            for _ in range(KILLS):
                await some_more(watcher)
                await kill_oldest_worker(server)
            await some_more(watcher)

        check(postgres_url, asyncio.run(moving(facilitator, others, kill_in_turn)), facilitator)


async def kill_oldest_worker(server: Server) -> None:
    """As a crash does it; each worker has its turn, because the new one is the youngest."""
    workers = psutil.Process(server.process.pid).children()
    oldest = min(workers, key=lambda worker: (worker.create_time(), worker.pid))
    oldest.kill()
    await asyncio.to_thread(psutil.wait_procs, [oldest])


def test_R33_the_people_of_a_process_that_was_killed_are_gone_soon(
    tmp_path: Path, postgres_url: str, valkey: Valkey
) -> None:
    with two_servers(tmp_path, postgres_url, valkey.url) as cluster:
        watcher, lost = cluster.newcomer(cluster.one), cluster.newcomer(cluster.other)
        with watcher.live() as watching, lost.live() as line:
            line.say(type="presence", writing=True)
            shown_as(watching.hear, lost, here=True)
            cluster.other.kill()
            shown_as(watching.hear, lost, here=False)


def shown_as(hear: Callable[[str], dict[str, Any]], person: Person, *, here: bool) -> None:
    """Waits until somebody is shown as here or gone."""
    while not any(p["id"] == person.id and p["here"] is here for p in hear("presence")["people"]):
        pass
