"""A replay as one file (SPEC Q): what is in it, and what must not be, searched for in its bytes."""

import json
from typing import Any

import httpx
import pytest

from tests.server import Person, Server, Study, make_study, new_id

TRICKS = ("</script><script>alert(1)</script>", "<!--<script>", "line\u2028separator & “quotes”")
MUST_NOT = ("HIDDEN-LATER", "HIDDEN-WORDS", "TAKEN-BACK", "SECRET-REASON", "MINUTES-TEXT", "Anna Attended", "DRAFTED")


def taken(person: Person, name: str, at: int | None = None) -> str:
    """A replay file as somebody downloads it."""
    query = "" if at is None else f"?at={at}"
    answer = person.http.get(f"/api/boards/{person.board_id}/export/{name}{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.text


def data_of(page: str) -> Any:
    """The data that the file plays."""
    _, _, rest = page.partition('id="replay-data">')
    return json.loads(rest[: rest.index("</script>")])


def say(person: Person, text: str) -> str:
    """A comment on the board."""
    about, key = {"kind": "board", "id": person.board_id}, new_id("comment")
    person.do({"type": "comment.add", "comment_id": key, "on": about, "text": text})
    return key


@pytest.fixture(scope="module")
def group(server: Server, study: Study, facilitator: Person) -> list[Person]:
    """Three people who did what a replay must keep to itself, and more."""
    people = [Person(server).come(study.invite_link, f"Teal Robin {number}") for number in (1, 2, 3)]
    first, second, third = people
    meeting = new_id("meeting")
    facilitator.do({"type": "meeting.start", "meeting_id": meeting, "title": "Spring"})
    attended = {
        "type": "meeting.attend",
        "attendance_id": new_id("here"),
        "meeting_id": meeting,
        "name": "Anna Attended",
    }
    facilitator.do(attended)
    for text in TRICKS:
        first.do({"type": "card.create", "card_id": new_id("card"), "text": text, "source": "Sheet-of-Maria"})
    facilitator.do({"type": "comment.hide", "comment_id": say(second, "HIDDEN-WORDS")})
    second.do({"type": "comment.withdraw", "comment_id": say(second, "TAKEN-BACK")})
    say(third, "Words for all")
    round_id = new_id("round")
    asked = {"question": "Is it so?", "method": "sense", "on": "question", "secret": True}
    facilitator.do({"type": "round.open", "round_id": round_id, **asked})
    for person in people:
        about = {"kind": "round", "id": round_id}
        vote = {"type": "vote.cast", "round_id": round_id, "on": about, "value": "agree", "reason": "SECRET-REASON"}
        person.http.post(f"/api/boards/{person.board_id}/commands", json={**submit(vote)}).raise_for_status()
    facilitator.do({"type": "round.close", "round_id": round_id})
    minutes = {"title": "Spring", "text": "MINUTES-TEXT", "held_on": "2026-03-12"}
    facilitator.do({"type": "minutes.write", "minutes_id": new_id("minutes"), "meeting_id": meeting, **minutes})
    third.do({"type": "card.create", "card_id": new_id("card"), "text": "For Robin 2"}, why="A reason")
    facilitator.do({"type": "meeting.end", "meeting_id": meeting})
    return people


def submit(command: dict[str, Any]) -> dict[str, Any]:
    """A command as it is sent."""
    return {"type": "submit", "command_id": new_id("command"), "command": command}


def test_Q11_a_file_with_names_holds_what_is_played_and_nothing_else(
    group: list[Person], facilitator: Person, observer: Person
) -> None:
    events = facilitator.events()
    page = taken(observer, "replay.html")
    data = data_of(page)
    assert {"Facilitator", "Teal Robin 1", "Teal Robin 2", "Teal Robin 3"} == {
        one["pseudonym"] for one in data["people"]
    }
    texts = [change["after"].get("text") for event in data["events"] for change in event["changes"] if change["after"]]
    assert {*TRICKS, "Words for all", "For Robin 2"} <= set(texts)
    assert [event["why"] for event in data["events"] if "why" in event] == ["A reason"]
    for secret in (*MUST_NOT, *ids_of([*group, facilitator, observer], events), *secrets_of(group)):
        assert secret not in page, secret
    assert page.count("</script>") == 2


def test_Q12_a_file_without_names_names_nobody_and_tells_nobody_apart(
    group: list[Person], facilitator: Person, observer: Person
) -> None:
    page = taken(observer, "replay-without-names.html")
    data = data_of(page)
    assert data["people"] == []
    assert {event["actor"] for event in data["events"]} == {None}
    for secret in (*MUST_NOT, "Teal Robin", "Sheet-of-Maria", *ids_of([*group, facilitator], facilitator.events())):
        assert secret not in page, secret


def test_Q11_what_was_hidden_later_is_not_in_a_file_of_an_earlier_moment(
    group: list[Person], facilitator: Person
) -> None:
    key = say(group[0], "HIDDEN-LATER")
    moment = facilitator.events()[-1]["seq"]
    assert "HIDDEN-LATER" in taken(group[1], "replay.html", moment)
    facilitator.do({"type": "comment.hide", "comment_id": key})
    page = taken(group[1], "replay.html", moment)
    assert "HIDDEN-LATER" not in page
    assert data_of(page)["events"][-1]["seq"] == moment
    facilitator.do({"type": "comment.show", "comment_id": key})
    assert "HIDDEN-LATER" in taken(group[1], "replay.html", moment)
    facilitator.do({"type": "comment.hide", "comment_id": key})


def test_Q11_words_that_were_removed_are_in_no_file_of_any_moment(facilitator: Person) -> None:
    card = new_id("card")
    facilitator.do({"type": "card.create", "card_id": card, "text": "PASTED-BY-MISTAKE"})
    named = new_id("moment")
    facilitator.do({"type": "moment.name", "moment_id": named, "seq": 1, "name": "When PASTED-BY-MISTAKE came"})
    moment = facilitator.events()[-1]["seq"]
    facilitator.do({"type": "moment.remove", "moment_id": named})
    assert "When PASTED-BY-MISTAKE" in taken(facilitator, "replay.html")
    for kind, key in (("card", card), ("moment", named)):
        facilitator.do({"type": "words.remove", "on": {"kind": kind, "id": key}}, why="A real name")
    for at in (None, moment):
        page = taken(facilitator, "replay.html", at)
        assert "PASTED-BY-MISTAKE" not in page
        assert data_of(page)["events"]


def test_Q10_its_policy_lets_nothing_else_in(facilitator: Person) -> None:
    page = taken(facilitator, "replay.html")
    (policy,) = [
        part.split('content="')[1].split('"')[0] for part in page.split("<meta ") if "Content-Security" in part
    ]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    head, script = page.split("<style>")[0], page.rpartition('<script type="module">')[2]
    assert not [word for word in ("src=", "href=", "http://", "https://") if word in head.replace("http-equiv", "")]
    assert "import(" not in script
    assert not [word for word in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon") if word in script]


def test_Q11_only_members_may_take_it(server: Server, facilitator: Person) -> None:
    path = f"/api/boards/{facilitator.board_id}/export/replay.html"
    with httpx.Client(base_url=server.url) as stranger:
        assert stranger.get(path).status_code == 401


def ids_of(people: list[Person], events: list[dict[str, Any]]) -> list[str]:
    """What the log calls people, and what their browsers called their commands."""
    return [*(person.id for person in people), *(event["command_id"] for event in events)]


def secrets_of(people: list[Person]) -> list[str]:
    """What lets somebody in."""
    return [person.return_link.split("#")[1] for person in people]


def test_Q15_a_study_chooses_that_replays_name_nobody(server: Server) -> None:
    lead = Person(server).come(make_study(server).facilitator_link)
    choice = f"/api/studies/{lead.study_id}/replays"
    named = f"/api/boards/{lead.board_id}/export/replay.html"
    assert lead.http.get(choice).json() == {"names": True}
    assert lead.http.put(choice, json={"names": False}).json() == {"names": False}
    refused = lead.http.get(named)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
    assert "Facilitator" not in str(data_of(taken(lead, "replay-without-names.html")))
    lead.http.put(choice, json={"names": True}).raise_for_status()
    assert data_of(taken(lead, "replay.html"))["named"] is True
