"""Themes put away, brought back and merged: nothing that stood in them is lost."""

import pytest

from tests.domain.desk import Desk


def test_D35_a_retired_theme_takes_its_sections_away(sorted_desk: Desk) -> None:
    event = sorted_desk.happens("theme.retire", theme_id="sheet-one")

    assert event["type"] == "theme.retired"
    assert not sorted_desk.records("theme")["section-1"]["retired"]
    assert sorted_desk.records("kept").keys() == {"p-one-in-1", "p-two-in-1", "p-three-1", "p-one-in-s"}
    assert sorted_desk.tray() == ["card-two", "card-three"]
    assert sorted_desk.cards_in("sheet-two") == ["card-one"]


def test_D36_a_restored_theme_has_all_its_cards_again(sorted_desk: Desk) -> None:
    before = sorted_desk.board.state
    sorted_desk.happens("theme.retire", theme_id="sheet-one")

    event = sorted_desk.happens("theme.restore", theme_id="sheet-one")

    assert event["type"] == "theme.restored"
    assert sorted_desk.board.state == before


def test_D36_a_section_put_away_on_its_own_stays_away(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.retire", theme_id="section-1")
    sorted_desk.happens("theme.retire", theme_id="sheet-one")

    sorted_desk.happens("theme.restore", theme_id="sheet-one")
    assert sorted_desk.records("kept").keys() == {"p-one-in-s"}
    sorted_desk.happens("theme.restore", theme_id="section-1")

    assert sorted_desk.row("section-1") == ["p-one-in-s"]


@pytest.mark.parametrize("alone", [True, False], ids=["put away on its own", "gone with its sheet"])
def test_D36_a_section_comes_back_only_under_its_sheet(sorted_desk: Desk, *, alone: bool) -> None:
    if alone:
        sorted_desk.happens("theme.retire", theme_id="section-1")
    away = sorted_desk.happens("theme.retire", theme_id="sheet-one")

    assert sorted_desk.refused("theme.restore", "retired", theme_id="section-1") == {"kind": "theme", "id": "sheet-one"}
    sorted_desk.undo(away)

    assert (sorted_desk.do("theme.restore", theme_id="section-1") is not None) is alone


@pytest.mark.parametrize("kind", ["theme.retire", "theme.restore"])
def test_D3_a_theme_put_away_or_back_once_more_changes_nothing(sorted_desk: Desk, kind: str) -> None:
    sorted_desk.happens("theme.retire", theme_id="sheet-two")
    if kind == "theme.restore":
        sorted_desk.happens("theme.restore", theme_id="sheet-two")

    assert sorted_desk.do(kind, theme_id="sheet-two") is None
    assert sorted_desk.refused(kind, "not_found", theme_id="no-theme-1") == {"kind": "theme", "id": "no-theme-1"}


def test_D36_a_card_put_away_meanwhile_goes_on_waiting(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.retire", theme_id="sheet-one")
    sorted_desk.happens("card.retire", card_id="card-two")

    sorted_desk.happens("theme.restore", theme_id="sheet-one")
    assert sorted_desk.cards_in("sheet-one") == ["card-one", "card-three"]
    sorted_desk.happens("card.restore", card_id="card-two")

    assert sorted_desk.cards_in("sheet-one") == ["card-one", "card-two", "card-three"]


def test_D37_a_merged_theme_gives_its_cards_in_their_order(sorted_desk: Desk) -> None:
    sorted_desk.card("card-four", "card-five")
    sorted_desk.put("p-five-in2", "card-five", "sheet-two")
    sorted_desk.put("p-four-in2", "card-four", "sheet-two")

    event = sorted_desk.happens("theme.merge", theme_id="sheet-one", merged=["sheet-two"])

    assert event["type"] == "theme.merged"
    assert sorted_desk.cards_in("sheet-one") == ["card-one", "card-two", "card-three", "card-five", "card-four"]
    assert sorted_desk.records("theme")["sheet-two"]["retired"]


def test_D37_a_double_stays_behind_and_waits(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.merge", theme_id="sheet-one", merged=["sheet-two"])
    assert sorted_desk.records("kept").keys() == {"p-one-in-2"}

    sorted_desk.happens("theme.restore", theme_id="sheet-two")

    assert sorted_desk.row("sheet-two") == ["p-one-in-2"]
    assert sorted_desk.row("sheet-one") == ["p-one-in-1", "p-two-in-1", "p-three-1"]


def test_D37_sections_follow_with_their_cards(sorted_desk: Desk) -> None:
    sorted_desk.theme("section-2", parent_id="sheet-two")

    sorted_desk.happens("theme.merge", theme_id="sheet-two", merged=["sheet-one"])

    assert sorted_desk.board.children("sheet-two") == ["section-2", "section-1"]
    assert sorted_desk.row("section-1") == ["p-one-in-s"]


def test_D37_a_section_put_away_before_stays_where_it_is(sorted_desk: Desk) -> None:
    sorted_desk.happens("theme.retire", theme_id="section-1")

    sorted_desk.happens("theme.merge", theme_id="sheet-two", merged=["sheet-one"])
    assert sorted_desk.board.children("sheet-one") == ["section-1"]
    sorted_desk.happens("theme.restore", theme_id="sheet-one")
    sorted_desk.happens("theme.restore", theme_id="section-1")

    assert sorted_desk.row("section-1") == ["p-one-in-s"]


def test_D37_places_of_cards_put_away_follow_unless_they_double(sorted_desk: Desk) -> None:
    sorted_desk.put("p-two-in-2", "card-two", "sheet-two")
    sorted_desk.card("card-four")
    sorted_desk.put("p-four-in2", "card-four", "sheet-two")
    sorted_desk.happens("card.retire", card_id="card-two")
    sorted_desk.happens("card.retire", card_id="card-four")

    sorted_desk.happens("theme.merge", theme_id="sheet-one", merged=["sheet-two"])
    sorted_desk.happens("card.restore", card_id="card-two")
    sorted_desk.happens("card.restore", card_id="card-four")

    assert sorted_desk.cards_in("sheet-one") == ["card-one", "card-two", "card-three", "card-four"]
    assert sorted_desk.records("kept").keys() == {"p-one-in-2", "p-two-in-2"}


def test_D37_a_sheet_takes_in_its_own_section(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.remove", placement_id="p-one-in-1")

    sorted_desk.happens("theme.merge", theme_id="sheet-one", merged=["section-1"])

    assert sorted_desk.cards_in("sheet-one") == ["card-two", "card-three", "card-one"]


def test_D37_a_sheet_and_its_section_merge_into_a_third(sorted_desk: Desk) -> None:
    for merged in (["sheet-one", "section-1"], ["section-1", "sheet-one"]):
        event = sorted_desk.happens("theme.merge", theme_id="sheet-two", merged=merged)
        assert sorted_desk.cards_in("sheet-two") == ["card-one", "card-two", "card-three"]
        sorted_desk.undo(event)


def test_D31_a_section_takes_in_no_sheet_with_sections(sorted_desk: Desk) -> None:
    sorted_desk.theme("section-2", parent_id="sheet-two")
    asked = {"theme_id": "section-2", "merged": ["sheet-one"]}

    assert sorted_desk.refused("theme.merge", "too_deep", **asked) == {"kind": "theme", "id": "section-2"}
    sorted_desk.happens("theme.move", theme_id="section-1", parent_id=None)
    sorted_desk.happens("theme.merge", **asked)


def test_D38_a_theme_is_not_merged_with_itself_or_twice_or_into_its_section(sorted_desk: Desk) -> None:
    for merged in (["sheet-one"], ["sheet-two", "sheet-two"]):
        assert sorted_desk.refused("theme.merge", "invalid", theme_id="sheet-one", merged=merged) == {"field": "merged"}
    detail = sorted_desk.refused("theme.merge", "too_deep", theme_id="section-1", merged=["sheet-one"])
    assert detail == {"kind": "theme", "id": "section-1"}

    sorted_desk.happens("theme.merge", theme_id="sheet-one", merged=["sheet-two"])


def test_D10_merged_themes_must_be_there_and_not_put_away(sorted_desk: Desk) -> None:
    asked = {"theme_id": "sheet-one", "merged": ["section-1", "sheet-two"]}

    assert (
        sorted_desk.refused("theme.merge", "not_found", theme_id="sheet-one", merged=["no-theme-1"])["id"]
        == "no-theme-1"
    )
    away = sorted_desk.happens("theme.retire", theme_id="sheet-two")
    assert sorted_desk.refused("theme.merge", "retired", **asked) == {"kind": "theme", "id": "sheet-two"}
    sorted_desk.undo(away)
    sorted_desk.happens("theme.merge", **asked)
