"""The server's own log: lines of JSON, without words, names, secrets and addresses."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from app import logs
from tests.busy import WORDS, be_busy
from tests.losing import BUS_PASSWORD, lose_everything, lose_the_file, two_workers
from tests.server import running
from tests.servers.postgres import PASSWORD, own_postgres
from tests.servers.valkey import own_valkey

DATABASE = "Ghost-orchid"
TROUBLES = {
    "serving", "the bus is away", "cannot save", "not ready", "a worker ended with code -9; another takes its place",
    "a worker cannot serve", "a worker ended with code 2; another takes its place",
}  # fmt: skip
"""What the log tells at least when all of that is lost, without what comes after a colon."""


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A log that is written here; afterwards logging is as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up(stream)
    yield stream
    root.handlers[:], root.level = before, level


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """What was logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_M5_our_own_sentences_are_kept_whole(stream: io.StringIO) -> None:
    logging.getLogger(logs.OURS).warning("not ready: %s", "TimeoutError")
    (line,) = lines(stream)
    assert (line["event"], line["level"], line["logger"]) == ("not ready: TimeoutError", "warning", "themeroom")
    assert line["at"].endswith("Z")


def test_M5_of_what_libraries_say_only_the_pattern_is_kept(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").warning('%s - "WebSocket %s" 403', "192.0.2.1", "/boards/Marigold")
    asyncio.run(leave_an_error_behind())
    assert lines(stream)[0]["event"] == '%s - "WebSocket %s" 403'
    assert "Task exception was never retrieved" in stream.getvalue()
    assert not [word for word in WORDS if word in stream.getvalue()]


async def leave_an_error_behind() -> None:
    """A task that fails and that nobody asks."""
    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": ValueError("Marigold"), "future": "Rue-Morgue"}
    )


def test_M5_an_error_tells_its_kind_and_place_but_not_its_message(stream: io.StringIO) -> None:
    try:
        raise_with_words()
    except KeyError:
        logging.getLogger(logs.OURS).exception("a command failed")
    (line,) = lines(stream)
    assert line["error"][0] == "Traceback (most recent call last)"
    assert {"builtins.KeyError", "builtins.ValueError"} <= set(line["error"])
    assert any(place.startswith("tests/test_logs.py:") and "raise_with_words" in place for place in line["error"])
    assert not [word for word in WORDS if word in stream.getvalue()]


def raise_with_words() -> None:
    """An error that quotes, with another one behind it."""
    try:
        int("Marigold")
    except ValueError as error:
        raise KeyError("Feeling-unheard") from error


def test_M5_on_a_terminal_it_is_plain_text() -> None:
    root = logging.getLogger()
    before, level, terminal = root.handlers[:], root.level, Terminal()
    logs.set_up(terminal)
    logging.getLogger(logs.OURS).info("serving")
    root.handlers[:], root.level = before, level
    assert "serving" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


def test_M5_the_log_of_a_busy_server_tells_nothing_about_anybody(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        crowd = be_busy(server)
        lose_the_file(server, crowd.facilitator)
    told = [json.loads(line) for line in server.log.splitlines()]
    assert {"serving", "ended", "not ready: StorageUnavailable"} <= {line["event"] for line in told}
    assert {"cannot save: StorageUnavailable", "can save again"} <= {line["event"] for line in told}
    assert [secret for secret in crowd.secrets if secret in server.log] == []


def test_M5_workers_that_lose_database_and_bus_tell_nothing_about_them(tmp_path: Path) -> None:
    with own_postgres() as postgres, own_valkey() as bus:
        with two_workers(tmp_path / "data", postgres.new_database(DATABASE), bus) as server:
            crowd = be_busy(server)
            lose_everything(server, crowd, postgres, bus)
        ports = [str(postgres.port), str(bus.port), server.url.rsplit(":", 1)[1]]
    told = [json.loads(line) for line in server.log.splitlines()]
    events = {line["event"] for line in told}
    assert {event.partition(":")[0] for event in events} >= TROUBLES
    assert [line for line in told if "error" in line] == []
    secrets = [*crowd.secrets, PASSWORD, quote(PASSWORD, safe=""), BUS_PASSWORD, DATABASE, "localhost"]
    assert [secret for secret in secrets if secret in server.log] == []
    numbers = {number for line in told for number in re.findall(r"\d+", str(line | {"at": ""}))}
    assert numbers & set(ports) == set()
