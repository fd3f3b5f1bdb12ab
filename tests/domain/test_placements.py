"""Cards standing in themes: placed, moved, taken out, marked."""

from typing import Any

import pytest

from tests.domain.desk import Desk

ABSENT: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("after", "row"),
    [
        (ABSENT, ["p-one-in-1", "p-two-in-1", "p-three-1", "place-new"]),
        ({"after": None}, ["place-new", "p-one-in-1", "p-two-in-1", "p-three-1"]),
        ({"after": "p-one-in-1"}, ["p-one-in-1", "place-new", "p-two-in-1", "p-three-1"]),
        ({"after": "p-one-in-2"}, ["p-one-in-1", "p-two-in-1", "p-three-1", "place-new"]),
        ({"after": "nobody-ever"}, ["p-one-in-1", "p-two-in-1", "p-three-1", "place-new"]),
    ],
    ids=["last", "first", "behind", "neighbour elsewhere", "neighbour unknown"],
)
def test_D20_a_card_stands_where_it_was_put(sorted_desk: Desk, after: dict[str, Any], row: list[str]) -> None:
    sorted_desk.card("card-four")

    event = sorted_desk.put("place-new", "card-four", "sheet-one", **after)

    assert sorted_desk.row("sheet-one") == row
    assert event["type"] == "placement.added"
    assert len(event["changes"]) == 1


@pytest.mark.parametrize(
    ("after", "row"),
    [
        (ABSENT, ["p-two-in-1", "p-three-1", "p-one-in-1"]),
        ({"after": "p-two-in-1"}, ["p-two-in-1", "p-one-in-1", "p-three-1"]),
        ({"after": "p-one-in-2"}, ["p-two-in-1", "p-three-1", "p-one-in-1"]),
    ],
)
def test_D20_a_card_moves_within_its_theme(sorted_desk: Desk, after: dict[str, Any], row: list[str]) -> None:
    event = sorted_desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-one", **after)

    assert sorted_desk.row("sheet-one") == row
    assert event["changes"][0]["after"] is not None
    assert event["changes"][0]["after"].keys() == {"rank"}


@pytest.mark.parametrize(
    ("placement", "after"),
    [
        ("p-one-in-1", {"after": None}),
        ("p-two-in-1", {"after": "p-one-in-1"}),
        ("p-three-1", ABSENT),
        ("p-three-1", {"after": "nobody-ever"}),
    ],
)
def test_D21_a_move_to_the_very_spot_changes_nothing(sorted_desk: Desk, placement: str, after: dict[str, Any]) -> None:
    assert sorted_desk.do("placement.move", placement_id=placement, theme_id="sheet-one", **after) is None


