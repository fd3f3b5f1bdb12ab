"""Draft minutes, minutes as files, and where somebody left off, over HTTP."""

from typing import Any

from tests.server import Person, Server, Study, new_id


def test_X30_a_facilitator_gets_a_draft(facilitator: Person, co_researcher: Person) -> None:
    meeting = new_id("meeting")
    facilitator.do({"type": "meeting.start", "meeting_id": meeting, "title": "Spring"})
    co_researcher.do({"type": "card.create", "card_id": new_id("card"), "text": "Tea"})
    facilitator.do({"type": "meeting.end", "meeting_id": meeting})
    path = f"/api/boards/{facilitator.board_id}/minutes/draft?meeting={meeting}"

    draft = facilitator.http.get(f"{path}&offset=-60").json()
    assert draft["title"] == "Spring"
    assert "“Tea”" in draft["text"]
    signed = facilitator.http.get(f"/api/boards/{facilitator.board_id}/checkpoints").json()["checkpoints"][-1]
    assert signed["reason"] == "meeting.end"
    assert f"change {signed['size']} has these six words: **{signed['words']}**." in draft["text"]
    assert co_researcher.http.get(path).status_code == 403
    assert facilitator.http.get(f"{path}&offset=900").status_code == 422

    minutes = {"type": "minutes.write", "minutes_id": new_id("minutes"), "meeting_id": meeting, **draft}
    facilitator.do(minutes)
    file = co_researcher.http.get(f"/api/boards/{facilitator.board_id}/export/minutes.md?id={minutes['minutes_id']}")
    assert draft["text"] in file.text
    lost = co_researcher.http.get(f"/api/boards/{facilitator.board_id}/export/minutes.html?id=minutes-unknown")
    assert (lost.status_code, lost.json()["error"]["code"]) == (404, "not_found")


def test_X33_a_draft_does_not_quote_what_was_hidden_or_taken_back_after_the_meeting(
    facilitator: Person, co_researcher: Person
) -> None:
    meeting, keys = new_id("meeting"), [new_id("comment") for _ in range(3)]
    facilitator.do({"type": "meeting.start", "meeting_id": meeting, "title": "Autumn"})
    about = {"kind": "board", "id": facilitator.board_id}
    for key, text in zip(keys, ("Kept by all", "Hidden since", "Gone since"), strict=True):
        said = {"comment_id": key, "on": about, "comment_kind": "decision", "text": text}
        co_researcher.do({"type": "comment.add", **said}, why="Because of that")
    facilitator.do({"type": "meeting.end", "meeting_id": meeting})
    path = f"/api/boards/{facilitator.board_id}/minutes/draft?meeting={meeting}"
    assert "Hidden since" in facilitator.http.get(path).json()["text"]

    facilitator.do({"type": "comment.hide", "comment_id": keys[1]})
    co_researcher.do({"type": "comment.withdraw", "comment_id": keys[2]})

    text = facilitator.http.get(path).json()["text"]
    assert "“Kept by all”" in text
    assert "Hidden since" not in text
    assert "Gone since" not in text
    assert "words taken back" not in text


def seen(person: Person, seq: int | None = None) -> Any:
    """Where somebody left off; with a seq they say so first."""
    path = f"/api/boards/{person.board_id}/seen"
    answer = person.http.get(path) if seq is None else person.http.post(path, json={"seq": seq})
    assert answer.status_code == 200, answer.text
    return answer.json()["seq"]


def test_R40_where_i_left_off_is_the_same_on_all_my_devices(server: Server, study: Study, facilitator: Person) -> None:
    laptop = Person(server).come(study.invite_link)
    phone = Person(server).come(laptop.return_link)
    somebody = Person(server).come(study.invite_link)
    for _ in range(5):
        facilitator.do({"type": "card.create", "card_id": new_id("card"), "text": "Tea"})
    head = facilitator.events()[-1]["seq"]

    assert seen(laptop) is None
    assert seen(laptop, head - 1) == seen(phone) == head - 1
    assert seen(phone, head - 3) == seen(laptop) == head - 1
    assert seen(phone, 2**53 - 1) == seen(laptop) == head
    assert seen(somebody) is None
    assert laptop.http.post(f"/api/boards/{laptop.board_id}/seen", json={"seq": -1}).status_code == 422


def test_R40_an_observer_leaves_off_somewhere_too(observer: Person) -> None:
    assert seen(observer, 1) == 1
