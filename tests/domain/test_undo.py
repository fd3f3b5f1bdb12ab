"""Undo puts back exactly what one event changed."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.model import State
from tests.domain.desk import Desk

PARTS = [{"card_id": "part-one", "text": "Sleep"}, {"card_id": "part-two", "text": "Rest"}]
EVERY_KIND: dict[str, dict[str, Any]] = {
    "card.create": {
        "card_id": "card-new",
        "text": "New",
        "placement": {"placement_id": "p-new-one", "theme_id": "sheet-two"},
    },
    "card.edit": {"card_id": "card-one", "text": "New", "label": "Aim"},
    "card.split": {"card_id": "card-one", "into": PARTS},
    "card.merge": {"card_id": "card-two", "merged": ["card-one", "card-three"], "text": "All"},
    "card.retire": {"card_id": "card-one"},
    "card.restore": {"card_id": "card-away"},
    "placement.add": {"placement_id": "p-new-one", "card_id": "card-two", "theme_id": "sheet-two", "after": None},
    "placement.move": {"placement_id": "p-two-in-1", "theme_id": "sheet-two", "after": None},
    "placement.remove": {"placement_id": "p-one-in-1"},
    "placement.mark": {"placement_id": "p-one-in-1", "mark": "✱"},
    "theme.create": {"theme_id": "sheet-new", "title": "New", "after": None},
    "theme.edit": {"theme_id": "sheet-one", "title": "New", "description": "Long", "colour": "grey"},
    "theme.move": {"theme_id": "section-1", "parent_id": None, "after": "sheet-one"},
    "theme.merge": {"theme_id": "sheet-two", "merged": ["sheet-one"]},
    "theme.retire": {"theme_id": "sheet-one"},
    "theme.restore": {"theme_id": "sheet-away"},
    "board.edit": {"title": "New", "question": "Why?", "legend": {"✱": "Other", "?": "", "!": ""}},
    "batch": {
        "commands": [
            {"type": "placement.remove", "placement_id": "p-one-in-1"},
            {"type": "theme.retire", "theme_id": "section-1"},
            {"type": "card.merge", "card_id": "card-three", "merged": ["card-one"]},
            {"type": "theme.restore", "theme_id": "section-1"},
        ]
    },
}


@pytest.fixture
def full_desk(sorted_desk: Desk) -> Desk:
    """The sorted desk with a card and a sheet that were put away with a placement each."""
    sorted_desk.card("card-away")
    sorted_desk.theme("sheet-away")
    sorted_desk.put("p-away-one", "card-away", "sheet-one")
    sorted_desk.put("p-away-two", "card-two", "sheet-away")
    sorted_desk.happens("card.retire", card_id="card-away")
    sorted_desk.happens("theme.retire", theme_id="sheet-away")
    return sorted_desk


def without_undo(desk: Desk) -> dict[str, Any]:
    """The state but for the notes on what is undone."""
    return {kind: records for kind, records in desk.board.state.items() if kind != "undo"}


@pytest.mark.parametrize(("kind", "fields"), EVERY_KIND.items(), ids=EVERY_KIND)
def test_D50_undo_puts_back_exactly_what_was_changed(full_desk: Desk, kind: str, fields: dict[str, Any]) -> None:
    before = without_undo(full_desk)
    event = full_desk.happens(kind, **fields)

    undoing = full_desk.undo(event)

    assert undoing["type"] == "change.undone"
    assert without_undo(full_desk) == before
    assert full_desk.records("undo") == {str(event["seq"]): {"by_command": undoing["command_id"]}}


@pytest.mark.parametrize(("kind", "fields"), EVERY_KIND.items(), ids=EVERY_KIND)
def test_D53_undo_of_an_undo_brings_it_back_as_often_as_people_like(
    full_desk: Desk, kind: str, fields: dict[str, Any]
) -> None:
    before = without_undo(full_desk)
    event = full_desk.happens(kind, **fields)
    after = without_undo(full_desk)

    for _ in range(2):
        undoing = full_desk.undo(event)
        assert without_undo(full_desk) == before
        full_desk.undo(undoing)
        assert without_undo(full_desk) == after
        assert str(event["seq"]) not in full_desk.records("undo")


def test_D50_undo_leaves_the_rest_alone(full_desk: Desk) -> None:
    renaming = full_desk.happens("card.edit", card_id="card-one", text="New")
    full_desk.happens("card.edit", card_id="card-one", label="Aim")
    full_desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-one")

    full_desk.undo(renaming)

    card = full_desk.records("card")["card-one"]
    assert (card["text"], card["label"]) == ("Words of card-one", "Aim")
    assert full_desk.cards_in("sheet-one") == ["card-two", "card-three", "card-one"]


def test_D52_undoing_backwards_reaches_every_earlier_state(full_desk: Desk) -> None:
    states: list[dict[str, Any]] = []
    for step in _steps():
        states.append(without_undo(full_desk))
        step(full_desk)
    last = full_desk.board.seq

    for back, state in enumerate(reversed(states)):
        full_desk.undo(last - back)
        assert without_undo(full_desk) == state


def _steps() -> list[Callable[[Desk], object]]:
    return [
        lambda desk: desk.happens("card.edit", card_id="card-one", text="First"),
        lambda desk: desk.happens("card.edit", card_id="card-one", text="Second"),
        lambda desk: desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-one"),
        lambda desk: desk.happens("placement.remove", placement_id="p-one-in-2"),
        lambda desk: desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-two"),
        lambda desk: desk.happens("card.merge", card_id="card-two", merged=["card-one"]),
        lambda desk: desk.happens("theme.retire", theme_id="sheet-one"),
        lambda desk: desk.happens("card.split", card_id="card-two", into=PARTS),
        lambda desk: desk.happens("theme.restore", theme_id="sheet-one"),
        lambda desk: desk.happens("theme.merge", theme_id="sheet-two", merged=["sheet-one", "section-1"]),
        lambda desk: desk.happens("card.restore", card_id="card-two"),
    ]


def test_D52_a_long_way_back_and_forth(full_desk: Desk) -> None:
    states: list[State] = []
    for text in ("One", "Two", "Three"):
        full_desk.happens("card.edit", card_id="card-one", text=text)
        states.append(full_desk.board.state)
    last = full_desk.board.seq

    undoings = [full_desk.undo(last - back) for back in range(3)]
    assert full_desk.records("card")["card-one"]["text"] == "Words of card-one"
    for undoing, state in zip(reversed(undoings), states, strict=True):
        full_desk.undo(undoing)
        assert full_desk.records("card") == state["card"]


def test_D54_what_is_undone_is_not_undone_once_more(full_desk: Desk) -> None:
    event = full_desk.happens("card.edit", card_id="card-one", text="New")
    undoing = full_desk.undo(event)

    assert full_desk.not_undone(event) == {"undoing": event["seq"], "seq": undoing["seq"]}

    again = full_desk.undo(undoing)
    assert full_desk.not_undone(undoing) == {"undoing": undoing["seq"], "seq": again["seq"]}
    full_desk.undo(event)


def test_D54_the_refusal_is_plain(full_desk: Desk) -> None:
    event = full_desk.happens("card.edit", card_id="card-one", text="New")
    full_desk.undo(event)

    with pytest.raises(Exception, match=r"^This was undone already\.$"):
        full_desk.undo(event)


def test_D56_the_returning_one_stands_behind_who_took_its_spot(sorted_desk: Desk) -> None:
    removing = sorted_desk.happens("placement.remove", placement_id="p-one-in-1")
    sorted_desk.card("card-four")
    sorted_desk.put("p-four-in1", "card-four", "sheet-one", after=None)

    undoing = sorted_desk.undo(removing)
    assert sorted_desk.cards_in("sheet-one") == ["card-four", "card-one", "card-two", "card-three"]
    sorted_desk.undo(undoing)

    assert sorted_desk.cards_in("sheet-one") == ["card-four", "card-two", "card-three"]


def test_D56_a_card_moved_between_equal_ranks_finds_its_spot_taken(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.remove", placement_id="p-one-in-2")
    ranks = sorted_desk.records("placement")
    moving = sorted_desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-two")
    assert moving["changes"][0]["after"] == {"theme_id": "sheet-two"}
    sorted_desk.card("card-four")
    sorted_desk.put("p-four-in1", "card-four", "sheet-one", after=None)
    assert sorted_desk.records("placement")["p-four-in1"]["rank"] == ranks["p-one-in-1"]["rank"]

    sorted_desk.undo(moving)

    assert sorted_desk.cards_in("sheet-one") == ["card-four", "card-one", "card-two", "card-three"]


def test_D56_a_theme_finds_its_spot_taken(sorted_desk: Desk) -> None:
    moving = sorted_desk.happens("theme.move", theme_id="section-1", parent_id=None)
    sorted_desk.theme("section-2", parent_id="sheet-one")
    assert sorted_desk.records("theme")["section-2"]["rank"] == "a0"

    sorted_desk.undo(moving)

    assert sorted_desk.board.children("sheet-one") == ["section-2", "section-1"]


def test_D56_a_card_finds_its_spot_in_the_tray_taken(desk: Desk) -> None:
    desk.card("card-one")
    undoing = desk.undo(2)
    desk.card("card-two")
    assert desk.records("card")["card-two"]["rank"] == "a0"

    desk.undo(undoing)

    assert desk.tray() == ["card-two", "card-one"]


@pytest.mark.parametrize("kind", ["theme", "card"])
def test_D58_put_away_and_back_stands_on_nothing(sorted_desk: Desk, kind: str) -> None:
    before = sorted_desk.board.state
    key = {"theme": "sheet-two", "card": "card-two"}[kind]
    moving = sorted_desk.happens("placement.move", placement_id="p-two-in-1", theme_id="sheet-two")
    away = sorted_desk.happens(f"{kind}.retire", **{f"{kind}_id": key})
    detail = sorted_desk.not_undone(moving)
    assert (detail["seq"], detail["id"]) == (away["seq"], "p-two-in-1")

    sorted_desk.happens(f"{kind}.restore", **{f"{kind}_id": key})
    sorted_desk.undo(moving)

    assert sorted_desk.records("placement") == before["placement"]
