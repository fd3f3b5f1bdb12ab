"""Coming in, coming back, leaving."""

import pytest

from tests.server import Person, Server, Study


def secret(link: str) -> str:
    """What stands behind the `#` of a link."""
    return link.split("#")[1]


def test_A1_an_invite_leads_in(server: Server, study: Study) -> None:
    person = Person(server)
    answer = person.http.post("/api/join", json={"invite": secret(study.invite_link), "pseudonym": "Amber Wren"})
    came = answer.json()
    assert set(came) == {"person", "study", "boards", "return_link"}
    assert came["person"]["pseudonym"] == "Amber Wren"
    assert came["person"]["role"] == "co_researcher"
    assert came["person"]["active"] is True
    assert came["study"] == {"id": study.study_id, "title": "What do outcomes mean to us?"}
    assert came["boards"] == [{"id": study.board_id, "study_id": study.study_id, "title": came["study"]["title"]}]
    assert came["return_link"].startswith(f"{server.origin}/r#")
    assert list(person.http.cookies) == ["themeroom"]


def test_A1_who_takes_no_pseudonym_gets_the_first_one_offered(server: Server, study: Study) -> None:
    person = Person(server).come(study.invite_link)
    assert person.http.get("/api/me").json()["person"]["pseudonym"].startswith("CR")


def test_A2_an_invite_can_be_looked_at_before_joining(server: Server, study: Study) -> None:
    person, body = Person(server), {"invite": secret(study.invite_link)}
    before = person.http.post("/api/invite", json=body).json()
    assert before["study"] == {"id": study.study_id, "title": "What do outcomes mean to us?"}
    assert (before["role"], before["already"]) == ("co_researcher", None)
    assert len(set(before["offers"])) == 6
    assert not person.http.cookies
    person.come(study.invite_link, before["offers"][5])
    after = person.http.post("/api/invite", json=body).json()
    assert after["already"]["id"] == person.id
    assert before["offers"][5] not in after["offers"]


@pytest.mark.parametrize(
    "name",
    ["Roßana", "ROSSANA", " ros  sana ", "R\u03bfssana", "Rössana", "Ｒｏｓｓａｎａ", "Ro\u0455\u0455ana", "R0ssana"],
)
def test_A3_look_alikes_of_a_pseudonym_are_taken(server: Server, study: Study, name: str) -> None:
    body = {"invite": secret(study.invite_link), "pseudonym": "Rossana"}
    Person(server).http.post("/api/join", json=body)
    answer = Person(server).http.post("/api/join", json=body | {"pseudonym": name})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "pseudonym_taken")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "code"), [("", "invalid"), (" \u200b ", "invalid"), ("A\u0007B", "invalid"), ("x" * 41, "limit_reached")]
)
def test_A4_a_pseudonym_can_be_seen_and_fits(server: Server, study: Study, name: str, code: str) -> None:
    answer = Person(server).http.post("/api/join", json={"invite": secret(study.invite_link), "pseudonym": name})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


def test_A5_an_invite_that_is_off_lets_nobody_in(server: Server, facilitator: Person) -> None:
    invites = f"/api/studies/{facilitator.study_id}/invites"
    made = facilitator.http.post(invites, json={"role": "co_researcher"}).json()
    inside = Person(server).come(made["link"])
    off = facilitator.http.post(f"{invites}/{made['id']}/off").json()
    assert off["off_at"]
    assert facilitator.http.post(f"{invites}/{made['id']}/off").json() == off
    answer = Person(server).http.post("/api/join", json={"invite": secret(made["link"])})
    assert answer.status_code == 404
    assert Person(server).http.post("/api/invite", json={"invite": secret(made["link"])}).content == answer.content
    assert Person(server).http.post("/api/join", json={"invite": "no-such-invite"}).content == answer.content
    assert inside.state()
    listed = {invite["id"]: invite for invite in facilitator.http.get(invites).json()["invites"]}
    assert listed[made["id"]] == {
        "id": made["id"],
        "role": "co_researcher",
        "created_at": off["off_at"][:0] + listed[made["id"]]["created_at"],
        "off_at": off["off_at"],
    }


def test_A6_a_return_link_makes_another_device_the_same_person(server: Server, study: Study) -> None:
    first = Person(server).come(study.invite_link)
    second, third = Person(server).come(first.return_link), Person(server).come(first.return_link)
    assert first.id == second.id == third.id
    assert second.return_link == first.return_link
    tokens = {person.http.cookies["themeroom"] for person in (first, second, third)}
    assert len(tokens) == 3


def test_A7_a_new_return_link_ends_the_old(server: Server, study: Study, facilitator: Person) -> None:
    person = Person(server).come(study.invite_link)
    path = f"/api/studies/{study.study_id}/people/{person.id}/return-link"
    by_facilitator = facilitator.http.post(path).json()["return_link"]
    by_themselves = person.http.post(path).json()["return_link"]
    for link in (person.return_link, by_facilitator):
        answer = Person(server).http.post("/api/return", json={"secret": secret(link)})
        assert answer.status_code == 404
    assert Person(server).come(by_themselves).id == person.id


def test_A7_nobody_else_makes_a_return_link(study: Study, facilitator: Person, co_researcher: Person) -> None:
    path = f"/api/studies/{study.study_id}/people/{facilitator.id}/return-link"
    assert co_researcher.http.post(path).status_code == 403
    assert facilitator.http.post(path).status_code == 200


def test_A8_me_says_who_where_and_the_token(server: Server, study: Study) -> None:
    person = Person(server).come(study.invite_link)
    me = person.http.get("/api/me").json()
    assert set(me) == {"csrf", "memberships", "person", "studies", "boards"}
    assert me["person"]["id"] == person.id
    assert me["memberships"][0] == {"person": me["person"], "study": me["studies"][0], "boards": me["boards"]}
    assert Person(server).http.get("/api/me").status_code == 401


def test_A8_one_browser_may_be_in_several_studies(server: Server, study: Study, other_study: Study) -> None:
    person = Person(server).come(study.invite_link)
    token = person.http.cookies["themeroom"]
    person.come(other_study.invite_link)
    assert person.http.cookies["themeroom"] == token
    assert {one["id"] for one in person.http.get("/api/me").json()["studies"]} == {study.study_id, other_study.study_id}
    assert {one["id"] for one in person.http.get("/api/me").json()["boards"]} == {study.board_id, other_study.board_id}


def test_A9_leaving_ends_this_browser_only(server: Server, study: Study) -> None:
    here = Person(server).come(study.invite_link)
    there = Person(server).come(here.return_link)
    with here.live() as line, there.live() as other_line:
        line.hear("welcome")
        other_line.hear("welcome")
        token = here.http.cookies["themeroom"]
        answer = here.http.post("/api/leave")
        assert answer.json() == {}
        assert line.close_code() == 4401
        assert other_line.until_pong() is not None
    assert not here.http.cookies
    here.http.cookies["themeroom"] = token
    assert here.http.get("/api/me").status_code == 401
    assert there.http.get("/api/me").status_code == 200


def test_A19_a_browser_that_becomes_somebody_else_loses_its_connections(server: Server, study: Study) -> None:
    first, second = Person(server).come(study.invite_link), Person(server).come(study.invite_link)
    with first.live() as line, second.live() as other_line:
        line.hear("welcome")
        other_line.hear("welcome")
        first.come(second.return_link)
        assert first.id == second.id
        assert line.close_code() == 4401
        other_line.until_pong()
