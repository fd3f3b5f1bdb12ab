"""Secret rounds: what is told of the answers, and what is not (rules D117 and D118)."""

from typing import Any

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


def values(board: Board) -> list[tuple[str | None, Any]]:
    """Who gave what."""
    return [(one["person"], one["value"]) for one in board.state["vote"].values()]


def test_D117_a_secret_round_says_nothing_about_people(sorted_desk: Desk) -> None:
    ask(sorted_desk, secret=True, method="sense", hidden_until_closed=False)
    for who, value in (("person-one", "differ"), ("person-two", "agree"), ("person-ten", "differ")):
        vote(sorted_desk, value, who=who, reason=f"because {value}")
    vote(sorted_desk, "aside", WHOLE, who="person-fac", role="facilitator")

    closed = sorted_desk.happens("round.close", round_id="round-one")
    assert values(sorted_desk.board) == [(None, "agree"), (None, "differ"), (None, "differ")]
    assert not any(who in str(closed["changes"]) for who in ("person-one", "person-two", "person-ten"))
    assert sorted_desk.records("round")["round-one"]["voters"] == 3
    assert all(one["at"] is None for one in sorted_desk.records("vote").values())


def test_D118_too_few_secret_answers_are_not_told_apart(sorted_desk: Desk) -> None:
    ask(sorted_desk, secret=True, method="sense")
    vote(sorted_desk, "agree")
    vote(sorted_desk, "differ", who="person-two")

    sorted_desk.happens("round.close", round_id="round-one")
    assert values(sorted_desk.board) == []
    assert sorted_desk.records("round")["round-one"]["voters"] == 2


def test_D118_nor_are_those_about_one_thing(sorted_desk: Desk) -> None:
    ask(sorted_desk, secret=True, method="sense")
    for who in ("person-one", "person-two", "person-ten"):
        vote(sorted_desk, "agree", who=who)
    vote(sorted_desk, "agree", OTHER)
    vote(sorted_desk, "differ", OTHER, who="person-two", reason="I was there.")

    sorted_desk.happens("round.close", round_id="round-one")
    found = [(one["on_id"], one["value"], one["reason"]) for one in sorted_desk.records("vote").values()]
    assert found == [("card-one", "agree", None)] * 3 + [("card-two", None, None)] * 2


def test_D118_who_stands_aside_and_answers_after_all_is_counted(sorted_desk: Desk) -> None:
    ask(sorted_desk, secret=True, method="sense")
    vote(sorted_desk, "agree", who="person-two")
    vote(sorted_desk, "agree")
    vote(sorted_desk, "aside", WHOLE, who="person-fac", role="facilitator")
    vote(sorted_desk, "differ", who="person-fac", role="facilitator")

    sorted_desk.happens("round.close", round_id="round-one")
    assert values(sorted_desk.board) == [(None, "agree"), (None, "agree"), (None, "differ")]
