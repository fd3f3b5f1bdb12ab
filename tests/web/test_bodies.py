"""What comes in is read with a limit and checked strictly; the answer names the field."""

import json
from typing import Any

import pytest

from tests.server import Person, Server, Study, make_study

RIGHT = {"type": "submit", "command_id": "command-of-body", "command": {"type": "undo", "seq": 10**15}}


def post(person: Person, content: bytes) -> Any:
    """Posts bytes as a command; answers the error."""
    answer = person.http.post(f"/api/boards/{person.board_id}/commands", content=content)
    assert answer.status_code in (413, 422), answer.text
    return answer.json()["error"]


BROKEN = {
    "nothing": b"",
    "no json": b"{",
    "a list": b"[]",
    "a word": b'"submit"',
    "nan": json.dumps(RIGHT).replace(str(10**15), "NaN").encode(),
    "infinity": json.dumps(RIGHT).replace(str(10**15), "-Infinity").encode(),
    "half a sign": json.dumps(RIGHT).replace("command-of-body", "\\ud800-lone-half").encode(),
    "not utf-8": json.dumps(RIGHT).encode().replace(b"command-of-body", b"command-\xff\xfe-body"),
    "a fraction": json.dumps(RIGHT).replace(str(10**15), "1.5").encode(),
    "a number as text": json.dumps(RIGHT).replace(str(10**15), '"1"').encode(),
    "too much": json.dumps(RIGHT | {"extra": 1}).encode(),
    "another type": json.dumps(RIGHT | {"type": "hello"}).encode(),
    "a short id": json.dumps(RIGHT | {"command_id": "short"}).encode(),
    "a broken line in an id": json.dumps(RIGHT | {"command_id": "command-id\n"}).encode(),
    "a deep nest": json.dumps(RIGHT).replace(str(10**15), "[" * 20_000 + "]" * 20_000).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_P3_a_broken_body_is_refused(co_researcher: Person, name: str) -> None:
    error = post(co_researcher, BROKEN[name])
    assert error["code"] in ("malformed", "invalid", "unknown_command")
    assert error["message"].endswith(".")
    assert co_researcher.state()


def test_P14_a_refusal_names_the_field(co_researcher: Person) -> None:
    wrong = RIGHT | {"command": {"type": "card.create", "card_id": "card-field", "text": 7}}
    assert post(co_researcher, json.dumps(wrong).encode())["detail"] == {"field": "command.text"}
    long = RIGHT | {"why": "x" * 281}
    assert post(co_researcher, json.dumps(long).encode())["detail"] == {"field": "why", "limit": 280}


def test_P5_a_body_over_the_limit_is_too_large(co_researcher: Person) -> None:
    content = json.dumps(RIGHT).encode()
    fits, over = content.ljust(65_536), content.ljust(65_537)
    path = f"/api/boards/{co_researcher.board_id}/commands"
    assert co_researcher.http.post(path, content=fits).json()["error"]["code"] == "not_found"
    error = post(co_researcher, over)
    assert (error["code"], error["detail"]) == ("too_large", {"field": "body", "limit": 65_536})


def test_P5_the_limit_holds_for_a_body_of_unknown_length(co_researcher: Person) -> None:
    path = f"/api/boards/{co_researcher.board_id}/commands"
    answer = co_researcher.http.post(path, content=iter([b"x" * 50_000, b"x" * 50_000]))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [{"invite": 7}, {"invite": "x" * 201}, {}, {"invite": "x", "pseudonym": None, "role": "facilitator"}]
)
def test_A21_a_door_takes_only_what_it_knows(server: Server, body: dict[str, Any]) -> None:
    answer = Person(server).http.post("/api/join", json=body)
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"code", "message", "detail"}


def test_A21_nobody_is_invited_as_facilitator(study: Study, facilitator: Person) -> None:
    answer = facilitator.http.post(f"/api/studies/{study.study_id}/invites", json={"role": "facilitator"})
    assert (answer.status_code, answer.json()["error"]["detail"]["field"]) == (422, "role")


def test_A22_a_new_board_starts_its_own_log(study: Study, facilitator: Person) -> None:
    path = f"/api/studies/{study.study_id}/boards"
    board = facilitator.http.post(path, json={"title": "  Second round "}).json()
    assert board == {"id": board["id"], "study_id": study.study_id, "title": "Second round"}
    assert [one["id"] for one in facilitator.http.get("/api/me").json()["boards"]] == [study.board_id, board["id"]]
    events = facilitator.http.get(f"/api/boards/{board['id']}/events").json()["events"]
    assert [(event["seq"], event["type"]) for event in events] == [(1, "board.created")]
    for title in ("", "   ", "x" * 121):
        assert facilitator.http.post(path, json={"title": title}).status_code == 422


def test_D106_a_new_board_has_the_kinds_of_comments_that_the_study_named(server: Server) -> None:
    lead = Person(server).come(make_study(server).facilitator_link)
    kinds = {"decision": "Agreed", "hope": "A hope"}
    lead.do({"type": "board.edit", "comment_kinds": kinds})

    made = lead.http.post(f"/api/studies/{lead.study_id}/boards", json={"title": "Second"}).raise_for_status().json()

    told = lead.http.get(f"/api/boards/{made['id']}/state").json()
    assert (told["seq"], told["state"]["talk"][made["id"]]["kinds"]) == (2, kinds)
    log = lead.http.get(f"/api/boards/{made['id']}/export/log.csv").text
    assert "named the kinds of comments" in log
