"""A person who is taken out of the study."""

from tests.server import Person, Server, Study
from tests.web.test_joining import secret


def remove(facilitator: Person, person: Person) -> None:
    """The facilitator takes somebody out."""
    answer = facilitator.http.post(f"/api/studies/{facilitator.study_id}/people/{person.id}/remove")
    assert answer.json()["person"]["active"] is False


def test_A10_all_their_connections_close_at_once(server: Server, study: Study, facilitator: Person) -> None:
    person = Person(server).come(study.invite_link)
    phone = Person(server).come(person.return_link)
    with person.live() as line, phone.live() as second_line, facilitator.live() as watching:
        for one in (line, second_line, watching):
            one.hear("welcome")
        remove(facilitator, person)
        assert line.close_code() == 4403
        assert second_line.close_code() == 4403
        entry = next(e for f in iter(lambda: watching.hear("presence"), None) for e in f["people"] if not e["active"])
        assert entry["id"] == person.id


def test_A10_cookie_and_return_link_are_dead(server: Server, study: Study, facilitator: Person) -> None:
    person = Person(server).come(study.invite_link)
    remove(facilitator, person)
    assert person.http.get("/api/me").status_code == 401
    assert person.http.get(f"/api/boards/{person.board_id}/state").status_code == 401
    assert person.ask({"type": "undo", "seq": 1}).status_code == 401
    with person.dial() as line:
        assert line.close_code() == 4401
    answer = Person(server).http.post("/api/return", json={"secret": secret(person.return_link)})
    assert answer.status_code == 404
    path = f"/api/studies/{study.study_id}/people/{person.id}/return-link"
    assert facilitator.http.post(path).json()["error"]["code"] == "stale"


def test_A10_what_they_did_stays_under_their_pseudonym(server: Server, study: Study, facilitator: Person) -> None:
    person = Person(server).come(study.invite_link, "Silver Heron")
    event = person.do({"type": "card.create", "card_id": "card-by-heron", "text": "Being believed"})[0]
    remove(facilitator, person)
    people = facilitator.http.get(f"/api/studies/{study.study_id}/people").json()["people"]
    entry = next(one for one in people if one["id"] == event["actor"])
    assert (entry["pseudonym"], entry["active"]) == ("Silver Heron", False)
    assert (entry["joined_as"], entry["left_at"]) == ("co_researcher", None)
    assert entry["joined_at"] <= event["at"] <= entry["removed_at"]
    assert "Silver Heron" in facilitator.http.get(f"/api/boards/{study.board_id}/export/log.csv").text
    again = Person(server).http.post(
        "/api/join", json={"invite": secret(study.invite_link), "pseudonym": "silver heron"}
    )
    assert again.json()["error"]["code"] == "pseudonym_taken"


def test_A10_another_study_of_the_same_browser_goes_on(
    server: Server, study: Study, other_study: Study, facilitator: Person
) -> None:
    person = Person(server).come(other_study.invite_link)
    elsewhere = person.board_id
    person.come(study.invite_link)
    remove(facilitator, person)
    assert person.http.get(f"/api/boards/{person.board_id}/state").status_code == 404
    assert person.http.get(f"/api/boards/{elsewhere}/state").status_code == 200
    with person.dial() as line:
        assert line.close_code() == 4404


def test_A10_nobody_slips_in_between_two_looks(server: Server, study: Study, facilitator: Person) -> None:
    """Removed after the door was passed and before hello was said."""
    person = Person(server).come(study.invite_link)
    with person.dial() as line:
        remove(facilitator, person)
        line.say(**person.hello())
        assert line.close_code() == 4401
    with facilitator.live() as watching:
        people = watching.hear("welcome")["people"]
    assert [one["here"] for one in people if one["id"] == person.id] == [False]


def test_A10_facilitators_do_not_take_themselves_out(facilitator: Person) -> None:
    answer = facilitator.http.post(f"/api/studies/{facilitator.study_id}/people/{facilitator.id}/remove")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "stale")
    assert facilitator.state()
