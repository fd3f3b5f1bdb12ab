"""Frames that are wrong: some end the connection, none harm it for others."""

import json
from typing import Any

import pytest

from tests.line import Line
from tests.server import Person

UNDO = {"type": "undo", "seq": 10**15}

NO_MESSAGES = {
    "no json": "{",
    "nothing": "",
    "null": "null",
    "no type": "{}",
    "an unknown type": '{"type":"shout"}',
    "not a number": '{"type":"ping","t":NaN}',
    "more than all numbers": '{"type":"ping","t":1e999}',
    "a field too many": '{"type":"ping","t":1,"u":2}',
    "half a sign": '{"type":"ping","t":1,"\\ud800":1}',
    "a deep nest": '{"type":"submit","command_id":"deep-nest","command":' + "[" * 30_000,
    "a wrong pointer": '{"type":"presence","holding":{"kind":"person","id":"person-x"}}',
}


@pytest.mark.parametrize("name", NO_MESSAGES)
def test_P3_what_is_no_message_ends_the_connection(co_researcher: Person, name: str) -> None:
    with co_researcher.live() as line, co_researcher.live() as other:
        line.hear("welcome")
        other.hear("welcome")
        line.socket.send(NO_MESSAGES[name])
        assert line.close_code() == 4400
        other.until_pong()


def test_P3_a_binary_frame_ends_the_connection(co_researcher: Person) -> None:
    with co_researcher.live() as line:
        line.hear("welcome")
        line.socket.send(json.dumps({"type": "ping", "t": 1}).encode())
        assert line.close_code() == 4400


def test_P5_a_frame_over_the_limit_is_too_big(co_researcher: Person) -> None:
    with co_researcher.live() as line:
        line.hear("welcome")
        line.socket.send('{"type":"ping","t":1}'.ljust(65_536))
        line.hear("pong")
        line.socket.send('{"type":"ping","t":1}'.ljust(65_537))
        assert line.close_code() == 1009


def as_submit(command_id: str, **more: Any) -> str:
    """A submit as text, with something wrong in it."""
    return json.dumps({"type": "submit", "command_id": command_id, "command": UNDO} | more)


BROKEN_SUBMITS = {
    "no command": as_submit("broken-1", command=None),
    "an unknown command": as_submit("broken-1", command={"type": "card.burn"}),
    "a field is missing": as_submit("broken-1", command={"type": "undo"}),
    "a field too many": as_submit("broken-1", more=1),
    "not a number": as_submit("broken-1").replace(str(10**15), "NaN"),
    "half a sign": as_submit("broken-1", command={"type": "card.create", "card_id": "half-a-sign", "text": "\ud83d"}),
    "a text too long": as_submit("broken-1", why="x" * 281),
    "a huge number": as_submit("broken-1").replace(str(10**15), "9" * 4000),
    "a wrong person": as_submit("broken-1", on_behalf_of="?"),
}


@pytest.mark.parametrize("name", BROKEN_SUBMITS)
def test_P4_a_broken_submit_is_rejected_and_the_connection_lives_on(co_researcher: Person, name: str) -> None:
    with co_researcher.live() as line:
        line.socket.send(BROKEN_SUBMITS[name])
        rejected = line.hear("rejected")
        assert rejected["command_id"] == "broken-1"
        assert rejected["code"] in ("malformed", "invalid", "limit_reached", "unknown_command", "not_found")
        assert_works(line)


@pytest.mark.parametrize(
    "command_id", ["short", "x" * 41, "with space", "half-\ud800-sign", 'quote-"-mark', 7, None, ["list"]]
)
def test_P4_an_id_that_is_none_is_not_sent_back(co_researcher: Person, command_id: Any) -> None:
    with co_researcher.live() as line:
        line.socket.send(as_submit(command_id))
        assert line.hear("rejected")["command_id"] is None
        assert_works(line)


def test_P3_a_name_given_twice_means_the_last_everywhere(co_researcher: Person) -> None:
    with co_researcher.live() as line:
        line.socket.send('{"type":"shout","t":1,"type":"ping","t":2}')
        assert line.hear("pong")["t"] == 2
        line.socket.send(as_submit("second-id").replace("{", '{"command_id":"first-id-x",', 1))
        assert line.hear("rejected")["command_id"] == "second-id"
        line.socket.send(as_submit("second-id", command=0).replace("{", '{"command_id":"first-id-x",', 1))
        assert line.hear("rejected")["command_id"] == "second-id"


def assert_works(line: Line) -> None:
    """The connection still answers."""
    line.say(type="ping", t=0.5)
    assert line.hear("pong")["t"] == 0.5
