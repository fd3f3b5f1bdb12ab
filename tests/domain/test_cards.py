"""Cards: written, edited, put away and back."""

from typing import Any

import pytest

from tests.domain.desk import Desk

PARTS = [{"card_id": "part-one", "text": "A"}, {"card_id": "part-two", "text": "B"}]


def test_D11_a_new_card_is_the_last_in_the_tray(desk: Desk) -> None:
    desk.card("card-one", "card-two")

    event = desk.happens("card.create", card_id="card-three", text="  Go home safely ", label="Aim", source="Room 4")

    assert desk.tray() == ["card-one", "card-two", "card-three"]
    assert event["type"] == "card.created"
    record = desk.records("card")["card-three"]
    assert record == {
        "text": "Go home safely", "label": "Aim", "source": "Room 4", "rank": record["rank"], "retired": False,
        "merged_into": None,
    }  # fmt: skip


def test_D11_a_new_card_may_stand_in_a_theme_at_once(desk: Desk) -> None:
    desk.card("card-one")
    desk.theme("sheet-one")
    desk.put("place-one", "card-one", "sheet-one")
    place = {"placement_id": "place-two", "theme_id": "sheet-one", "after": None}

    event = desk.happens("card.create", card_id="card-two", text="Sleep", placement=place)

    assert desk.cards_in("sheet-one") == ["card-two", "card-one"]
    assert [change["kind"] for change in event["changes"]] == ["card", "placement"]


@pytest.mark.parametrize(
    ("placement", "code", "detail"),
    [
        ({"placement_id": "place-two", "theme_id": "no-theme-1"}, "not_found", {"kind": "theme", "id": "no-theme-1"}),
        ({"placement_id": "place-one", "theme_id": "sheet-one"}, "id_taken", {"kind": "placement", "id": "place-one"}),
    ],
)
def test_D11_a_card_is_not_written_when_its_place_is_refused(
    desk: Desk, placement: dict[str, str], code: str, detail: dict[str, str]
) -> None:
    desk.card("card-one")
    desk.theme("sheet-one")
    desk.put("place-one", "card-one", "sheet-one")

    assert desk.refused("card.create", code, card_id="card-two", text="Sleep", placement=placement) == detail

    assert "card-two" not in desk.records("card")


def test_D5_a_card_id_is_never_used_twice(desk: Desk) -> None:
    desk.card("card-one")
    desk.happens("card.retire", card_id="card-one")

    assert desk.refused("card.create", "id_taken", card_id="card-one", text="Other") == {
        "kind": "card",
        "id": "card-one",
    }


def test_D5_an_undone_card_keeps_its_id_for_itself(desk: Desk) -> None:
    desk.card("card-one")
    desk.undo(2)

    desk.refused("card.create", "id_taken", card_id="card-one", text="Other")
    desk.undo(3)

    assert desk.tray() == ["card-one"]


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"text": "New words"}, "text", "New words"),
        ({"label": "Aim"}, "label", "Aim"),
        ({"label": None}, "label", None),
        ({"label": "   "}, "label", None),
    ],
)
def test_D13_editing_changes_only_what_is_named(desk: Desk, fields: dict[str, Any], name: str, value: object) -> None:
    desk.card("card-one", label="Old", source="Room 1")
    before = desk.records("card")["card-one"]

    event = desk.happens("card.edit", card_id="card-one", **fields)

    assert desk.records("card")["card-one"] == {**before, name: value}
    assert event["changes"][0]["before"] == {name: before[name]}


@pytest.mark.parametrize("fields", [{}, {"text": None}, {"text": "Words of card-one "}, {"label": "Old"}])
def test_D3_an_edit_that_changes_nothing_leaves_no_event(desk: Desk, fields: dict[str, Any]) -> None:
    desk.card("card-one", label="Old")

    assert desk.do("card.edit", card_id="card-one", **fields) is None


