"""Three kinds of bad listeners at once: the others notice nothing, and the server gives them up (laws L9 and L12).

Whether they notice is asked of two servers in turns, one without bad listeners: a busy machine is late on both.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import quantiles

from tests.line import Line
from tests.realtime.frozen import THEMES, FrozenPhone, flood, make_themes, wait_for
from tests.server import Person, Server, Study, make_study, running

TURNS, IN_A_TURN = 30, 20
"""Changes follow at once on the same server, but for the first of a turn: of two servers in step one would wait each
time for the gap between two transactions, and the other one never.
"""
GONE_WITHIN = 45.0
LARGEST_COST = 20_000_000
"""Bytes of memory that all three of them together may cost."""
NOISE = 0.01
"""Seconds by which a busy machine may be late on one server and not on the other, once in a hundred times."""


@dataclass(frozen=True)
class Stage:
    """A server, its study, and three connections of the facilitator: who writes, who watches, and one more."""

    server: Server
    study: Study
    facilitator: Person
    author: Line
    watcher: Line
    third: Line


@contextlib.contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A server where nobody is in anybody's way yet."""
    with running(folder) as server, contextlib.ExitStack() as lines:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        make_themes(facilitator)
        author, watcher, third = (lines.enter_context(facilitator.live()) for _ in range(3))
        watcher.hear("welcome")
        yield Stage(server, study, facilitator, author, watcher, third)


@contextlib.contextmanager
def one_byte_a_second(person: Person) -> Iterator[None]:
    """Reads, but hardly."""
    phone, enough = FrozenPhone(person), threading.Event()

    def sip() -> None:
        with contextlib.suppress(OSError):
            while not enough.wait(1) and phone.sip():
                continue

    sipping = threading.Thread(target=sip)
    sipping.start()
    try:
        yield
    finally:
        enough.set()
        sipping.join()
        phone.close()


@contextlib.contextmanager
def stopped(person: Person, watcher: Line) -> Iterator[None]:
    """A browser whose process stands still, as in a laptop that was closed: its system still takes what comes."""
    cookies = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
    headers = json.dumps({"Cookie": cookies, "Origin": person.server.origin})
    around = {**os.environ, "HEADERS": headers, "HELLO": json.dumps(person.hello())}
    url = f"{person.server.url.replace('http', 'ws', 1)}/api/boards/{person.board_id}/live"
    with subprocess.Popen([sys.executable, "-m", "tests.realtime.slow_child", url], env=around) as process:
        try:
            wait_for(watcher, person, here=True)
            process.send_signal(signal.SIGSTOP)
            yield
        finally:
            process.kill()


def delays(here: Stage) -> list[float]:
    """Those of one turn."""
    return [delay(here) for _ in range(IN_A_TURN)]


def delay(here: Stage) -> float:
    """Seconds until somebody else sees a change."""
    began = time.perf_counter()
    edit = {"type": "theme.edit", "theme_id": THEMES[0], "title": f"At {began}"}
    command_id = here.author.submit(edit)
    while command_id not in {event["command_id"] for event in here.watcher.hear("events")["events"]}:
        continue
    taken = time.perf_counter() - began
    here.author.outcome(command_id)
    return taken


def p99(taken: Iterable[float]) -> float:
    """99 of 100 were quicker."""
    return quantiles(taken, n=100)[98]


def until_gone(watcher: Line, people: list[Person]) -> None:
    """Waits until others see that all of these have been here and are not any more."""
    here = {person.id for person in people}
    while here:
        frame = json.loads(watcher.socket.recv(timeout=GONE_WITHIN))
        if frame["type"] == "presence":
            here -= {entry["id"] for entry in frame["people"] if not entry["here"]}


def memory(person: Person) -> float:
    """Bytes of memory of the server, as it says itself."""
    found = re.search(r"^process_resident_memory_bytes (\S+)$", person.http.get("/metrics").text, re.MULTILINE)
    assert found
    return float(found[1])


@contextlib.contextmanager
def bad_listeners(people: list[Person], watcher: Line) -> Iterator[None]:
    """One that never reads, one that hardly reads, one whose process stands still."""
    frozen, slow, closed = people
    with contextlib.ExitStack() as closing:
        closing.callback(FrozenPhone(frozen).close)
        wait_for(watcher, frozen, here=True)
        closing.enter_context(one_byte_a_second(slow))
        wait_for(watcher, slow, here=True)
        closing.enter_context(stopped(closed, watcher))
        yield


def test_R7_R25_bad_listeners_cost_little_and_are_given_up(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with stage(tmp_path / "with" / "data") as here, stage(tmp_path / "without" / "data") as elsewhere:
        bad = [Person(here.server).come(here.study.invite_link) for _ in range(3)]
        before = memory(here.facilitator)
        with bad_listeners(bad, here.watcher):
            began = time.monotonic()
            for one in (elsewhere, here):
                flood(one.author)
            turns = [(delays(elsewhere), delays(here)) for _ in range(TURNS)]
            cost = memory(here.facilitator) - before
            until_gone(here.third, bad)
            seconds = time.monotonic() - began
        alone, beside = (p99(chain(*taken)) for taken in zip(*turns, strict=True))
        record_property("delivery p99 alone, beside bad listeners", f"{1000 * alone:.1f} ms, {1000 * beside:.1f} ms")
        record_property("memory for three bad listeners", f"{cost / 1e6:.1f} MB")
        record_property("bad listeners given up after", f"{seconds:.0f} s")
        assert beside <= 2 * alone + NOISE
        assert cost <= LARGEST_COST
        assert seconds <= GONE_WITHIN
        log = here.facilitator.events()
        for person in bad:
            with person.live(after=1) as line:
                assert line.events(upto=log[-1]["seq"]) == log[1:]
