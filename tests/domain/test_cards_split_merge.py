"""Cards that become several, and several that become one."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain import decide_cards, decide_placements
from app.domain.limits import LIMITS
from tests.domain.desk import Desk

PARTS = [{"card_id": "part-one", "text": "Sleep"}, {"card_id": "part-two", "text": "Rest"}]


def test_D16_each_part_takes_all_places_right_behind_in_order(sorted_desk: Desk) -> None:
    event = sorted_desk.happens("card.split", card_id="card-one", into=PARTS)

    assert event["type"] == "card.split"
    assert sorted_desk.cards_in("sheet-one") == ["part-one", "part-two", "card-two", "card-three"]
    assert sorted_desk.cards_in("section-1") == ["part-one", "part-two"]
    assert sorted_desk.cards_in("sheet-two") == ["part-one", "part-two"]
    assert sorted_desk.records("kept").keys() == {"p-one-in-1", "p-one-in-s", "p-one-in-2"}
    assert sorted_desk.records("card")["card-one"]["retired"]


def test_D16_parts_inherit_label_source_and_marks(sorted_desk: Desk) -> None:
    sorted_desk.card("card-four", label="Aim", source="Room 4")
    sorted_desk.put("p-four-in2", "card-four", "sheet-two")
    sorted_desk.happens("placement.mark", placement_id="p-four-in2", mark="✱")

    sorted_desk.happens("card.split", card_id="card-four", into=PARTS)

    cards, placements = sorted_desk.records("card"), sorted_desk.records("placement")
    assert {(cards[key]["label"], cards[key]["source"]) for key in ("part-one", "part-two")} == {("Aim", "Room 4")}
    assert {p["mark"] for p in placements.values() if p["card_id"] in ("part-one", "part-two")} == {"✱"}


def test_D16_parts_of_a_card_in_the_tray_lie_where_it_lay(desk: Desk) -> None:
    desk.card("card-one", "card-two")

    desk.happens("card.split", card_id="card-one", into=PARTS)

    assert desk.tray() == ["part-one", "part-two", "card-two"]


def test_D16_kept_places_are_spread_too(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.retire", theme_id="sheet-two")

    sorted_desk.happens("card.split", card_id="card-one", into=PARTS)
    sorted_desk.happens("theme.restore", theme_id="sheet-two")
    assert sorted_desk.cards_in("sheet-two") == ["part-one", "part-two"]
    sorted_desk.happens("card.restore", card_id="card-one")

    assert sorted_desk.cards_in("sheet-two") == ["card-one", "part-one", "part-two"]


@pytest.mark.parametrize("taken", ["card-one", "card-two", "part-one"])
def test_D5_the_parts_need_new_ids(sorted_desk: Desk, taken: str) -> None:
    into = [PARTS[0], {"card_id": taken, "text": "Rest"}]

    assert sorted_desk.refused("card.split", "id_taken", card_id="card-one", into=into) == {"kind": "card", "id": taken}
    sorted_desk.happens("card.split", card_id="card-one", into=PARTS)


def test_D7_the_parts_need_words(sorted_desk: Desk) -> None:
    into = [PARTS[0], {"card_id": "part-two", "text": "  "}]

    assert sorted_desk.refused("card.split", "invalid", card_id="card-one", into=into) == {"field": "text"}
    sorted_desk.happens("card.split", card_id="card-one", into=PARTS)


def test_D9_a_split_does_not_go_beyond_the_limits(sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide_cards, "LIMITS", replace(LIMITS, cards=4))
    detail = sorted_desk.refused("card.split", "limit_reached", card_id="card-one", into=PARTS)
    assert detail == {"field": "cards", "limit": 4}

    monkeypatch.setattr(decide_cards, "LIMITS", replace(LIMITS, cards=5))
    monkeypatch.setattr(decide_placements, "LIMITS", replace(LIMITS, placements=10))
    detail = sorted_desk.refused("card.split", "limit_reached", card_id="card-one", into=PARTS)
    assert detail == {"field": "placements", "limit": 10}

    monkeypatch.setattr(decide_placements, "LIMITS", replace(LIMITS, placements=11))
    sorted_desk.happens("card.split", card_id="card-one", into=PARTS)


def test_D5_a_derived_placement_id_is_new(sorted_desk: Desk) -> None:
    known = decide_cards.derived_id(sorted_desk.board, "part-one", "sheet-two")
    sorted_desk.put(known, "card-two", "sheet-two")

    assert decide_cards.derived_id(sorted_desk.board, "part-one", "sheet-two") != known
    sorted_desk.happens("card.split", card_id="card-one", into=PARTS)


def test_D17_the_remaining_card_takes_the_places(sorted_desk: Desk) -> None:
    event = sorted_desk.happens("card.merge", card_id="card-three", merged=["card-one", "card-two"])

    assert event["type"] == "card.merged"
    assert sorted_desk.cards_in("section-1") == ["card-three"]
    assert sorted_desk.row("sheet-two") == ["p-one-in-2"]
    assert sorted_desk.cards_in("sheet-two") == ["card-three"]
    cards = sorted_desk.records("card")
    assert {(cards[key]["retired"], cards[key]["merged_into"]) for key in ("card-one", "card-two")} == {
        (True, "card-three")
    }
    sorted_desk.happens("card.restore", card_id="card-one")
    assert sorted_desk.records("card")["card-one"]["merged_into"] is None


def test_D17_a_double_stays_with_its_card_and_waits(sorted_desk: Desk) -> None:
    sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"])
    assert sorted_desk.cards_in("sheet-one") == ["card-two", "card-three"]
    assert sorted_desk.records("kept").keys() == {"p-one-in-1"}

    sorted_desk.happens("card.restore", card_id="card-one")

    assert sorted_desk.cards_in("sheet-one") == ["card-one", "card-two", "card-three"]
    assert sorted_desk.cards_in("sheet-two") == ["card-two"]


def test_D17_a_merge_may_give_new_words(sorted_desk: Desk) -> None:
    sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"], text=" Both ")

    assert sorted_desk.records("card")["card-two"]["text"] == "Both"


def test_D17_kept_places_follow_unless_they_double(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.retire", theme_id="sheet-two")
    sorted_desk.happens("theme.retire", theme_id="sheet-one")

    sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"])
    sorted_desk.happens("theme.restore", theme_id="sheet-two")
    sorted_desk.happens("theme.restore", theme_id="sheet-one")

    assert sorted_desk.cards_in("sheet-two") == ["card-two"]
    assert sorted_desk.cards_in("section-1") == ["card-two"]
    assert sorted_desk.cards_in("sheet-one") == ["card-two", "card-three"]
    assert sorted_desk.records("kept").keys() == {"p-one-in-1"}


@pytest.mark.parametrize("merged", [["card-one"], ["card-two", "card-two"], ["card-two", "card-one"]])
def test_D18_a_card_is_not_merged_with_itself_or_twice(sorted_desk: Desk, merged: list[str]) -> None:
    assert sorted_desk.refused("card.merge", "invalid", card_id="card-one", merged=merged) == {"field": "merged"}
    sorted_desk.happens("card.merge", card_id="card-one", merged=["card-two"])


@pytest.mark.parametrize(("text", "code"), [("", "invalid"), ("\u200b", "invalid"), ("a\x07", "invalid")])
def test_D7_the_words_of_a_merge_are_checked(sorted_desk: Desk, text: str, code: str) -> None:
    asked: dict[str, Any] = {"card_id": "card-one", "merged": ["card-two"]}

    assert sorted_desk.refused("card.merge", code, **asked, text=text) == {"field": "text"}
    sorted_desk.happens("card.merge", **asked, text="Words")
