"""One's own answers in rounds that show nothing yet (rule D116)."""

from typing import Any

from tests.server import Person, Study, new_id


def seen_by(person: Person, round_id: str) -> tuple[int, list[Any]]:
    """How many have answered, and one's own answers."""
    answer = person.http.get(f"/api/boards/{person.board_id}/answers")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    found = answer.json()["rounds"][round_id]
    return found["answered"], [(one["on"]["id"], one["value"], one["reason"]) for one in found["own"]]


def test_D116_everybody_sees_their_own_answers_alone(
    facilitator: Person, co_researcher: Person, observer: Person, study: Study
) -> None:
    card, round_id = new_id("card"), new_id("round")
    facilitator.do({"type": "card.create", "card_id": card, "text": "A finding"})
    asked = {"question": "Does it fit?", "method": "sense", "on": "card"}
    facilitator.do({"type": "round.open", "round_id": round_id, "secret": True, **asked})
    facilitator.do({"type": "round.open", "round_id": new_id("round"), **asked})
    cast = {"type": "vote.cast", "round_id": round_id, "on": {"kind": "card", "id": card}}

    assert co_researcher.do({**cast, "value": "agree"}) == []
    assert co_researcher.do({**cast, "value": "differ", "reason": "It is not mine."}) == []
    facilitator.do({**cast, "value": "abstain", "on": {"kind": "round", "id": round_id}})

    assert seen_by(co_researcher, round_id) == (2, [(card, "differ", "It is not mine.")])
    assert seen_by(facilitator, round_id) == (2, [(round_id, "abstain", None)])
    assert seen_by(observer, round_id) == (2, [])
    another = Person(facilitator.server).come(study.invite_link)
    assert seen_by(another, round_id) == (2, [])
    assert list(facilitator.http.get(f"/api/boards/{study.board_id}/answers").json()["rounds"]) == [round_id]

    facilitator.do({**cast, "value": "aside", "on": {"kind": "round", "id": round_id}})
    assert seen_by(facilitator, round_id) == (1, [(round_id, "aside", None)])

    facilitator.do({"type": "round.close", "round_id": round_id})
    assert co_researcher.http.get(f"/api/boards/{study.board_id}/answers").json() == {"rounds": {}}
