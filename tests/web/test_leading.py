"""More than one person leads a study (rules A23 to A27), and who leads may leave (W23)."""

from typing import Any

import httpx
import pytest

from tests.server import Person, Server, Study, make_study

ALONE = "Nobody else leads this study. Ask somebody to lead it first."


@pytest.fixture
def own(server: Server) -> Study:
    """A study whose roles change."""
    return make_study(server)


@pytest.fixture
def lead(server: Server, own: Study) -> Person:
    """Its facilitator."""
    return Person(server).come(own.facilitator_link)


@pytest.fixture
def willow(server: Server, own: Study) -> Person:
    """Somebody who sorts."""
    return Person(server).come(own.invite_link, "Willow")


def give(by: Person, whom: Person, role: str) -> httpx.Response:
    """Asks for another role."""
    return by.http.put(f"/api/studies/{by.study_id}/people/{whom.id}/role", json={"role": role})


def entry(person: Person) -> dict[str, Any]:
    """Somebody among the people of the study."""
    people = person.http.get(f"/api/studies/{person.study_id}/people").json()["people"]
    found: dict[str, Any] = next(one for one in people if one["id"] == person.id)
    return found


def told(person: Person) -> dict[str, Any]:
    """What they can take back."""
    answer: dict[str, Any] = person.http.get(f"/api/studies/{person.study_id}/withdrawal").json()
    return answer


def test_A23_a_role_counts_at_once_on_every_line_and_is_written_down(lead: Person, willow: Person) -> None:
    phone = f"/api/boards/{willow.board_id}/events"
    with willow.live() as line:
        assert line.hear("welcome")["role"] == "co_researcher"
        assert give(lead, willow, "facilitator").json()["person"]["role"] == "facilitator"
        assert line.close_code() == 1001
    with willow.live() as line:
        assert line.hear("welcome")["role"] == "facilitator"
        tag = willow.http.get(phone, params={"after": 1, "wait": 1}).json()["tag"]
        willow.do({"type": "stage.set", "stage": "sort"})
        assert [(one["role"], one["by"]) for one in entry(willow)["given"]] == [("facilitator", lead.id)]
        assert entry(willow)["joined_as"] == "co_researcher"
        give(lead, willow, "co_researcher").raise_for_status()
        assert line.close_code() == 1001
    news = willow.http.get(phone, params={"after": 2, "wait": 25, "people": tag}).json()
    assert [one["role"] for one in news["people"] if one["id"] == willow.id] == ["co_researcher"]
    assert willow.ask({"type": "stage.set", "stage": "name"}).status_code == 403
    assert willow.http.get(f"/api/studies/{willow.study_id}/invites").status_code == 403
    about = willow.http.get(f"/api/studies/{willow.study_id}/about-me.json").json()
    assert [one["role"] for one in about["roles"]] == ["facilitator", "co_researcher"]


def test_A23_only_who_leads_gives_a_role_and_only_these_two(lead: Person, willow: Person, stranger: Person) -> None:
    assert give(willow, willow, "facilitator").status_code == 403
    assert give(lead, stranger, "facilitator").status_code == 404
    assert give(lead, willow, "observer").status_code == 422
    lead.http.post(f"/api/studies/{lead.study_id}/people/{willow.id}/remove").raise_for_status()
    assert give(lead, willow, "facilitator").json()["error"]["code"] == "stale"


def test_A24_one_always_leads_and_is_told_what_to_do(lead: Person, willow: Person) -> None:
    answer = give(lead, lead, "co_researcher")
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, ALONE)
    assert told(lead)["leads_alone"] is True
    give(lead, willow, "facilitator").raise_for_status()
    assert (told(lead)["leads_alone"], told(willow)["leads_alone"]) == (False, False)
    give(lead, lead, "co_researcher").raise_for_status()
    assert (told(lead)["leads_alone"], told(willow)["leads_alone"]) == (False, True)


@pytest.mark.parametrize("way", ["stop", "unlink", "all"])
def test_W23_who_leads_leaves_when_another_leads(lead: Person, willow: Person, way: str) -> None:
    path = f"/api/studies/{lead.study_id}/withdrawal"
    answer = lead.http.post(path, json={"way": way, "at_once": True})
    assert (answer.status_code, answer.json()["error"]["message"]) == (403, ALONE)
    give(lead, willow, "facilitator").raise_for_status()
    lead.http.post(path, json={"way": way, "at_once": True}).raise_for_status()
    assert lead.http.get("/api/me").status_code == 401
    assert willow.http.post(path, json={"way": way}).status_code == 403
    willow.do({"type": "stage.set", "stage": "sort"})
