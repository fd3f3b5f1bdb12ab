"""Disk full, I/O error, read-only, file gone: refused plainly, never acknowledged, and well again by itself."""

import errno
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.faults.faulty_disk import FaultyDisk
from tests.faults.fold import check_chain, check_log, empty, fold
from tests.server import Line, Person, Server, make_study, new_id, running

RECOVERS_WITHIN = 5.0
Fault = Callable[[FaultyDisk, Server], AbstractContextManager[None]]


def full(disk: FaultyDisk, _: Server) -> AbstractContextManager[None]:
    return disk.refusing_writes(errno.ENOSPC)


def unreadable(disk: FaultyDisk, _: Server) -> AbstractContextManager[None]:
    return disk.refusing_writes(errno.EIO)


def read_only(disk: FaultyDisk, _: Server) -> AbstractContextManager[None]:
    return disk.refusing_writes(errno.EROFS)


def unsynced(disk: FaultyDisk, _: Server) -> AbstractContextManager[None]:
    return disk.failing_syncs(errno.EIO)


@contextmanager
def at_its_limit(_: FaultyDisk, server: Server) -> Iterator[None]:
    """The system itself refuses files of this process to grow, as a quota does."""
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def moved_away(_: FaultyDisk, server: Server) -> Iterator[None]:
    """The file is somewhere else for a while."""
    file = server.data / "themeroom.sqlite"
    elsewhere = file.rename(server.data / "elsewhere")
    try:
        yield
    finally:
        elsewhere.rename(file)


def card(text: str = "Being heard") -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": text}


def submit(command: dict[str, Any]) -> dict[str, Any]:
    """A command with its id, to be sent more than once."""
    return {"type": "submit", "command_id": new_id("command"), "command": command}


def until_ready(person: Person) -> None:
    """Waits until the server says that it can save, which must be soon."""
    began = time.monotonic()
    while person.http.get("/readyz").status_code != 200:
        assert time.monotonic() - began < RECOVERS_WITHIN


def refuse_all(person: Person, line: Line, commands: list[dict[str, Any]]) -> None:
    """Every command is refused on both ways, and nothing else suffers."""
    head = person.events()[-1]["seq"]
    for command in commands:
        line.say(**command)
    for command in commands:
        said = line.outcome(command["command_id"])
        assert said.get("code") == "storage_unavailable"
        answer = person.http.post(f"/api/boards/{person.board_id}/commands", json=command)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "storage_unavailable")
    assert person.http.get("/readyz").status_code == 503
    assert person.http.get("/healthz").status_code == 200
    assert "themeroom_storage_errors_total 0.0" not in person.http.get("/metrics").text
    read = person.http.get(f"/api/boards/{person.board_id}/events")
    if read.status_code == 200:
        assert read.json()["head"] == head
    else:
        assert read.json()["error"]["code"] == "storage_unavailable"


def send_again(line: Line, commands: list[dict[str, Any]]) -> None:
    """The same commands under the same ids are recorded now."""
    for command in commands:
        line.say(**command)
        settled = line.outcome(command["command_id"])
        assert settled["events"][0]["changes"][0]["id"] == command["command"]["card_id"]


@pytest.mark.parametrize("fault", [full, unreadable, read_only, unsynced, at_its_limit, moved_away])
def test_L15_what_cannot_be_saved_is_refused_and_comes_through_afterwards(
    disk: FaultyDisk, tmp_path: Path, fault: Fault
) -> None:
    with running(tmp_path / "data", **disk.environment) as server:
        study = make_study(server)
        person = Person(server).come(study.facilitator_link)
        commands = [submit(card()) for _ in range(3)]
        with person.live() as line, person.live(after=0) as other:
            before = person.do(card())[-1]["seq"]
            with fault(disk, server):
                refuse_all(person, line, commands)
            until_ready(person)
            send_again(line, commands)
            log, shown = person.events(), person.state()
            assert other.events(upto=log[-1]["seq"]) == log
        assert len(log) == before + len(commands)
        check_log(log)
        assert shown == fold(empty(), log)
    assert check_chain(tmp_path / "data" / "themeroom.sqlite", study.board_id) == len(log)
