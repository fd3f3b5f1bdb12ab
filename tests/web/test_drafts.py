"""Drafts are for their person alone, on any of their devices (SPEC T10 to T15)."""

import sqlite3
from typing import Any

import httpx
import pytest

from app.domain.limits import LIMITS
from tests.server import Person, Server, Study, make_study, new_id
from tests.web.routes import EXPORTS

SECRET = "I am not sure that I may say this"


def about(person: Person, **more: Any) -> dict[str, Any]:
    """The whole board."""
    return {"kind": "board", "id": person.board_id, **more}


def keep(person: Person, draft_id: str, text: str = SECRET, **more: Any) -> httpx.Response:
    """Puts a draft."""
    body = {"about": about(person), "text": text, **more}
    return person.http.put(f"/api/boards/{person.board_id}/drafts/{draft_id}", json=body)


def drafts(person: Person) -> list[dict[str, Any]]:
    """What the server holds for somebody."""
    answer = person.http.get(f"/api/boards/{person.board_id}/drafts")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["drafts"]
    return found


def drop(person: Person, draft_id: str, **params: str) -> httpx.Response:
    """Throws a draft away."""
    return person.http.delete(f"/api/boards/{person.board_id}/drafts/{draft_id}", params=params)


@pytest.fixture
def writer(server: Server, study: Study) -> Person:
    """Somebody with nothing in mind yet."""
    return Person(server).come(study.invite_link)


def test_T10_a_draft_is_on_all_devices_of_its_person(server: Server, writer: Person) -> None:
    phone = Person(server).come(writer.return_link)
    kept = keep(writer, "draft-one", "  Line one\n", about=about(writer, comment_kind="question")).json()
    assert drafts(phone) == [kept]
    assert kept["about"] == {**about(writer), "reply_to": None, "comment_kind": "question"}
    assert kept["text"] == "  Line one\n"
    changed = keep(phone, "draft-one", "Better", was=kept["changed_at"]).json()
    assert drafts(writer) == [changed]
    assert drop(writer, "draft-one", was=changed["changed_at"]).json() == {}
    assert drafts(phone) == []
    assert drop(phone, "draft-one", was=changed["changed_at"]).json() == {}  # the answer was lost


def test_T24_a_device_hears_what_was_thrown_away_apart_from_what_is_not_known(writer: Person) -> None:
    def dropped(*held: str) -> list[str]:
        path = f"/api/boards/{writer.board_id}/drafts"
        found: list[str] = writer.http.get(path, params={"held": ",".join(held)}).raise_for_status().json()["dropped"]
        return found

    kept = keep(writer, "draft-gone").json()
    drop(writer, "draft-gone", was=kept["changed_at"])
    drop(writer, "draft-never-here")
    assert sorted(dropped("draft-gone", "draft-never-here", "draft-forgotten")) == ["draft-gone", "draft-never-here"]
    assert dropped() == []
    keep(writer, "draft-gone", "Written under its name again")
    assert dropped("draft-gone", "draft-never-here") == ["draft-never-here"]
    odd = writer.http.get(f"/api/boards/{writer.board_id}/drafts", params={"held": "a b"})
    assert (odd.status_code, odd.json()["error"]["code"]) == (422, "invalid")


def test_T10_what_another_device_wrote_is_never_written_over(writer: Person) -> None:
    first = keep(writer, "draft-two", "First").json()
    second = keep(writer, "draft-two", "Second", was=first["changed_at"]).json()
    for refused in (
        keep(writer, "draft-two", "Third", was=first["changed_at"]),
        keep(writer, "draft-two", "Third"),
        drop(writer, "draft-two", was=first["changed_at"]),
        drop(writer, "draft-two"),
    ):
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "stale")
    assert keep(writer, "draft-two", "Second", was=first["changed_at"]).json() == second  # the answer was lost
    assert drafts(writer) == [second]


