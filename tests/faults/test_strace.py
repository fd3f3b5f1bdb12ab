"""The same as `test_durable`, as the kernel tells it: between a command and its answer lies a finished fsync."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tests.faults.faulty_disk import MARK
from tests.faults.trace import COMMAND, calls, is_durable, may_trace
from tests.line import PATIENCE
from tests.realtime.frozen import FrozenPhone
from tests.server import Person, Server, log_of, make_study

ONE_BY_ONE, AT_ONCE = 12, 12
READ = '7 read(9<socket:[1]>, "mark", 65536) = 4'
STORED = '8 pwrite64(5<store.sqlite-wal>, "\\r\\0mark", 4096, 0) = 4096'
SYNCED = "8 fdatasync(5<store.sqlite-wal>) = 0"
SYNCING, SYNC_ENDS = "8 fdatasync(5<store.sqlite-wal> <unfinished ...>", "8 <... fdatasync resumed>) = 0"
TOLD = '7 writev(9<socket:[1]>, [{iov_base="mark", iov_len=4}], 1) = 4'
TELLING, TELL_ENDS = TOLD.replace(") = 4", " <unfinished ...>"), "7 <... writev resumed>) = 4"


@contextlib.contextmanager
def traced(folder: Path) -> Iterator[Server]:
    """A server under strace, which writes to `trace` and takes no signal: the server itself is ended."""
    data, settings = folder / "data", {"PYTHONUNBUFFERED": "1", "THEMEROOM_PUBLIC_URL": ""}
    served = [sys.executable, "-m", "app", "serve", "--port", "0", "--data", str(data)]
    command = [*COMMAND, "-o", str(folder / "trace"), *served]
    with (
        log_of(data).open("a") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **settings}
        ) as process,
    ):
        try:
            server = Server(process, "", "", data)
            server.url = server.origin = server.line("Themeroom is on ").split()[0]
            yield server
        finally:
            for child in psutil.Process(process.pid).children():
                child.terminate()
            process.wait(timeout=PATIENCE)


def ask_for_cards(person: Person) -> None:
    """Some one by one and some at once, so that groups of several sizes are committed; waits for the last of them."""
    phone = FrozenPhone(person)
    with person.live() as watcher:
        watcher.hear("welcome")
        for number in range(ONE_BY_ONE + AT_ONCE):
            card = {"type": "card.create", "card_id": f"card-{number:04d}", "text": f"Finding {number}"}
            phone.say({"type": "submit", "command_id": MARK.format(number), "command": card})
            if number < ONE_BY_ONE:
                watcher.hear("events")
        watcher.events(upto=ONE_BY_ONE + AT_ONCE + 1)
    phone.close()


@pytest.mark.skipif(not may_trace(), reason="strace is not on this machine, or may not be used here")
def test_L3_between_reading_a_command_and_its_answer_the_kernel_sees_a_finished_fsync(tmp_path: Path) -> None:
    with traced(tmp_path) as server:
        ask_for_cards(Person(server).come(make_study(server).facilitator_link))
    with (tmp_path / "trace").open() as lines:
        seen = calls(lines)
    marks = [MARK.format(number) for number in range(ONE_BY_ONE + AT_ONCE)]
    assert [mark for mark in marks if not is_durable(seen, mark)] == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([READ, STORED, SYNCED, TOLD], id="one after another"),
        pytest.param([READ, STORED, SYNCING, "7 read(9<socket:[1]>, 1) = -1", SYNC_ENDS, TOLD], id="others meanwhile"),
        pytest.param([READ, STORED, SYNCED, TELLING, TELL_ENDS], id="told slowly"),
    ],
)
def test_L3_an_answer_after_its_fsync_is_taken_for_one(lines: list[str]) -> None:
    assert is_durable(calls(lines), "mark")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([READ, STORED, TOLD], id="no fsync"),
        pytest.param([READ, STORED, TOLD, SYNCED], id="told first"),
        pytest.param([READ, STORED, SYNCING, TOLD, SYNC_ENDS], id="told before it ended"),
        pytest.param([READ, STORED, TELLING, SYNCED, TELL_ENDS], id="telling began before"),
        pytest.param([READ, STORED, SYNCED.replace("= 0", "= -1 EIO (Input/output error)"), TOLD], id="failed"),
        pytest.param([READ, SYNCED, STORED, TOLD], id="synced before it was stored"),
        pytest.param([SYNCED, READ, TOLD], id="synced before it was read"),
        pytest.param([READ, STORED, SYNCED.replace("store.sqlite-wal", "page.html"), TOLD], id="another file"),
    ],
)
def test_L3_an_answer_before_its_fsync_is_found(lines: list[str]) -> None:
    assert not is_durable(calls(lines), "mark")