def test_D21_a_move_to_another_theme_keeps_id_and_mark(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.mark", placement_id="p-two-in-1", mark="?")

    event = sorted_desk.happens("placement.move", placement_id="p-two-in-1", theme_id="sheet-two", after=None)

    assert event["type"] == "placement.moved"
    assert sorted_desk.row("sheet-two") == ["p-two-in-1", "p-one-in-2"]
    assert sorted_desk.records("placement")["p-two-in-1"]["mark"] == "?"


def test_D20_a_card_does_not_stand_behind_itself(sorted_desk: Desk) -> None:
    asked = {"placement_id": "p-one-in-1", "theme_id": "sheet-one"}

    assert sorted_desk.refused("placement.move", "invalid", **asked, after="p-one-in-1") == {"field": "after"}
    sorted_desk.happens("placement.move", **asked, after="p-two-in-1")


def test_D12_a_card_stands_once_in_a_theme(sorted_desk: Desk) -> None:
    there = {"kind": "placement", "id": "p-one-in-1"}
    adding = {"placement_id": "place-new", "card_id": "card-one"}

    assert sorted_desk.refused("placement.add", "already_there", **adding, theme_id="sheet-one") == there
    moving = {"placement_id": "p-one-in-2", "theme_id": "sheet-one"}
    assert sorted_desk.refused("placement.move", "already_there", **moving) == there
    sorted_desk.happens("placement.remove", placement_id="p-one-in-1")
    sorted_desk.happens("placement.move", **moving)
    sorted_desk.happens("placement.add", **adding, theme_id="sheet-two")


def test_D5_a_placement_id_is_never_used_twice(sorted_desk: Desk) -> None:
    taken = {"kind": "placement", "id": "p-two-in-1"}
    asked = {"placement_id": "p-two-in-1", "card_id": "card-three", "theme_id": "sheet-two"}

    assert sorted_desk.refused("placement.add", "id_taken", **asked) == taken
    sorted_desk.happens("card.retire", card_id="card-two")
    assert sorted_desk.refused("placement.add", "id_taken", **asked) == taken
    sorted_desk.happens("card.restore", card_id="card-two")
    sorted_desk.happens("placement.remove", placement_id="p-two-in-1")
    assert sorted_desk.refused("placement.add", "id_taken", **asked) == taken
    sorted_desk.happens("placement.add", **{**asked, "placement_id": "place-new"})


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("placement.add", {"placement_id": "place-new", "card_id": "card-two"}),
        ("placement.move", {"placement_id": "p-two-in-1"}),
        ("card.create", {"card_id": "card-four", "text": "Sleep"}),
    ],
)
def test_D24_a_card_stands_only_in_a_theme_that_is_there(sorted_desk: Desk, kind: str, asked: dict[str, Any]) -> None:
    def into(theme_id: str) -> dict[str, Any]:
        if kind == "card.create":
            return {**asked, "placement": {"placement_id": "place-new", "theme_id": theme_id}}
        return {**asked, "theme_id": theme_id}

    assert sorted_desk.refused(kind, "not_found", **into("no-theme-1")) == {"kind": "theme", "id": "no-theme-1"}
    retiring = sorted_desk.happens("theme.retire", theme_id="sheet-two")
    assert sorted_desk.refused(kind, "retired", **into("sheet-two")) == {"kind": "theme", "id": "sheet-two"}
    sorted_desk.undo(retiring)
    sorted_desk.happens(kind, **into("sheet-two"))


def test_D24_a_section_of_a_sheet_that_is_away_takes_no_cards(sorted_desk: Desk) -> None:
    asked = {"placement_id": "place-new", "card_id": "card-two", "theme_id": "section-1"}
    sorted_desk.happens("theme.retire", theme_id="sheet-one")

    assert sorted_desk.refused("placement.add", "retired", **asked) == {"kind": "theme", "id": "section-1"}
    sorted_desk.happens("theme.restore", theme_id="sheet-one")
    sorted_desk.happens("placement.add", **asked)


def test_D22_a_card_taken_out_of_its_last_theme_lies_in_the_tray(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.remove", placement_id="p-one-in-1")
    assert sorted_desk.tray() == []

    event = sorted_desk.happens("placement.remove", placement_id="p-two-in-1")

    assert sorted_desk.tray() == ["card-two"]
    assert event["type"] == "placement.removed"
    assert event["changes"][0]["after"] is None


def test_D23_a_mark_is_one_of_the_legend(sorted_desk: Desk) -> None:
    event = sorted_desk.happens("placement.mark", placement_id="p-one-in-1", mark="✱")
    assert event["type"] == "placement.marked"
    assert sorted_desk.do("placement.mark", placement_id="p-one-in-1", mark="✱") is None

    for mark in ("x", "", "✱ "):
        assert sorted_desk.refused("placement.mark", "invalid", placement_id="p-one-in-1", mark=mark) == {
            "field": "mark"
        }
    sorted_desk.happens("placement.mark", placement_id="p-one-in-1", mark=None)

    assert sorted_desk.records("placement")["p-one-in-1"]["mark"] is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("placement.move", {"theme_id": "sheet-two"}), ("placement.remove", {}), ("placement.mark", {"mark": "?"})],
)
def test_D10_a_placement_must_be_there(sorted_desk: Desk, kind: str, fields: dict[str, str]) -> None:
    assert sorted_desk.refused(kind, "not_found", placement_id="no-place-1", **fields) == {
        "kind": "placement",
        "id": "no-place-1",
    }
    away = sorted_desk.happens("card.retire", card_id="card-two")
    sorted_desk.refused(kind, "not_found", placement_id="p-two-in-1", **fields)
    sorted_desk.undo(away)
    sorted_desk.happens(kind, placement_id="p-two-in-1", **fields)
