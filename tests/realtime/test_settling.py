"""What an author hears, and what everybody else hears."""

import json
from pathlib import Path
from typing import Any

from tests.line import PATIENCE, Line, new_id
from tests.server import Person, Server, Study, make_study, running


def create(card_id: str) -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": card_id, "text": "Finding – ü 🐦"}


def raw_events(line: Line, count: int) -> list[str]:
    """The next `events` frames as they came."""
    frames: list[str] = []
    while len(frames) < count:
        text = line.socket.recv(timeout=PATIENCE)
        assert isinstance(text, str)
        frames += [text] if text.startswith('{"type":"events"') else []
    return frames


def test_R8_author_receives_own_record_with_settles_everybody_else_the_same_without(
    facilitator: Person, co_researcher: Person, observer: Person
) -> None:
    with (
        facilitator.live() as author,
        facilitator.live() as second_tab,
        co_researcher.live() as one,
        observer.live() as two,
    ):
        lines = [author, second_tab, one, two]
        for line in lines:
            line.hear("welcome")
        command_id = author.submit(create("card-for-all"), why="So that all see it")
        own, *others = (raw_events(line, 1)[0] for line in lines)
    assert len(set(others)) == 1
    assert own == others[0][:-1] + f',"settles":"{command_id}"}}'
    assert json.loads(own)["events"] == facilitator.events()[-1:]


def test_R4_a_command_that_changes_nothing_settles_without_events(facilitator: Person, co_researcher: Person) -> None:
    with facilitator.live() as line, co_researcher.live() as other:
        line.outcome(line.submit(create("card-still")))
        command_id = line.submit({"type": "card.edit", "card_id": "card-still", "text": create("")["text"]})
        assert line.outcome(command_id) == {"type": "events", "events": [], "settles": command_id}
        frames = [frame for frame in other.until_pong() if frame["type"] == "events"]
    assert all(frame["events"] and "settles" not in frame for frame in frames)


def test_R5_a_resent_command_gets_the_same_answer_on_any_connection(co_researcher: Person, observer: Person) -> None:
    with co_researcher.live() as first, co_researcher.live() as second, observer.live() as other:
        other.hear("welcome")
        command_id = first.submit(create("card-resent"))
        answer = first.outcome(command_id)
        first.submit(create("card-resent"), command_id)
        second.submit(create("card-resent"), command_id)
        assert first.outcome(command_id) == second.outcome(command_id) == answer
        seen = [event for frame in other.until_pong() if frame["type"] == "events" for event in frame["events"]]
    assert [event["command_id"] for event in seen] == [command_id]
    assert co_researcher.ask(create("card-resent"), command_id=command_id).json()["events"] == answer["events"]


def test_R5_a_refused_command_is_refused_again_even_when_it_could_work_now(co_researcher: Person) -> None:
    move = {
        "type": "placement.add",
        "placement_id": "placement-late",
        "card_id": "card-late-01",
        "theme_id": "theme-late-01",
    }
    with co_researcher.live() as line:
        rejected = line.outcome(line.submit(move, "asked-too-soon"))
        line.outcome(line.submit(create("card-late-01")))
        line.outcome(line.submit({"type": "theme.create", "theme_id": "theme-late-01", "title": "Late"}))
        assert line.outcome(line.submit(move, "asked-too-soon")) == rejected
        assert "events" in line.outcome(line.submit(move, "asked-again"))


def test_R6_a_rejection_is_for_its_author_alone(co_researcher: Person) -> None:
    with co_researcher.live() as line, co_researcher.live() as second_tab:
        second_tab.hear("welcome")
        rejected = line.outcome(line.submit({"type": "card.retire", "card_id": "card-nowhere"}))
        assert set(rejected) == {"type", "command_id", "code", "message", "detail"}
        assert (rejected["code"], rejected["detail"]) == ("not_found", {"kind": "card", "id": "card-nowhere"})
        assert "rejected" not in [frame["type"] for frame in second_tab.until_pong()]


def test_R15_commands_of_a_connection_are_decided_in_the_order_they_came(co_researcher: Person) -> None:
    cards = [new_id("card") for _ in range(300)]
    with co_researcher.live() as line:
        line.hear("welcome")
        command_ids = [line.submit(create(card)) for card in cards]
        settled = [line.hear("events")["settles"] for _ in cards]
    assert settled == command_ids
    assert [event["command_id"] for event in co_researcher.events()[-300:]] == command_ids


def test_R17_the_answer_comes_although_the_connection_asks_and_leaves_at_once(co_researcher: Person) -> None:
    with co_researcher.live() as line:
        line.hear("welcome")
        command_id = line.submit(create("card-and-away"))
    with co_researcher.live() as line:
        line.hear("welcome")
        assert line.outcome(line.submit(create("card-and-away"), command_id))["events"][0]["command_id"] == command_id


def test_R5_a_resent_command_gets_the_same_answer_after_a_crash(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        person = Person(server).come(make_study(server).invite_link)
        with person.live() as line:
            answer = line.outcome(line.submit(create("card-crash"), "before-crash"))
            refused = line.outcome(line.submit(create("card-crash"), "refused-before"))
        port = int(server.url.rsplit(":", 1)[1])
        server.kill()
    with running(tmp_path / "data", port=port), person.live(after=answer["events"][0]["seq"]) as line:
        assert "state" not in line.hear("welcome")
        assert line.outcome(line.submit(create("card-crash"), "before-crash")) == answer
        assert line.outcome(line.submit(create("card-crash"), "refused-before")) == refused
        assert (
            line.outcome(line.submit(create("card-after-crash")))["events"][0]["seq"] == answer["events"][0]["seq"] + 1
        )


def test_R2_a_command_by_http_reaches_the_connections(server: Server, study: Study, co_researcher: Person) -> None:
    poster = Person(server).come(study.invite_link)
    with co_researcher.live() as line:
        line.hear("welcome")
        event = poster.do(create("card-posted"))[0]
        frame = line.hear("events")
    assert frame == {"type": "events", "events": [event]}
