"""Snapshots of a real server: written while it runs, used when it starts again, and found out when they are wrong."""

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from app.store.place import FILE_NAME
from tests.line import PATIENCE
from tests.server import Person, Server, make_study, running

CARDS = 1_050


@contextlib.contextmanager
def file_of(data: Path) -> Iterator[sqlite3.Connection]:
    """The server's file, as somebody else opens it."""
    with contextlib.closing(sqlite3.connect(data / FILE_NAME)) as file, file:
        yield file


def snapshots(data: Path) -> list[int]:
    """The seqs that were written down."""
    with file_of(data) as file:
        return [seq for (seq,) in file.execute("SELECT seq FROM snapshot ORDER BY seq")]


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, str]:
    """The data of a server that has stopped after 1,051 events and a snapshot, and the facilitator's link."""
    data = tmp_path / "data"
    with running(data) as server:
        link = make_study(server).facilitator_link
        person = Person(server).come(link)
        with person.live() as line:
            for number in range(CARDS):
                line.submit({"type": "card.create", "card_id": f"card-{number:04}", "text": "Words"})
            line.events(upto=CARDS + 1)
        deadline = time.monotonic() + PATIENCE
        while not snapshots(data):
            person.state(at=0)
            assert time.monotonic() < deadline
    return data, link


def came_back(server: Server, link: str) -> Person:
    """The facilitator in a new browser."""
    return Person(server).come(link)


def test_L30_a_snapshot_is_written_while_the_server_runs_and_used_at_the_next_start(written: tuple[Path, str]) -> None:
    data, link = written
    with running(data) as server, came_back(server, link).live() as line:
        welcome = line.next()
        assert (welcome["head"], len(welcome["state"]["card"])) == (CARDS + 1, CARDS)
        assert line.until_pong() is not None
        assert "broken" not in server.log


def test_L33_whoever_was_shown_a_wrong_snapshot_is_shown_the_log_instead(written: tuple[Path, str]) -> None:
    data, link = written
    with file_of(data) as file:
        for seq, content in file.execute("SELECT seq, content FROM snapshot").fetchall():
            said = orjson.loads(zlib.decompress(content))
            said["state"]["card"]["card-0001"]["text"] = "Invented"
            file.execute("UPDATE snapshot SET content = ? WHERE seq = ?", (zlib.compress(orjson.dumps(said)), seq))
    with running(data) as server:
        person = came_back(server, link)
        with person.live() as line:
            welcome = line.next()
            assert welcome["state"]["card"]["card-0001"]["text"] == "Invented"
            assert line.close_code() == 1011
        with person.live(after=welcome["head"]) as line:
            assert line.next()["state"]["card"]["card-0001"]["text"] == "Words"
        assert person.state()["card"]["card-0001"]["text"] == "Words"
        assert "Invented" not in server.log


def test_L34_damage_before_a_snapshot_ends_the_board_as_soon_as_it_is_found(written: tuple[Path, str]) -> None:
    data, link = written
    with file_of(data) as file:
        file.execute("UPDATE record SET leaf = (SELECT leaf FROM record WHERE seq = 18) WHERE seq = 17")
    with running(data) as server:
        person = came_back(server, link)
        with person.live() as line:
            assert line.close_code() == 4500
        answer = person.ask({"type": "card.create", "card_id": "card-new1", "text": "New"})
        assert (answer.status_code, answer.json()["error"]["detail"]) == (500, {"seq": 17})
