"""Lines that lose, double and delay what goes over them, and break: in the end all screens, server and log are equal."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx
import pytest

from tests.faults.client import Client, Pass
from tests.faults.fold import Event, State, check_log, empty, fold
from tests.faults.group import all_settled, check_screen, following
from tests.faults.line import CALM, Weather
from tests.faults.wishes import wish
from tests.server import Person, Server, make_study, running

RUNS = 200
AT_A_TIME = 10
"""Runs side by side, each on its own board, so that their events and their people's lines mix in the server."""
STEPS = 60
SETTLES_WITHIN = 20.0
"""Seconds in which a run must come to rest once its lines are good; far more than it needs."""
STORM = Weather(lost=8, doubled=8, delayed=8)
FAILED_ONCE: tuple[int, ...] = ()
"""Seeds that have failed: they are run for ever."""


@dataclass(frozen=True)
class Place:
    """A server with a study and the people of it."""

    server: Server
    facilitator: Person
    people: tuple[Person, ...]

    def new_board(self) -> str:
        """One more board in the study."""
        answer = self.facilitator.http.post(f"/api/studies/{self.facilitator.study_id}/boards", json={"title": "Storm"})
        return str(answer.raise_for_status().json()["id"])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with running(tmp_path) as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        people = (facilitator, *(Person(server).come(study.invite_link) for _ in range(3)))
        yield Place(server, facilitator, people)
        for person in people:
            person.http.close()


async def storm(clients: list[Client], random: Random) -> None:
    """People ask for things while their lines do what they like."""
    for _ in range(STEPS):
        client = random.choice(clients)
        match random.choices(["ask", "breathe", "cut", "leave"], [60, 30, 4, 4])[0]:
            case "ask":
                await client.submit(wish(client.screen, random))
            case "breathe":
                await client.breathe()
            case "cut":
                client.cut()
            case _:
                client.leave_line()


async def calm(clients: list[Client]) -> None:
    """The lines get better, and everybody connects once more."""
    for client in clients:
        client.renew(CALM)
    async with asyncio.timeout(SETTLES_WITHIN):
        await all_settled(clients)


async def run(place: Place, board_id: str, seed: int, http: httpx.AsyncClient) -> None:
    """One run; fails with its seed."""
    random, up = Random(seed), asyncio.Event()
    up.set()
    clients = [Client(Pass.of(person), board_id, up, random, STORM) for person in place.people]
    try:
        async with following(clients):
            await storm(clients, random)
            await calm(clients)
        await check(clients, board_id, http)
    except (AssertionError, TimeoutError, ExceptionGroup) as error:
        told = [(client.screen.seq, len(client.screen.pending)) for client in clients]
        raise AssertionError(f"seed {seed}: (seq, pending) of the screens {told}") from error


async def check(clients: list[Client], board_id: str, http: httpx.AsyncClient) -> None:
    """Screens, server and log agree."""
    log: list[Event] = (await http.get(f"/api/boards/{board_id}/events")).json()["events"]
    shown: State = (await http.get(f"/api/boards/{board_id}/state")).json()["state"]
    check_log(log)
    state = fold(empty(), log)
    assert shown == state
    for client in clients:
        check_screen(client.screen, log, state)


async def all_runs(place: Place, seeds: list[int]) -> None:
    """All seeds, a few at a time."""
    boards = [place.new_board() for _ in seeds]
    gate = asyncio.Semaphore(AT_A_TIME)
    async with httpx.AsyncClient(base_url=place.server.url, cookies=place.facilitator.http.cookies) as http:

        async def one(board_id: str, seed: int) -> None:
            async with gate:
                await run(place, board_id, seed, http)

        async with asyncio.TaskGroup() as group:
            for board_id, seed in zip(boards, seeds, strict=True):
                group.create_task(one(board_id, seed))


def test_R_all_screens_agree_after_any_weather(place: Place) -> None:
    asyncio.run(all_runs(place, [*FAILED_ONCE, *range(RUNS)]))
