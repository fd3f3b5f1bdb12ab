"""A board without websockets (protocol, SPEC P): the welcome, and news that are waited for."""

import threading
from typing import Any

import httpx

from tests.server import Person, Server, Study, new_id


def news(person: Person, after: int, wait: int) -> httpx.Response:
    """Asks for what happened after a seq."""
    return person.http.get(f"/api/boards/{person.board_id}/events", params={"after": after, "wait": wait})


def head(person: Person) -> int:
    """The seq of the last event."""
    return int(person.http.get(f"/api/boards/{person.board_id}/events", params={"limit": 1}).json()["head"])


class Asking(threading.Thread):
    """Asks on a thread of its own."""

    def __init__(self, person: Person, after: int) -> None:
        super().__init__()
        self.person, self.after = person, after
        self.answer: httpx.Response | None = None

    def run(self) -> None:
        """Waits for news."""
        self.answer = news(self.person, self.after, 25)

    def answered(self) -> httpx.Response:
        """The answer, long before the wait is over."""
        self.join(timeout=10)
        assert self.answer is not None, "still waiting"
        return self.answer


def is_asking(watcher: Person, board_id: str) -> None:
    """By the time that a live connection was welcomed, what was asked before it waits in the room."""
    with watcher.live(board_id=board_id) as line:
        line.hear("welcome")


def create_card() -> dict[str, Any]:
    """A card for the tray."""
    return {"type": "card.create", "card_id": new_id("card"), "text": "Offload"}


def test_P28_the_welcome_is_the_one_of_a_websocket(facilitator: Person) -> None:
    facilitator.do(create_card())
    with facilitator.live() as line:
        told = line.hear("welcome")
    asked = facilitator.http.get(f"/api/boards/{facilitator.board_id}/welcome")
    assert asked.headers["cache-control"] == "no-store"
    changing = {"server_time", "people"}
    assert {k: v for k, v in asked.json().items() if k not in changing} == {
        k: v for k, v in told.items() if k not in changing
    }
    later = facilitator.http.get(f"/api/boards/{facilitator.board_id}/welcome", params={"after": told["head"]}).json()
    assert "state" not in later


def test_P29_news_come_at_once(facilitator: Person, co_researcher: Person) -> None:
    asking = Asking(co_researcher, head(facilitator))
    asking.start()
    is_asking(facilitator, facilitator.board_id)
    (event,) = facilitator.do(create_card())
    answer = asking.answered().json()
    assert answer["events"] == [event]
    assert facilitator.id in {person["id"] for person in answer["people"]}


def test_P29_no_news_are_told_after_the_wait(facilitator: Person) -> None:
    seq = head(facilitator)
    answer = news(facilitator, seq, 1).json()
    assert (answer["events"], answer["head"]) == ([], seq)
    assert answer["people"]


def test_P29_what_is_there_is_not_waited_for(facilitator: Person) -> None:
    facilitator.do(create_card())
    assert len(news(facilitator, head(facilitator) - 1, 25).json()["events"]) == 1


def test_P29_nobody_waits_longer_than_25_seconds(facilitator: Person) -> None:
    assert news(facilitator, 0, 26).status_code == 422


def test_P29_whoever_is_removed_meanwhile_learns_nothing(server: Server, study: Study, facilitator: Person) -> None:
    guest = Person(server).come(study.invite_link)
    asking = Asking(guest, head(facilitator))
    asking.start()
    is_asking(facilitator, facilitator.board_id)
    path = f"/api/studies/{facilitator.study_id}/people/{guest.id}/remove"
    assert facilitator.http.post(path).status_code == 200
    assert asking.answered().status_code in (401, 403, 404)


def test_P29_waiting_shows_nobody_as_here(facilitator: Person, co_researcher: Person) -> None:
    asking = Asking(co_researcher, head(facilitator))
    asking.start()
    with facilitator.live() as line:
        here = {person["id"]: person["here"] for person in line.hear("welcome")["people"]}
        assert not here[co_researcher.id]
    facilitator.do(create_card())
    asking.answered()


