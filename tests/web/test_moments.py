"""The files of a moment (SPEC P40): what is taken out later is what was taken out then."""

import pytest

from app.verifier.bundle import checked_bundle
from app.verifier.ed25519 import verified
from app.verifier.zips import unpacked
from tests.server import Person, Server, Study, new_id

EXPORTS = (
    "table.csv", "table.md", "table.html", "log.csv", "log.jsonl", "records.jsonl", "board.json",
    "minutes.md", "minutes.html", "rounds.csv", "rounds.md",
)  # fmt: skip


def files(person: Person, at: int | None = None) -> dict[str, str]:
    """Every file, of now or of a moment."""
    base, asked = f"/api/boards/{person.board_id}/export", "" if at is None else f"?at={at}"
    return {name: person.http.get(f"{base}/{name}{asked}").raise_for_status().text for name in EXPORTS}


def work(person: Person, word: str) -> None:
    """Something in every kind of file."""
    meeting, card, theme = new_id("meeting"), new_id("card"), new_id("theme")
    place = {"placement_id": new_id("place"), "theme_id": theme}
    person.do({"type": "meeting.start", "meeting_id": meeting, "title": f"{word} meeting"})
    person.do({"type": "theme.create", "theme_id": theme, "title": f"{word} theme"})
    person.do({"type": "card.create", "card_id": card, "text": f"{word} card", "placement": place})
    round_id = new_id("round")
    asked = {"question": f"{word} question?", "on": "question", "method": "sense"}
    person.do({"type": "round.open", "round_id": round_id, **asked})
    person.do({"type": "round.close", "round_id": round_id})
    minutes = {"minutes_id": new_id("minutes"), "title": f"{word} minutes", "text": word}
    person.do({"type": "minutes.write", **minutes})
    person.do({"type": "meeting.end", "meeting_id": meeting})


def test_P40_the_files_of_a_moment_are_those_that_were_taken_then(
    server: Server, study: Study, facilitator: Person
) -> None:
    work(facilitator, "Early")
    seq, then = facilitator.events()[-1]["seq"], files(facilitator)
    Person(server).come(study.invite_link)
    work(facilitator, "Late")
    again = files(facilitator, seq)
    assert [name for name in EXPORTS if again[name] != then[name]] == []
    assert [name for name, text in files(facilitator).items() if "Late" not in text] == []


def bundle(person: Person, asked: str = "") -> dict[str, bytes]:
    """Everything in one file, unpacked and checked."""
    path = f"/api/boards/{person.board_id}/export/bundle.zip{asked}"
    files = unpacked(person.http.get(path).raise_for_status().content)
    checked_bundle(files, verified)
    return files


def test_P40_a_bundle_of_a_moment_is_what_it_was_and_proves_itself(
    server: Server, study: Study, facilitator: Person
) -> None:
    work(facilitator, "Then")
    seq, then = facilitator.events()[-1]["seq"], bundle(facilitator)
    Person(server).come(study.invite_link)
    work(facilitator, "Afterwards")
    now = bundle(facilitator)
    again = bundle(facilitator, f"?at={seq}")
    about_itself = {"checkpoints.jsonl", "manifest.txt"}
    assert {name for name in then if again[name] != then[name]} <= about_itself
    assert not any(b"Afterwards" in content for content in again.values())
    assert bundle(facilitator)["records.jsonl"] == now["records.jsonl"]
    head = facilitator.events()[-1]["seq"]
    path = f"/api/boards/{facilitator.board_id}/export/bundle.zip"
    assert [facilitator.http.get(f"{path}?at={at}").status_code for at in (0, head + 1)] == [404, 404]


def test_P40_people_of_a_moment_are_those_who_had_joined(server: Server, study: Study, facilitator: Person) -> None:
    path = f"/api/boards/{facilitator.board_id}/export/board.json"
    seq = facilitator.events()[-1]["seq"]
    late = Person(server).come(study.invite_link)
    facilitator.do({"type": "card.create", "card_id": new_id("card"), "text": "Tea"})
    ids = [[one["id"] for one in facilitator.http.get(f"{path}?at={at}").json()["people"]] for at in (seq, seq + 1)]
    assert late.id not in ids[0]
    assert late.id in ids[1]


def test_P40_people_of_a_moment_have_the_role_of_then(server: Server, study: Study, facilitator: Person) -> None:
    person = Person(server).come(study.invite_link)
    person.do({"type": "card.create", "card_id": new_id("card"), "text": "Rain"})
    seq = facilitator.events()[-1]["seq"]
    person.http.post(f"/api/studies/{study.study_id}/withdrawal", json={"way": "stop"}).raise_for_status()
    facilitator.do({"type": "card.create", "card_id": new_id("card"), "text": "Wind"})
    path = f"/api/boards/{facilitator.board_id}/export/board.json"
    told = [facilitator.http.get(f"{path}?at={at}").json()["people"] for at in (seq, seq + 2)]
    roles = [next(one["role"] for one in people if one["id"] == person.id) for people in told]
    assert roles == ["co_researcher", "observer"]


@pytest.mark.parametrize("name", EXPORTS)
def test_P40_a_moment_that_has_not_come_is_not_there(facilitator: Person, name: str) -> None:
    path = f"/api/boards/{facilitator.board_id}/export/{name}"
    head = facilitator.events()[-1]["seq"]
    assert facilitator.http.get(f"{path}?at={head + 1}").status_code == 404
    assert facilitator.http.get(f"{path}?at=-1").status_code == 422
    named = facilitator.http.get(f"{path}?at={head}").headers["Content-Disposition"]
    assert f"-at-{head}." in named
