"""`themeroom serve --workers 2`: as one server, whatever happens to a part of it (rule P27)."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.command import Run
from tests.line import PATIENCE, new_id
from tests.server import Person, Server, make_study, running, start
from tests.servers.valkey import Valkey

SECONDS = 5.0


@pytest.fixture
def server(tmp_path: Path, postgres_url: str, valkey: Valkey) -> Iterator[Server]:
    """A server of two workers."""
    around = {"THEMEROOM_DATABASE_URL": postgres_url, "THEMEROOM_BUS_URL": valkey.url}
    with running(tmp_path / "data", "--workers", "2", port=0, **around) as of_two:
        yield of_two


def workers(server: Server) -> list[Any]:
    """Its processes, once there are two; until then it answers by the other one."""
    parent = psutil.Process(server.process.pid)
    while len(found := parent.children()) < 2:
        httpx.get(f"{server.url}/healthz").raise_for_status()
    return list(found)


def connections(server: Server) -> dict[str, float]:
    """How many each worker has, whichever of them is asked (rule M7)."""
    text = httpx.get(f"{server.url}/metrics").raise_for_status().text
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert {s.labels["worker"] for s in families["process_cpu_seconds"].samples} == {
        s.labels["worker"] for s in families["themeroom_connections"].samples
    }
    return {s.labels["worker"]: s.value for s in families["themeroom_connections"].samples}


def card() -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": "Finding"}


def test_P27_sigterm_ends_all_of_it_in_time(server: Server) -> None:
    person = Person(server).come(make_study(server).facilitator_link)
    processes = workers(server)
    with person.live() as one, person.live() as two, person.live() as three:
        for line in (one, two, three):
            line.hear("welcome")
        while len(counted := connections(server)) < 2:  # the second has only just begun
            pass
        assert (set(counted), sum(counted.values())) == ({"1", "2"}, 3)
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < SECONDS
        assert [line.close_code() for line in (one, two, three)] == [1001, 1001, 1001]
    assert not [process for process in processes if process.is_running()]


def test_P27_a_worker_that_is_killed_is_replaced_and_the_others_serve_on(server: Server) -> None:
    person = Person(server).come(make_study(server).facilitator_link)
    for _ in range(2):
        victim = workers(server)[0]
        victim.kill()
        psutil.wait_procs([victim], timeout=PATIENCE)
        assert person.do(card())
        assert victim not in workers(server)
    assert [event["seq"] for event in person.events()] == [1, 2, 3]


def test_P27_nothing_is_left_when_the_parent_is_killed(tmp_path: Path, postgres_url: str) -> None:
    server = start(tmp_path / "data", "--workers", "2", port=0, THEMEROOM_DATABASE_URL=postgres_url)
    processes = workers(server)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.communicate()
    _, alive = psutil.wait_procs(processes, timeout=2 * SECONDS)
    assert not alive


def test_P27_workers_on_one_sqlite_file_are_refused(themeroom: Run, tmp_path: Path) -> None:
    ended = themeroom("serve", "--workers", "2", "--port", "0", "--data", str(tmp_path), THEMEROOM_DATABASE_URL="")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "THEMEROOM_DATABASE_URL" in ended.stderr
    assert list(tmp_path.iterdir()) == []
