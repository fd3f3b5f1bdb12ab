"""Sense-checks: rounds, votes, and what nobody may see yet (rules D110 to D119)."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain import decide_votes
from app.domain.limits import LIMITS
from app.domain.model import Board
from tests.domain.desk import Desk

CARD = {"kind": "card", "id": "card-one"}
OTHER = {"kind": "card", "id": "card-two"}
WHOLE = {"kind": "round", "id": "round-one"}


def ask(desk: Desk, **fields: Any) -> None:
    """Opens a round about cards."""
    asked = {"round_id": "round-one", "question": "Which matter most?", "method": "dots", "on": "card", **fields}
    desk.happens("round.open", **asked)


def vote(desk: Desk, value: Any, on: dict[str, str] = CARD, who: str = "person-one", **fields: Any) -> None:
    """A co-researcher answers."""
    desk.do("vote.cast", round_id="round-one", on=on, value=value, who=who, **{"role": "co_researcher", **fields})


def refused(desk: Desk, code: str, value: Any, on: dict[str, str] = CARD, **fields: Any) -> dict[str, Any]:
    """The detail of the refusal of an answer."""
    return desk.refused("vote.cast", code, round_id="round-one", on=on, value=value, who="person-one", **fields)


def values(board: Board) -> list[tuple[str | None, Any]]:
    """Who gave what."""
    return [(one["person"], one["value"]) for one in board.state["vote"].values()]


def test_D110_a_round_says_before_what_it_does_with_answers(sorted_desk: Desk) -> None:
    ask(sorted_desk, dots=5, per_item=2)

    record = sorted_desk.records("round")["round-one"]
    assert (record["open"], record["dots"], record["per_item"]) == (True, 5, 2)
    assert (record["secret"], record["hidden_until_closed"], record["voters"]) == (False, False, None)
    detail = sorted_desk.refused(
        "round.open", "invalid", round_id="round-two", question="Q", method="dots", on="card", dots=2, per_item=3
    )
    assert detail == {"field": "per_item", "limit": 2}
    sorted_desk.refused("round.open", "invalid", round_id="round-two", question="Q", method="sense", on="card", dots=2)


def test_D111_dots_are_counted(sorted_desk: Desk) -> None:
    ask(sorted_desk, dots=3, per_item=2)
    vote(sorted_desk, 2)

    assert refused(sorted_desk, "limit_reached", 3, OTHER) == {"field": "per_item", "limit": 2}
    assert refused(sorted_desk, "limit_reached", 2, OTHER) == {"field": "dots", "limit": 3}
    vote(sorted_desk, 1)
    vote(sorted_desk, 2, OTHER)
    vote(sorted_desk, 2, who="person-two")
    assert sorted(values(sorted_desk.board)) == [("person-one", 1), ("person-one", 2), ("person-two", 2)]


def test_D112_the_last_answer_counts_and_the_log_keeps_all(sorted_desk: Desk) -> None:
    ask(sorted_desk, method="sense")
    for value in ("agree", "differ", "differ", "unsure"):
        vote(sorted_desk, value, reason=" Not sure. " if value == "unsure" else None)

    assert values(sorted_desk.board) == [("person-one", "unsure")]
    cast = [event for event in sorted_desk.events if event["type"] == "vote.cast"]
    assert [event["changes"][0]["after"]["value"] for event in cast if event["changes"][0]["after"]] == [
        "agree", "differ", "unsure"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "value", "on"),
    [
        ("invalid", 1, CARD),
        ("invalid", "agree", {"kind": "theme", "id": "sheet-one"}),
        ("invalid", "agree", WHOLE),
        ("invalid", "aside", CARD),
        ("not_found", "agree", {"kind": "card", "id": "card-none"}),
        ("not_found", "abstain", {"kind": "round", "id": "round-two"}),
        ("retired", "agree", {"kind": "card", "id": "card-three"}),
        ("not_allowed", "aside", WHOLE),
    ],
)
def test_D113_an_answer_must_fit_the_question(sorted_desk: Desk, code: str, value: Any, on: dict[str, str]) -> None:
    sorted_desk.happens("card.retire", card_id="card-three")
    ask(sorted_desk, method="sense")
    refused(sorted_desk, code, value, on, role="co_researcher")


def test_D113_a_question_is_answered_on_itself(sorted_desk: Desk) -> None:
    ask(sorted_desk, method="sense", on="question")
    vote(sorted_desk, "agree", WHOLE)
    refused(sorted_desk, "invalid", "agree", CARD)


def test_D114_abstaining_is_an_answer_and_a_facilitator_stands_aside(sorted_desk: Desk) -> None:
    ask(sorted_desk)
    vote(sorted_desk, "abstain", WHOLE)
    vote(sorted_desk, "aside", WHOLE, who="person-fac", role="facilitator")

    assert values(sorted_desk.board) == [("person-one", "abstain"), ("person-fac", "aside")]


def test_D114_answering_for_the_whole_round_takes_back_the_rest_and_the_other_way_round(sorted_desk: Desk) -> None:
    ask(sorted_desk, method="sense")
    vote(sorted_desk, "agree")
    vote(sorted_desk, "differ", OTHER)
    vote(sorted_desk, "abstain", WHOLE)
    assert values(sorted_desk.board) == [("person-one", "abstain")]

    vote(sorted_desk, "unsure", OTHER)
    assert values(sorted_desk.board) == [("person-one", "unsure")]


def test_D114_nobody_is_put_aside_by_somebody_else(sorted_desk: Desk) -> None:
    ask(sorted_desk)
    refused(sorted_desk, "not_allowed", "aside", WHOLE, role="facilitator", on_behalf_of="person-two")


def test_D111_dots_on_what_was_put_away_can_be_taken_back(sorted_desk: Desk) -> None:
    ask(sorted_desk, dots=2)
    vote(sorted_desk, 2)
    sorted_desk.happens("card.retire", card_id="card-one")

    refused(sorted_desk, "limit_reached", 1, OTHER)
    refused(sorted_desk, "retired", 1)
    vote(sorted_desk, 0)
    vote(sorted_desk, 2, OTHER)
    assert sorted(values(sorted_desk.board)) == [("person-one", 0), ("person-one", 2)]


def test_D115_a_theme_remembers_how_many_cards_it_held(sorted_desk: Desk) -> None:
    ask(sorted_desk, on="theme", method="sense")
    vote(sorted_desk, "agree", {"kind": "theme", "id": "sheet-one"})
    sorted_desk.happens("placement.remove", placement_id="p-two-in-1")
    vote(sorted_desk, "agree", {"kind": "theme", "id": "sheet-one"}, who="person-two")

    assert [one["held"] for one in sorted_desk.records("vote").values()] == [3, 2]


def test_D116_nothing_of_a_hidden_round_is_in_the_log_before_it_is_closed(sorted_desk: Desk) -> None:
    ask(sorted_desk, hidden_until_closed=True, dots=3)
    length = len(sorted_desk.events)
    vote(sorted_desk, 1)
    vote(sorted_desk, 2)
    vote(sorted_desk, 3, OTHER, who="person-two")
    refused(sorted_desk, "limit_reached", 2, OTHER)
    assert len(sorted_desk.events) == length

    closed = sorted_desk.happens("round.close", round_id="round-one")
    assert values(sorted_desk.board) == [("person-one", 2), ("person-two", 3)]
    given = [change["after"]["value"] for change in closed["changes"] if change["kind"] == "vote" and change["after"]]
    assert given == [1, 2, 3]


def test_D116_the_same_hidden_answer_again_is_none(sorted_desk: Desk) -> None:
    ask(sorted_desk, hidden_until_closed=True, method="sense")
    for value in ("agree", "agree", "differ", "differ", "agree"):
        vote(sorted_desk, value)

    assert [ballot.value for ballot in sorted_desk.ballots] == ["agree", "differ", "agree"]


def test_D116_hidden_answers_have_a_limit(sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide_votes, "LIMITS", replace(LIMITS, round_answers=2))
    ask(sorted_desk, hidden_until_closed=True, method="sense")
    vote(sorted_desk, "agree")
    vote(sorted_desk, "differ")

    assert refused(sorted_desk, "limit_reached", "unsure") == {"field": "round_answers", "limit": 2}
    vote(sorted_desk, "unsure", who="person-two")


@pytest.mark.parametrize("secret", [False, True])
def test_D119_hidden_answers_follow_what_became_of_the_cards(sorted_desk: Desk, *, secret: bool) -> None:
    """A board on which something was answered about that is not there could not be undone on any more."""
    sorted_desk.card("card-new1")
    made = len(sorted_desk.events)
    ask(sorted_desk, secret=secret, hidden_until_closed=True, method="sense")
    for who in ("person-one", "person-two", "person-ten"):
        vote(sorted_desk, "differ", {"kind": "card", "id": "card-new1"}, who=who)
        vote(sorted_desk, "agree", who=who)
    sorted_desk.undo(made)
    sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"])

    sorted_desk.happens("round.close", round_id="round-one")

    found = [(one["on_id"], one["value"]) for one in sorted_desk.records("vote").values()]
    assert found == [("card-two", "agree")] * 3


def test_D119_a_closed_round_stays_as_it_is(sorted_desk: Desk) -> None:
    ask(sorted_desk)
    vote(sorted_desk, 1)
    closed = sorted_desk.happens("round.close", round_id="round-one")

    refused(sorted_desk, "stale", 2)
    assert sorted_desk.do("round.close", round_id="round-one") is None
    sorted_desk.not_undone(closed, "invalid")


def test_D119_votes_follow_a_merge_unless_their_person_answered_there(sorted_desk: Desk) -> None:
    ask(sorted_desk)
    vote(sorted_desk, 1)
    vote(sorted_desk, 2, OTHER)
    vote(sorted_desk, 1, who="person-two")
    sorted_desk.undo(sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"]))
    sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"])

    found = sorted((one["person"], one["on_id"]) for one in sorted_desk.records("vote").values())
    assert found == [("person-one", "card-one"), ("person-one", "card-two"), ("person-two", "card-two")]
