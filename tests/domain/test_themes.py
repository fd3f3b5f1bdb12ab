"""Themes: named, edited, moved; one level of sub-themes."""

from typing import Any

import pytest

from app.domain.model import COLOURS
from tests.domain.desk import Desk


def test_D30_a_sheet_takes_the_next_colour_and_a_section_that_of_its_sheet(desk: Desk) -> None:
    desk.theme(*(f"sheet-{n:03}" for n in range(9)))
    desk.theme("section-1", parent_id="sheet-002")

    themes = desk.records("theme")

    assert [themes[f"sheet-{n:03}"]["colour"] for n in range(9)] == [*COLOURS, COLOURS[0]]
    assert themes["section-1"]["colour"] == COLOURS[2]


def test_D30_a_new_theme_has_all_fields(desk: Desk) -> None:
    event = desk.happens("theme.create", theme_id="sheet-one", title=" Home ", theme_kind="parked")

    assert event["type"] == "theme.created"
    assert desk.records("theme")["sheet-one"] == {
        "title": "Home", "description": "", "theme_kind": "parked", "parent_id": None, "colour": "teal", "rank": "a0",
        "retired": False, "merged_into": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("after", "row"),
    [
        ({}, ["sheet-one", "sheet-two", "sheet-new"]),
        ({"after": None}, ["sheet-new", "sheet-one", "sheet-two"]),
        ({"after": "sheet-one"}, ["sheet-one", "sheet-new", "sheet-two"]),
        ({"after": "section-1"}, ["sheet-one", "sheet-two", "sheet-new"]),
    ],
)
def test_D20_a_theme_stands_where_it_was_put(sorted_desk: Desk, after: dict[str, Any], row: list[str]) -> None:
    sorted_desk.theme("sheet-new", **after)

    assert sorted_desk.board.children(None) == row


def test_D5_a_theme_id_is_never_used_twice(desk: Desk) -> None:
    desk.theme("sheet-one")
    desk.undo(2)

    assert desk.refused("theme.create", "id_taken", theme_id="sheet-one", title="X") == {
        "kind": "theme",
        "id": "sheet-one",
    }
    desk.theme("sheet-two")


def test_D10_a_parent_must_be_there_and_not_put_away(sorted_desk: Desk) -> None:
    asked = {"theme_id": "section-2", "title": "X"}

    assert sorted_desk.refused("theme.create", "not_found", **asked, parent_id="no-theme-1")["id"] == "no-theme-1"
    sorted_desk.happens("theme.retire", theme_id="sheet-two")
    assert sorted_desk.refused("theme.create", "retired", **asked, parent_id="sheet-two")["id"] == "sheet-two"
    sorted_desk.happens("theme.restore", theme_id="sheet-two")
    sorted_desk.happens("theme.create", **asked, parent_id="sheet-two")


def test_D31_themes_nest_one_level(sorted_desk: Desk) -> None:
    detail = sorted_desk.refused("theme.create", "too_deep", theme_id="section-2", title="X", parent_id="section-1")
    assert detail == {"kind": "theme", "id": "section-1"}

    detail = sorted_desk.refused("theme.move", "too_deep", theme_id="sheet-two", parent_id="section-1")
    assert detail == {"kind": "theme", "id": "section-1"}

    sorted_desk.happens("theme.move", theme_id="sheet-two", parent_id="sheet-one")


def test_D31_a_theme_is_never_in_itself(sorted_desk: Desk) -> None:
    detail = sorted_desk.refused("theme.move", "too_deep", theme_id="sheet-two", parent_id="sheet-two")
    assert detail == {"kind": "theme", "id": "sheet-two"}

    sorted_desk.happens("theme.move", theme_id="sheet-two", parent_id="sheet-one")


def test_D31_a_theme_with_sub_themes_becomes_none(sorted_desk: Desk) -> None:
    asked = {"theme_id": "sheet-one", "parent_id": "sheet-two"}

    assert sorted_desk.refused("theme.move", "too_deep", **asked) == {"kind": "theme", "id": "sheet-one"}
    sorted_desk.happens("theme.retire", theme_id="section-1")
    assert sorted_desk.refused("theme.move", "too_deep", **asked) == {"kind": "theme", "id": "sheet-one"}
    sorted_desk.happens("theme.restore", theme_id="section-1")
    sorted_desk.happens("theme.move", theme_id="section-1", parent_id=None)
    sorted_desk.happens("theme.move", **asked)


