"""Every fsync takes 200 ms longer, or does not end at all: whoever waits for none of them is served as ever."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from threading import Event
from typing import Any

import httpx
import pytest

from tests.faults.faulty_disk import FaultyDisk
from tests.server import NO_CERTIFICATES, Line, Person, Server, make_study, new_id

DELAY = 200
TIMES = 20
Asked = dict[str, Callable[[], object]]


@pytest.fixture(scope="module")
def busy(on_disk: Server) -> Person:
    """Somebody whose board is written to all the time."""
    return Person(on_disk).come(make_study(on_disk, "Busy").facilitator_link)


@pytest.fixture(scope="module")
def quiet(on_disk: Server) -> Person:
    """Somebody on another board, in another study."""
    return Person(on_disk).come(make_study(on_disk, "Quiet").facilitator_link)


@pytest.fixture
def asked(on_disk: Server, busy: Person, quiet: Person) -> Iterator[Asked]:
    """Everything that has nothing to do with what is being written."""
    plain = httpx.Client(base_url=on_disk.url, verify=NO_CERTIFICATES)
    with plain, quiet.live() as line, quiet.live() as other, busy.live() as beside:
        yield {
            "/healthz": lambda: plain.get("/healthz").raise_for_status(),
            "page": lambda: plain.get("/").raise_for_status(),
            "state of another board": quiet.state,
            "ping on another board": lambda: ping(line),
            "ping on the busy board": lambda: ping(beside),
            "presence on another board": lambda: presence(line, other),
        }


@contextmanager
def writing(person: Person) -> Iterator[None]:
    """Commands one after another in the background, so that the disk is never at rest. Each of them waits for it."""
    enough = Event()

    def write() -> list[float]:
        taken: list[float] = []
        while not enough.is_set() or not taken:
            taken += milliseconds(lambda: person.do(a_card()), times=1)
        return taken

    with ThreadPoolExecutor(1) as threads:
        written = threads.submit(write)
        try:
            yield
        finally:
            enough.set()
        assert min(written.result()) > DELAY


def a_card() -> dict[str, str]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": "One more"}


def milliseconds(ask: Callable[[], object], times: int = TIMES) -> list[float]:
    """How long something takes, each of many times."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)


def presence(author: Line, watcher: Line) -> None:
    """A presence that the other one must see. The room tells it within a tenth of a second, which is not the disk's."""
    theme = new_id("theme")
    author.say(type="presence", looking_at={"kind": "theme", "id": theme})
    while all((entry["looking_at"] or {}).get("id") != theme for entry in watcher.hear("presence")["people"]):
        continue


def ping(line: Line) -> None:
    """There and back on a live connection."""
    line.until_pong()


@contextmanager
def waiting(person: Person, disk: FaultyDisk) -> Iterator[Future[list[dict[str, Any]]]]:
    """A command whose fsync does not end before this does."""
    with ThreadPoolExecutor(1) as threads, disk.holding_syncs():
        told = threads.submit(lambda: person.do(a_card()))
        while not disk.holds():
            assert not told.done()
        yield told


def test_L20_who_waits_for_no_disk_is_answered_while_one_stands_still(
    disk: FaultyDisk, busy: Person, asked: Asked
) -> None:
    with waiting(busy, disk) as told:
        for ask in asked.values():
            ask()
        assert disk.holds()
        assert not told.done()
    assert told.result()


def test_L20_what_a_slow_disk_costs_others_is_printed(
    disk: FaultyDisk, busy: Person, asked: Asked, record_property: Callable[[str, object], None]
) -> None:
    with disk.slow(DELAY), writing(busy):
        for name, ask in asked.items():
            times = milliseconds(ask)
            record_property(f"{name}, fsync + {DELAY} ms", f"p50 {median(times):.1f} ms, longest {times[-1]:.1f} ms")
