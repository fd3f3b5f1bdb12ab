"""The end of a server, and the next start."""

import time
from pathlib import Path
from typing import Any

from tests.line import Line, new_id
from tests.realtime.frozen import flood, frozen_phone, make_themes
from tests.server import Person, Server, make_study, running

SECONDS = 5.0
"""As long as the protocol gives a server to end."""


def create() -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": "Finding"}


def assert_stops_well(server: Server) -> None:
    """Ends by SIGTERM with exit code 0, in time, without a word of trouble."""
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < SECONDS
    assert "Traceback" not in server.log


def start_again(server: Server) -> Any:
    """The next server on the same data and port."""
    return running(server.data, port=int(server.url.rsplit(":", 1)[1]))


def test_P19_sigterm_closes_all_connections_with_going_away(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).facilitator_link)
        with person.live() as first, person.live() as second, person.dial() as not_yet:
            for line in (first, second):
                line.hear("welcome")
            assert_stops_well(server)
            assert [line.close_code() for line in (first, second, not_yet)] == [1001, 1001, 1001]


def test_P19_what_was_sent_before_is_answered_or_can_be_asked_again(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).facilitator_link)
        commands = {new_id("command"): create() for _ in range(200)}
        with person.live() as line:
            line.hear("welcome")
            for command_id, command in commands.items():
                line.submit(command, command_id)
            assert server.stop() == 0
            acknowledged = settled_before_the_end(line)
        with start_again(server), person.live() as line:
            recorded = [event["command_id"] for event in person.events()]
            assert set(acknowledged) <= set(recorded)
            for command_id, command in commands.items():
                line.submit(command, command_id)
                assert line.outcome(command_id)["settles"] == command_id
            assert sorted(event["command_id"] for event in person.events()[1:]) == sorted(commands)


def settled_before_the_end(line: Line) -> list[str]:
    """The commands that were settled until the server closed the connection."""
    settled = []
    for frame in line.until_closed():
        settled += [frame["settles"]] if "settles" in frame else []
    return settled


def test_P19_a_frozen_phone_does_not_hold_the_server(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        study = make_study(server)
        facilitator, sleeper = Person(server).come(study.facilitator_link), Person(server).come(study.invite_link)
        make_themes(facilitator)
        with facilitator.live() as author:
            author.hear("welcome")
            with frozen_phone(sleeper, author):
                flood(author)
                assert_stops_well(server)
                assert author.close_code() == 1001


def test_P20_the_next_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).facilitator_link)
        for _ in range(3):
            person.do(create())
        before, state = person.events(), person.state()
        assert server.stop() == 0
    with start_again(server), person.live(after=2) as line:
        assert line.events(upto=4) == before[2:]
        assert person.state() == state
        assert line.outcome(line.submit(create()))["events"][0]["seq"] == 5


def test_P21_after_a_kill_nothing_acknowledged_is_missing(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).facilitator_link)
        with person.live() as line:
            acknowledged = [line.outcome(line.submit(create()))["events"][0] for _ in range(5)]
            for _ in range(50):
                line.submit(create())
            server.kill()
    with start_again(server):
        events = person.events()
        assert events[1:6] == acknowledged
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
        assert person.do(create())[0]["seq"] == len(events) + 1