def test_D32_a_parked_sheet_has_no_sub_themes_and_is_none(sorted_desk: Desk) -> None:
    sorted_desk.theme("sheet-park", theme_kind="parked")
    new = {"theme_id": "section-2", "title": "X"}

    for parent, kind in (("sheet-park", "theme"), ("sheet-two", "parked")):
        detail = sorted_desk.refused("theme.create", "invalid", **new, parent_id=parent, theme_kind=kind)
        assert detail == {"field": "parent_id"}
    assert sorted_desk.refused("theme.move", "invalid", theme_id="sheet-two", parent_id="sheet-park") == {
        "field": "parent_id"
    }
    assert sorted_desk.refused("theme.move", "invalid", theme_id="sheet-park", parent_id="sheet-two") == {
        "field": "parent_id"
    }
    sorted_desk.happens("theme.create", **new, parent_id="sheet-two")


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"title": " New "}, {"title": "New"}),
        ({"description": "What it is about"}, {"description": "What it is about"}),
        ({"description": ""}, {"description": ""}),
        ({"colour": "grey"}, {"colour": "grey"}),
    ],
)
def test_D33_editing_changes_only_what_is_named(
    sorted_desk: Desk, fields: dict[str, Any], kept: dict[str, str]
) -> None:
    sorted_desk.happens("theme.edit", theme_id="sheet-one", description="Old")
    before = sorted_desk.records("theme")["sheet-one"]

    event = sorted_desk.happens("theme.edit", theme_id="sheet-one", **fields)

    assert event["type"] == "theme.edited"
    assert sorted_desk.records("theme")["sheet-one"] == {**before, **kept}
    assert sorted_desk.do("theme.edit", theme_id="sheet-one", **fields) is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("theme.edit", {"title": "New"}),
        ("theme.move", {"after": None}),
        ("theme.merge", {"merged": ["sheet-one"]}),
    ],
)
def test_D10_a_theme_must_be_there_and_not_put_away(sorted_desk: Desk, kind: str, fields: dict[str, Any]) -> None:
    sorted_desk.happens("theme.retire", theme_id="sheet-two")

    assert sorted_desk.refused(kind, "retired", theme_id="sheet-two", **fields) == {"kind": "theme", "id": "sheet-two"}
    assert sorted_desk.refused(kind, "not_found", theme_id="no-theme-1", **fields) == {
        "kind": "theme",
        "id": "no-theme-1",
    }
    sorted_desk.happens("theme.restore", theme_id="sheet-two")
    sorted_desk.happens(kind, theme_id="sheet-two", **fields)


def test_D34_an_absent_parent_stays_and_null_makes_a_sheet(sorted_desk: Desk) -> None:
    sorted_desk.theme("section-2", parent_id="sheet-one")

    sorted_desk.happens("theme.move", theme_id="section-2", after=None)
    assert sorted_desk.board.children("sheet-one") == ["section-2", "section-1"]
    event = sorted_desk.happens("theme.move", theme_id="section-2", parent_id=None, after="sheet-one")

    assert event["type"] == "theme.moved"
    assert sorted_desk.board.children(None) == ["sheet-one", "section-2", "sheet-two"]


@pytest.mark.parametrize("asked", [{"after": None}, {"parent_id": None, "after": None}])
def test_D21_a_theme_moved_to_its_very_spot_changes_nothing(sorted_desk: Desk, asked: dict[str, Any]) -> None:
    assert sorted_desk.do("theme.move", theme_id="sheet-one", **asked) is None
    assert sorted_desk.do("theme.move", theme_id="sheet-two") is None


def test_D20_a_theme_does_not_stand_behind_itself(sorted_desk: Desk) -> None:
    assert sorted_desk.refused("theme.move", "invalid", theme_id="sheet-one", after="sheet-one") == {"field": "after"}
    sorted_desk.happens("theme.move", theme_id="sheet-one", after="sheet-two")
