"""Who may do what: one table, for HTTP, connections and exports."""

from typing import Any, get_args

import pytest

from app.domain.commands import WireCommand
from app.domain.permissions import ALLOWED
from tests.line import new_id
from tests.server import Person, Study
from tests.web.routes import of_a_study, reading

ROLES = ("facilitator", "co_researcher", "observer")
TABLE = "theme,subtheme_group,card,position,mark\nFeeling safe,,Being heard,1,\n"
THING = "no-such-thing"
FIELDS: dict[str, dict[str, Any]] = {
    "card.create": {"text": "Being heard"},
    "card.split": {"into": [{"card_id": "part-one", "text": "a"}, {"card_id": "part-two", "text": "b"}]},
    "card.merge": {"merged": ["another-card"]},
    "theme.merge": {"merged": ["another-theme"]},
    "theme.create": {"title": "Dignity"},
    "meeting.start": {"title": "First meeting"},
    "placement.mark": {"mark": None},
    "comment.add": {"on": {"kind": "card", "id": THING}, "text": "Yes"},
    "comment.edit": {"text": "No"},
    "round.open": {"question": "Which?", "method": "dots", "on": "card"},
    "vote.cast": {"on": {"kind": "card", "id": THING}, "value": 1},
    "meeting.attend": {"name": None},
    "stage.set": {"stage": "sort"},
    "lock.set": {"lock": "naming"},
    "lock.lift": {"lock": "naming"},
    "timer.start": {"seconds": 60},
    "minutes.write": {"title": "First", "text": "We met."},
    "minutes.sign": {"version": 1},
    "moment.name": {"seq": 1, "name": "The first"},
    "words.remove": {"on": {"kind": "card", "id": THING}},
    "undo": {"seq": 10**15},
    "batch": {"commands": [{"type": "card.retire", "card_id": THING}]},
}
COMMANDS = {kind.model_fields["type"].annotation.__args__[0]: kind for kind in get_args(WireCommand)}


def command_of(name: str) -> dict[str, Any]:
    """A command of this type that is right in itself; new things get new ids."""
    fields = FIELDS.get(name, {})
    needed = [key for key, field in COMMANDS[name].model_fields.items() if field.is_required() and key not in fields]
    ids = {key: new_id(THING[:7]) for key in needed if key.endswith("_id")}
    return {"type": name, **ids, **fields}


@pytest.fixture(scope="module", params=ROLES)
def person(request: pytest.FixtureRequest) -> Person:
    """Somebody in each role."""
    someone: Person = request.getfixturevalue(request.param)
    return someone


def role_of(person: Person) -> Any:
    """The role the server says."""
    return person.http.get("/api/me").json()["person"]["role"]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_A15_each_command_by_each_role_over_http_and_live(person: Person, name: str) -> None:
    allowed = name in ALLOWED[role_of(person)]
    answer = person.ask(command_of(name))
    assert (answer.status_code == 403) is not allowed, answer.text
    with person.live() as line:
        frame = line.outcome(line.submit(command_of(name)))
        assert (frame.get("code") == "not_allowed") is not allowed, frame


def test_A15_the_table_says_what_the_issue_asks() -> None:
    assert not ALLOWED["observer"] & COMMANDS.keys()
    assert COMMANDS.keys() - ALLOWED["co_researcher"] == {
        "board.edit", "meeting.start", "meeting.end", "meeting.unattend", "comment.hide", "comment.show", "round.open",
        "round.close", "stage.set", "lock.set", "lock.lift", "timer.start", "timer.stop", "minutes.write",
        "minutes.edit", "words.remove",
    }  # fmt: skip
    assert COMMANDS.keys() <= ALLOWED["facilitator"]


def test_A15_a_batch_needs_all_of_its_parts(co_researcher: Person) -> None:
    allowed = {"type": "card.create", "card_id": "card-in-batch", "text": "Sleep"}
    answer = co_researcher.ask({"type": "batch", "commands": [allowed, {"type": "board.edit", "title": "Mine"}]})
    assert answer.status_code == 403
    assert "card-in-batch" not in co_researcher.state()["card"]


def test_A15_only_facilitators_import_and_manage_people(study: Study, person: Person) -> None:
    expected = 403 if role_of(person) != "facilitator" else 200
    table = {"csv": TABLE, "keep_repeats": False, "aim_labels": False}
    for name, body in (("preview", table), ("", table | {"import_id": new_id("import")})):
        answer = person.http.post(f"/api/boards/{study.board_id}/import/{name}".rstrip("/"), json=body)
        assert answer.status_code == expected, answer.text
    if expected == 403:
        for method, path, body in of_a_study(study, "person-somebody"):
            assert person.http.request(method, path, json=body).status_code == 403, path


def test_A15_everybody_reads_but_invites(study: Study, person: Person) -> None:
    for method, path, _ in reading(study):
        leads = role_of(person) == "facilitator"
        expected = 200 if leads or not path.endswith(("invites", "meeting=unknown")) else 403
        expected = 404 if leads and path.endswith("meeting=unknown") else expected
        assert person.http.request(method, path).status_code == expected, path


@pytest.mark.parametrize("name", ["comment.burn", "card.destroy", "", "CARD.CREATE"])
def test_A16_an_unknown_command_is_refused(facilitator: Person, name: str) -> None:
    answer = facilitator.ask({"type": name, "card_id": "card-unknown"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unknown_command")
    with facilitator.live() as line:
        assert line.outcome(line.submit({"type": name}))["code"] == "unknown_command"


def test_A17_only_a_facilitator_acts_for_somebody(facilitator: Person, co_researcher: Person, observer: Person) -> None:
    command = {"type": "card.create", "card_id": "card-for-somebody", "text": "Said on the phone"}
    for person in (co_researcher, observer):
        assert person.ask(command, on_behalf_of=facilitator.id).status_code == 403
        with person.live() as line:
            assert line.outcome(line.submit(command, on_behalf_of=person.id))["code"] == "not_allowed"
    event = facilitator.do(command, on_behalf_of=co_researcher.id)[0]
    assert (event["actor"], event["on_behalf_of"]) == (facilitator.id, co_researcher.id)


def test_A17_nobody_acts_for_a_stranger(facilitator: Person, stranger: Person) -> None:
    command = {"type": "card.create", "card_id": "card-for-stranger", "text": "Who?"}
    answer = facilitator.ask(command, on_behalf_of=stranger.id)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_found")
    with facilitator.live() as line:
        assert line.outcome(line.submit(command, on_behalf_of=stranger.id))["code"] == "not_found"
