"""A board over plain HTTP: its state at any time, its log, and commands."""

import gzip
import json
from typing import Any

import pytest

from app.domain.evolve import evolve
from app.domain.model import State, empty_state
from tests.line import new_id
from tests.server import Person


@pytest.fixture(scope="module")
def sorted_board(facilitator: Person) -> Person:
    """A board with some history, undo and batch included."""
    ask = facilitator.do
    ask({"type": "theme.create", "theme_id": "theme-one", "title": "Feeling safe"})
    ask({"type": "theme.create", "theme_id": "theme-sub", "title": "At home", "parent_id": "theme-one"})
    for n in range(5):
        place = {"placement_id": f"placement-{n}", "theme_id": "theme-one"} if n % 2 else None
        ask({"type": "card.create", "card_id": f"card-{n:04}", "text": f"Finding {n} – “ü 🐦”", "placement": place})
    ask({"type": "placement.move", "placement_id": "placement-1", "theme_id": "theme-sub"}, why="It is about home")
    ask({"type": "card.retire", "card_id": "card-0003"})
    ask({"type": "undo", "seq": facilitator.events()[-1]["seq"]})
    ask({"type": "batch", "commands": [{"type": "theme.retire", "theme_id": "theme-one"}]})
    return facilitator


def test_P10_the_state_at_every_seq_is_the_fold_of_the_events(sorted_board: Person) -> None:
    events = sorted_board.events()
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    state: State = empty_state()
    assert sorted_board.state(at=0) == state
    for event in events:
        state = evolve(state, event["changes"])
        assert sorted_board.state(at=event["seq"]) == state
    assert sorted_board.state() == state


def test_P10_a_time_that_has_not_come_is_not_found(sorted_board: Person) -> None:
    path = f"/api/boards/{sorted_board.board_id}/state"
    answer = sorted_board.http.get(path, params={"at": 10**15})
    assert answer.status_code == 404
    assert answer.json()["error"]["detail"]["head"] == sorted_board.events()[-1]["seq"]


@pytest.mark.parametrize(
    "query",
    ["state?at=-1", "state?at=x", "events?after=-1", "events?limit=0", "events?limit=5001", f"events?after={10**30}"],
)
def test_P14_a_wrong_number_is_refused_by_its_name(facilitator: Person, query: str) -> None:
    answer = facilitator.http.get(f"/api/boards/{facilitator.board_id}/{query}")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "invalid")
    assert error["detail"]["field"] in query


def test_P11_a_state_that_is_known_is_not_sent_again(sorted_board: Person) -> None:
    path = f"/api/boards/{sorted_board.board_id}/state"
    tag = sorted_board.http.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"older", {tag}'):
        again = sorted_board.http.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    sorted_board.do({"type": "card.create", "card_id": new_id("card"), "text": "One more"})
    assert sorted_board.http.get(path, headers={"If-None-Match": tag}).status_code == 200
    at_one = sorted_board.http.get(path, params={"at": 1}, headers={"If-None-Match": tag})
    assert (at_one.status_code, at_one.json()["seq"]) == (200, 1)


@pytest.mark.parametrize("name", ["state", "events"])
def test_P12_what_is_long_is_compressed_for_whom_it_helps(sorted_board: Person, name: str) -> None:
    path = f"/api/boards/{sorted_board.board_id}/{name}"
    with sorted_board.http.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    plain = sorted_board.http.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content
    assert "Accept-Encoding" in plain.headers["vary"]


def test_P13_the_log_can_be_read_in_stretches(sorted_board: Person) -> None:
    events, head = sorted_board.events(), sorted_board.events()[-1]["seq"]
    path, stretches, after = f"/api/boards/{sorted_board.board_id}/events", [], 0
    while after < head:
        answer = sorted_board.http.get(path, params={"after": after, "limit": 3}).json()
        assert answer["head"] == head
        stretches += answer["events"]
        after = stretches[-1]["seq"]
    assert stretches == events
    assert sorted_board.http.get(path, params={"after": head}).json() == {"events": [], "head": head}


def test_P9_a_command_over_http_equals_one_over_a_connection(co_researcher: Person) -> None:
    def create(card_id: str) -> dict[str, Any]:
        return {"type": "card.create", "card_id": card_id, "text": "The same"}

    with co_researcher.live() as line:
        posted = co_researcher.ask(create("card-over-http"), command_id="by-http-1", why="Because").json()
        said = line.outcome(line.submit(create("card-over-line"), "by-line-1", why="Because"))
    assert (posted["settles"], said["settles"]) == ("by-http-1", "by-line-1")
    over_http, over_line = posted["events"][0], said["events"][0]
    as_text = json.dumps(over_http).replace("http", "line").replace(over_http["at"], over_line["at"])
    same = json.loads(as_text) | {"seq": over_http["seq"] + 1}
    same["changes"][0]["after"]["rank"] = over_line["changes"][0]["after"]["rank"]
    assert same == over_line


def test_P8_rejections_over_http_equal_those_over_a_connection(co_researcher: Person) -> None:
    wrong: dict[str, Any] = {
        "not_found": {"type": "card.retire", "card_id": "card-nowhere"},
        "not_allowed": {"type": "board.edit", "title": "Mine"},
        "invalid": {"type": "card.create", "card_id": "card-blank", "text": "  "},
        "limit_reached": {"type": "card.create", "card_id": "card-long", "text": "x" * 501},
        "unknown_command": {"type": "card.burn", "card_id": "card-burnt"},
    }
    status = {"not_found": 409, "not_allowed": 403, "invalid": 422, "limit_reached": 422, "unknown_command": 422}
    with co_researcher.live() as line:
        for code, command in wrong.items():
            answer = co_researcher.ask(command)
            frame = line.outcome(line.submit(command))
            assert (answer.status_code, answer.json()["error"]["code"]) == (status[code], code)
            assert answer.json()["error"] == {key: frame[key] for key in ("code", "message", "detail")}


def test_P9_the_same_command_id_gets_the_same_answer(co_researcher: Person) -> None:
    command = {"type": "card.create", "card_id": "card-once-only", "text": "Once"}
    first, second = (co_researcher.ask(command, command_id="asked-twice") for _ in range(2))
    assert first.json() == second.json()
    refused = [co_researcher.ask(command, command_id="refused-twice") for _ in range(2)]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert refused[0].content == refused[1].content
    assert sum(event["command_id"] == "asked-twice" for event in co_researcher.events()) == 1


def test_P9_a_command_that_changes_nothing_is_settled_without_events(co_researcher: Person) -> None:
    co_researcher.do({"type": "card.create", "card_id": "card-unchanged", "text": "As it is"})
    head = co_researcher.events()[-1]["seq"]
    assert co_researcher.do({"type": "card.edit", "card_id": "card-unchanged", "text": "As it is"}) == []
    assert co_researcher.events()[-1]["seq"] == head