def test_T11_nobody_else_gets_a_draft(
    study: Study, facilitator: Person, observer: Person, co_researcher: Person, stranger: Person, writer: Person
) -> None:
    keep(writer, "draft-own")
    for other in (facilitator, co_researcher, observer):
        assert drafts(other) == []
        drop(other, "draft-own")
    assert stranger.http.get(f"/api/boards/{study.board_id}/drafts").status_code == 404
    assert keep(facilitator, "draft-own", "Mine").json()["text"] == "Mine"
    assert [one["text"] for one in drafts(writer)] == [SECRET]
    assert keep(observer, "draft-of-observer").status_code == 403


def test_T11_no_log_state_frame_or_export_has_a_draft(study: Study, facilitator: Person, writer: Person) -> None:
    with facilitator.live() as line:
        keep(writer, "draft-hidden")
        writer.do({"type": "card.create", "card_id": new_id("card"), "text": "Seen"})
        frames = [line.hear("welcome"), line.hear("events")]
    base = f"/api/boards/{study.board_id}"
    paths = [f"{base}/{name}" for name in ("state", "events", "welcome", *(f"export/{name}" for name in EXPORTS))]
    told = [facilitator.http.get(path).text for path in (*paths, f"/api/studies/{study.study_id}/people", "/metrics")]
    for text in (*told, str(frames)):
        assert SECRET not in text
        assert "draft-hidden" not in text
    assert "Seen" in told[0]


def test_T11_in_the_store_a_draft_is_in_its_own_table_only(server: Server, writer: Person) -> None:
    keep(writer, "draft-in-store", "Only in one place")
    with sqlite3.connect(server.data / "themeroom.sqlite") as store:
        holding = [line.split('"')[1] for line in store.iterdump() if "Only in one place" in line]
    assert holding == ["draft"]
    assert "Only in one place" not in server.log


def test_T11_who_is_taken_out_leaves_no_draft(server: Server, facilitator: Person, writer: Person) -> None:
    keep(writer, "draft-of-gone", "Gone with me")
    facilitator.http.post(f"/api/studies/{facilitator.study_id}/people/{writer.id}/remove")
    with sqlite3.connect(server.data / "themeroom.sqlite") as store:
        assert store.execute("SELECT * FROM draft WHERE person_id = ?", (writer.id,)).fetchall() == []


def test_T12_drafts_have_limits(server: Server) -> None:
    person = Person(server).come(make_study(server).invite_link)
    too_long = keep(person, "draft-long", "x" * (LIMITS.draft_text + 1)).json()["error"]
    assert (too_long["code"], too_long["detail"]) == ("limit_reached", {"field": "text", "limit": LIMITS.draft_text})
    for number in range(LIMITS.drafts):
        assert keep(person, f"draft-{number:04}").status_code == 200
    full = keep(person, "draft-more").json()["error"]
    assert (full["code"], full["detail"]) == ("limit_reached", {"field": "drafts", "limit": LIMITS.drafts})
    one = drafts(person)[0]
    assert keep(person, one["draft_id"], "Changed", was=one["changed_at"]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "a\0b"}, {"about": {"kind": "person", "id": "person-one"}}, {"more": 1}, {"was": "x" * 41}],
)
def test_T12_what_is_no_draft_is_refused(writer: Person, wrong: dict[str, Any]) -> None:
    assert keep(writer, "draft-wrong", **{"text": SECRET, **wrong}).status_code == 422
    assert drafts(writer) == []


def test_T12_an_id_that_is_none_is_nothing(writer: Person) -> None:
    assert keep(writer, "short").status_code == 404


def test_T20_how_far_somebody_has_read_is_on_all_their_devices_and_never_goes_back(
    server: Server, study: Study, facilitator: Person, writer: Person
) -> None:
    path, phone = f"/api/boards/{study.board_id}/heard", Person(server).come(writer.return_link)
    assert writer.http.get(path).json() == {"at": None}
    late, early = "2026-03-31T10:00:00.000Z", "2026-03-30T10:00:00.000Z"
    for at in (late, early):
        assert writer.http.put(path, json={"at": at}).json() == {"at": late}
    assert phone.http.get(path).json() == {"at": late}
    assert facilitator.http.get(path).json() == {"at": None}
    assert writer.http.put(path, json={"at": "yesterday"}).status_code == 422