def test_D14_a_retired_card_leaves_its_themes_and_its_places_are_kept(sorted_desk: Desk) -> None:
    places = {key: p for key, p in sorted_desk.records("placement").items() if p["card_id"] == "card-one"}

    event = sorted_desk.happens("card.retire", card_id="card-one")

    assert event["type"] == "card.retired"
    assert sorted_desk.records("kept") == places
    assert sorted_desk.cards_in("sheet-one") == ["card-two", "card-three"]
    assert "card-one" not in sorted_desk.tray()


def test_D15_a_restored_card_stands_where_it_stood(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.mark", placement_id="p-one-in-1", mark="✱")
    before = sorted_desk.board.state
    sorted_desk.happens("card.retire", card_id="card-one")

    event = sorted_desk.happens("card.restore", card_id="card-one")

    assert event["type"] == "card.restored"
    assert sorted_desk.board.state == before


def test_D15_a_restored_card_stands_behind_who_took_its_spot(sorted_desk: Desk) -> None:
    sorted_desk.happens("card.retire", card_id="card-one")
    rank = sorted_desk.records("kept")["p-one-in-1"]["rank"]
    sorted_desk.card("card-four")
    sorted_desk.put("p-four-in1", "card-four", "sheet-one", after=None)
    assert sorted_desk.records("placement")["p-four-in1"]["rank"] == rank

    sorted_desk.happens("card.restore", card_id="card-one")

    assert sorted_desk.cards_in("sheet-one") == ["card-four", "card-one", "card-two", "card-three"]


def test_D15_a_place_in_a_theme_that_is_away_goes_on_waiting(sorted_desk: Desk) -> None:
    sorted_desk.happens("card.retire", card_id="card-one")
    sorted_desk.happens("theme.retire", theme_id="sheet-one")

    sorted_desk.happens("card.restore", card_id="card-one")
    assert sorted_desk.row("sheet-two") == ["p-one-in-2"]
    assert {"p-one-in-1", "p-one-in-s"} < sorted_desk.records("kept").keys()
    sorted_desk.happens("theme.restore", theme_id="sheet-one")

    assert sorted_desk.row("sheet-one") == ["p-one-in-1", "p-two-in-1", "p-three-1"]
    assert sorted_desk.row("section-1") == ["p-one-in-s"]
    assert sorted_desk.records("kept") == {}


@pytest.mark.parametrize("kind", ["card.retire", "card.restore"])
def test_D3_to_put_away_or_back_once_more_changes_nothing(sorted_desk: Desk, kind: str) -> None:
    sorted_desk.happens("card.retire", card_id="card-one")
    if kind == "card.restore":
        sorted_desk.happens("card.restore", card_id="card-one")

    assert sorted_desk.do(kind, card_id="card-one") is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("card.edit", {"card_id": "{card}", "text": "New"}),
        ("card.split", {"card_id": "{card}", "into": PARTS}),
        ("card.merge", {"card_id": "{card}", "merged": ["card-two"]}),
        ("card.merge", {"card_id": "card-two", "merged": ["{card}"]}),
        ("placement.add", {"placement_id": "place-new", "card_id": "{card}", "theme_id": "section-2"}),
    ],
)  # fmt: skip
def test_D10_a_card_must_be_there_and_not_put_away(sorted_desk: Desk, kind: str, fields: dict[str, Any]) -> None:
    sorted_desk.theme("section-2", parent_id="sheet-two")

    def about(card_id: str) -> dict[str, Any]:
        return {name: _named(value, card_id) for name, value in fields.items()}

    sorted_desk.happens("card.retire", card_id="card-three")
    assert sorted_desk.refused(kind, "retired", **about("card-three")) == {"kind": "card", "id": "card-three"}
    assert sorted_desk.refused(kind, "not_found", **about("card-nine")) == {"kind": "card", "id": "card-nine"}
    sorted_desk.happens(kind, **about("card-one"))


def _named(value: Any, card_id: str) -> Any:
    if isinstance(value, list):
        return [_named(one, card_id) for one in value]
    return card_id if value == "{card}" else value


@pytest.mark.parametrize("kind", ["card.retire", "card.restore"])
def test_D10_an_unknown_card_cannot_be_put_away_or_back(desk: Desk, kind: str) -> None:
    assert desk.refused(kind, "not_found", card_id="card-nine") == {"kind": "card", "id": "card-nine"}
