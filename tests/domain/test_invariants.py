"""Each rule that is true of every board, broken once on purpose."""

from typing import Any, cast

import pytest

from app.domain.invariants import Broken, broken, first_broken
from app.domain.model import State
from tests.domain.desk import Desk


def bent(desk: Desk, kind: str, key: str, **fields: Any) -> State:
    """The state with some fields of one record bent."""
    state: Any = desk.board.state
    return cast(State, state | {kind: {**state[kind], key: {**state[kind].get(key, {}), **fields}}})


def without(desk: Desk, kind: str, key: str) -> State:
    """The state without one record."""
    state: Any = desk.board.state
    return cast(State, state | {kind: {one: record for one, record in state[kind].items() if one != key}})


def test_D59_a_sound_state_breaks_nothing(sorted_desk: Desk) -> None:
    assert first_broken(sorted_desk.board.state) is None


@pytest.mark.parametrize(
    ("kind", "key", "fields", "rule"),
    [
        ("card", "card-one", {"text": " "}, "text is not empty"),
        ("theme", "sheet-one", {"title": ""}, "text is not empty"),
        ("theme", "sheet-one", {"parent_id": "sheet-two"}, "themes nest one level"),
        ("theme", "sheet-two", {"parent_id": "no-theme-1"}, "themes nest one level"),
        ("card", "card-two", {"rank": "a0"}, "ranks are strictly ordered"),
        ("theme", "sheet-two", {"rank": "a0"}, "ranks are strictly ordered"),
        ("placement", "p-two-in-1", {"rank": "a0"}, "ranks are strictly ordered"),
        ("placement", "p-two-in-1", {"card_id": "card-one"}, "a card stands once in a theme"),
        ("placement", "p-two-in-1", {"mark": "!"}, "marks are in the legend"),
        ("card", "card-two", {"retired": True}, "card and theme of a placement are there"),
        ("theme", "sheet-one", {"retired": True}, "card and theme of a placement are there"),
    ],
)
def test_D59_a_broken_rule_is_named(sorted_desk: Desk, kind: str, key: str, fields: dict[str, Any], rule: str) -> None:
    found = list(broken(bent(sorted_desk, kind, key, **fields)))

    assert rule in {one.rule for one in found}


@pytest.mark.parametrize(("kind", "key"), [("card", "card-two"), ("theme", "sheet-one")])
def test_D59_a_placement_of_nothing_is_named(sorted_desk: Desk, kind: str, key: str) -> None:
    found = first_broken(without(sorted_desk, kind, key))

    assert found is not None
    assert found.rule in ("card and theme of a placement are there", "themes nest one level")


def test_D59_a_kept_placement_waits_for_something_known(sorted_desk: Desk) -> None:
    sorted_desk.happens("card.retire", card_id="card-two")

    waits_for_nothing = bent(sorted_desk, "card", "card-two", retired=False)
    unknown = without(sorted_desk, "card", "card-two")
    double = bent(sorted_desk, "kept", "p-again-01", **sorted_desk.records("kept")["p-two-in-1"])

    assert list(broken(waits_for_nothing)) == [Broken("a kept placement waits for something", "kept", "p-two-in-1")]
    assert list(broken(unknown)) == [Broken("card and theme of a kept placement are known", "kept", "p-two-in-1")]
    assert list(broken(double)) == [Broken("a card stands once in a theme", "kept", "p-again-01")]


def test_D42_two_open_meetings_are_named(desk: Desk) -> None:
    desk.happens("meeting.start", meeting_id="meeting-1", title="First")

    found = list(broken(bent(desk, "meeting", "meeting-2", title="Second", open=True)))

    assert found == [Broken("one meeting at a time", "meeting", "meeting-2")]


def test_D62_a_withdrawn_text_breaks_no_rule(sorted_desk: Desk) -> None:
    assert list(broken(bent(sorted_desk, "card", "card-one", text=None))) == []