def say(person: Person, turn: int, page: str = "page-0001", **presence: Any) -> httpx.Response:
    """A page without a websocket says what its person does."""
    said = {"page": page, "turn": turn, "presence": {"type": "presence", **presence}}
    return person.http.post(f"/api/boards/{person.board_id}/presence", json=said)


def people_news(person: Person, turn: int, tag: str | None, wait: int = 25) -> dict[str, Any]:
    """Waits until the people are not as the tag tells."""
    params: dict[str, str | int] = {"after": head(person), "wait": wait, "page": "page-0001", "turn": turn}
    if tag is not None:
        params["people"] = tag
    answer: dict[str, Any] = person.http.get(f"/api/boards/{person.board_id}/events", params=params).json()
    return answer


def one(answer: dict[str, Any], person: Person) -> dict[str, Any]:
    """A person in an answer or a presence frame."""
    return next(entry for entry in answer["people"] if entry["id"] == person.id)


def test_R38_who_says_something_without_a_websocket_is_here(facilitator: Person, co_researcher: Person) -> None:
    with facilitator.live() as line:
        line.hear("welcome")
        assert say(co_researcher, 1, hand=5, ready=True).status_code == 200
        answer = people_news(co_researcher, 1, None, wait=1)
        assert (one(answer, co_researcher)["here"], answer["said"]) == (True, True)
        assert [one(answer, co_researcher)[field] for field in ("hand", "ready")] == [5, True]
        say(co_researcher, 2)
        say(co_researcher, 1, hand=5)  # comes late and is passed over
        while one(line.hear("presence"), co_researcher)["hand"] is not None:
            pass
        assert one(people_news(co_researcher, 2, None, wait=1), co_researcher)["hand"] is None


def test_R38_news_of_people_come_without_events(facilitator: Person, co_researcher: Person) -> None:
    say(co_researcher, 3)
    known = people_news(co_researcher, 3, None, wait=1)["tag"]
    with facilitator.live() as line:
        line.hear("welcome")
        line.say(type="presence", calling=True)
        answer = people_news(co_researcher, 3, known)
        while not one(answer, facilitator)["calling"]:
            answer = people_news(co_researcher, 3, answer["tag"])
    assert answer["events"] == []


def test_R38_a_page_that_is_not_known_is_told_so_at_once(co_researcher: Person) -> None:
    answer = people_news(co_researcher, 99, None)
    assert answer["said"] is False


def test_R38_a_guest_who_is_removed_is_gone(server: Server, study: Study, facilitator: Person) -> None:
    guest = Person(server).come(study.invite_link)
    with facilitator.live() as line:
        line.hear("welcome")
        say(guest, 1, hand=5)
        facilitator.http.post(f"/api/studies/{facilitator.study_id}/people/{guest.id}/remove")
        entry: dict[str, Any] = {"hand": 5, "active": True}
        while entry["hand"] is not None or entry["active"]:
            entry = next((one for one in line.hear("presence")["people"] if one["id"] == guest.id), entry)
    assert say(guest, 2).status_code in (401, 403, 404)


def test_D120_only_people_of_the_study_are_noted(facilitator: Person) -> None:
    facilitator.do({"type": "meeting.start", "meeting_id": "meeting-poll", "title": "First"})
    command = {"type": "meeting.attend", "attendance_id": new_id("there"), "meeting_id": "meeting-poll"}
    asked = command | {"person_id": "person-nobody"}
    with facilitator.live() as line:
        line.hear("welcome")
        assert line.outcome(line.submit(asked))["code"] == "not_found"
        batch = {"type": "batch", "commands": [asked]}
        assert line.outcome(line.submit(batch))["code"] == "not_found"
    submit = {"type": "submit", "command_id": new_id("command"), "command": asked}
    answer = facilitator.http.post(f"/api/boards/{facilitator.board_id}/commands", json=submit)
    assert answer.json()["error"]["code"] == "not_found"
