"""Three kinds of bad listeners at once: the others notice nothing, and the server gives them up (laws L9 and L12)."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.line import Line
from tests.realtime.frozen import THEMES, FrozenPhone, flood, make_themes, wait_for
from tests.server import Person, make_study, running

TIMES = 120
GONE_WITHIN = 45.0
LARGEST_COST = 20_000_000
"""Bytes of memory that one of them may cost."""
NOISE = 0.1
"""Seconds by which a busy machine may be late once in a hundred times."""


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


def delays(author: Line, watcher: Line) -> list[float]:
    """Seconds until somebody else sees a change, each of many times, sorted."""
    taken = []
    for n in range(TIMES):
        began = time.perf_counter()
        edit = {"type": "theme.edit", "theme_id": THEMES[0], "title": f"Title {n} at {began}"}
        command_id = author.submit(edit)
        while command_id not in {event["command_id"] for event in watcher.hear("events")["events"]}:
            continue
        author.outcome(command_id)
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def p99(taken: list[float]) -> float:
    """99 of 100 were quicker."""
    return taken[int(0.99 * len(taken))]


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
    with running(tmp_path / "data") as server, contextlib.ExitStack() as lines:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        make_themes(facilitator)
        bad = [Person(server).come(study.invite_link) for _ in range(3)]
        author, watcher, third = (lines.enter_context(facilitator.live()) for _ in range(3))
        watcher.hear("welcome")
        alone, before = delays(author, watcher), memory(facilitator)
        with bad_listeners(bad, watcher):
            began = time.monotonic()
            flood(author)
            beside = delays(author, watcher)
            cost = memory(facilitator) - before
            until_gone(third, bad)
            seconds = time.monotonic() - began
        record_property("delivery p99 alone, beside bad listeners", f"{p99(alone):.4f} s, {p99(beside):.4f} s")
        record_property("memory for three bad listeners", f"{cost / 1e6:.1f} MB")
        record_property("bad listeners given up after", f"{seconds:.0f} s")
        assert p99(beside) <= 2 * p99(alone) + NOISE
        assert cost <= len(bad) * LARGEST_COST
        assert seconds <= GONE_WITHIN
        log = facilitator.events()
        for person in bad:
            with person.live(after=1) as line:
                assert line.events(upto=log[-1]["seq"]) == log[1:]
