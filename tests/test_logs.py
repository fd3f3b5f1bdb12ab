"""The server's own log: lines of JSON, without words, names, secrets and addresses."""

import asyncio
import contextlib
import io
import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import logs
from tests.server import NO_CERTIFICATES, Person, Server, make_study, new_id, running

WORDS = ("Feeling-unheard", "Marigold", "Rue-Morgue", "Nightingale")


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


def be_busy(server: Server) -> list[str]:
    """People who do all sorts of things, right and wrong; answers every secret, name and word they used."""
    study = make_study(server, "Nightingale")
    facilitator = Person(server).come(study.facilitator_link)
    other = Person(server).come(study.invite_link, "Marigold")
    said = [*WORDS, facilitator.id, other.id, facilitator.study_id, facilitator.board_id]
    for person in (facilitator, other):
        with person.live() as line:
            line.hear("welcome")
            line.outcome(
                line.submit({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]}, why=WORDS[2])
            )
            line.outcome(line.submit({"type": "card.retire", "card_id": "Rue-Morgue"}))
            line.say(type="Feeling-unheard")
            assert line.close_code() == 4400
        said += [*person.http.cookies.values(), person.http.headers["X-CSRF-Token"], person.return_link.split("#")[1]]
    be_rude(server)
    lose_the_store(server, facilitator)
    return [*said, study.facilitator_link.split("#")[1], study.invite_link.split("#")[1], "127.0.0.1", str(server.data)]


def be_rude(server: Server) -> None:
    """What no browser says."""
    host, port = server.url.removeprefix("http://").split(":")
    for text in (
        "Marigold Rue-Morgue\r\n\r\n",
        "GET /Marigold HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ):
        with socket.create_connection((host, int(port))) as line, contextlib.suppress(ConnectionError):
            line.sendall(text.encode())
            line.recv(1000)
    httpx.post(f"{server.url}/api/join", json={"invite": "Marigold"}, verify=NO_CERTIFICATES)


def lose_the_store(server: Server, person: Person) -> None:
    """The file is away for a moment."""
    file = server.data / "themeroom.sqlite"
    away = file.rename(file.with_name("away"))
    assert person.http.get("/readyz").status_code == 503
    assert person.ask({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]}).status_code == 503
    away.rename(file)
    person.do({"type": "card.create", "card_id": new_id("card"), "text": WORDS[0]})


def test_M5_the_log_of_a_busy_server_tells_nothing_about_anybody(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        used = be_busy(server)
    told = [json.loads(line) for line in server.log.splitlines()]
    assert {"serving", "ended", "not ready: StorageUnavailable"} <= {line["event"] for line in told}
    assert {"cannot save: StorageUnavailable", "can save again"} <= {line["event"] for line in told}
    assert [secret for secret in used if secret in server.log] == []
