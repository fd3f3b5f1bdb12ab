"""Undo refuses when something later stands on it, and says what."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain import undo as undo_module
from app.domain.events import Event
from app.domain.limits import LIMITS
from tests.domain.desk import Desk


def test_D51_a_later_value_stands_on_an_earlier_one(sorted_desk: Desk) -> None:
    first = sorted_desk.happens("card.edit", card_id="card-one", text="First")
    second = sorted_desk.happens("card.edit", card_id="card-one", text="Second")

    assert sorted_desk.not_undone(first) == {"undoing": first["seq"], "seq": second["seq"]}

    sorted_desk.undo(second)
    sorted_desk.undo(first)


def test_D51_the_latest_of_several_is_named(sorted_desk: Desk) -> None:
    first = sorted_desk.happens("card.edit", card_id="card-one", text="First")
    second = sorted_desk.happens("card.edit", card_id="card-one", text="Second")
    third = sorted_desk.happens("card.edit", card_id="card-one", text="Third")

    assert sorted_desk.not_undone(first)["seq"] == third["seq"]
    sorted_desk.undo(third)
    assert sorted_desk.not_undone(first)["seq"] == second["seq"]


def test_D51_an_undo_of_an_undo_stands_again(sorted_desk: Desk) -> None:
    first = sorted_desk.happens("card.edit", card_id="card-one", text="First")
    second = sorted_desk.happens("card.edit", card_id="card-one", text="Second")
    undoing = sorted_desk.undo(second)
    sorted_desk.undo(undoing)

    assert sorted_desk.not_undone(first)["seq"] == second["seq"]


def test_D51_an_undo_of_something_older_stands_on_an_undo(sorted_desk: Desk) -> None:
    first = sorted_desk.happens("card.edit", card_id="card-one", text="First")
    second = sorted_desk.happens("card.edit", card_id="card-one", text="Second")
    undoing_second = sorted_desk.undo(second)
    undoing_first = sorted_desk.undo(first)

    assert sorted_desk.not_undone(undoing_second)["seq"] == undoing_first["seq"]
    sorted_desk.undo(undoing_first)
    sorted_desk.undo(undoing_second)

    assert sorted_desk.records("card")["card-one"]["text"] == "Second"


def test_D51_a_reordering_stands_on_a_move(sorted_desk: Desk) -> None:
    sorted_desk.happens("placement.remove", placement_id="p-one-in-2")
    moving = sorted_desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-two")
    sorted_desk.put("p-two-in-2", "card-two", "sheet-two")
    reordering = sorted_desk.happens("placement.move", placement_id="p-one-in-1", theme_id="sheet-two")

    assert sorted_desk.not_undone(moving)["seq"] == reordering["seq"]


def _placed(desk: Desk) -> Event:
    desk.theme("sheet-new")
    desk.put("p-two-in-n", "card-two", "sheet-new")
    return desk.events[-2]


def _sectioned(desk: Desk) -> Event:
    desk.theme("sheet-new")
    desk.theme("section-n", parent_id="sheet-new")
    return desk.events[-2]


def _card_placed(desk: Desk) -> Event:
    desk.card("card-new")
    desk.put("p-new-in-2", "card-new", "sheet-two")
    return desk.events[-2]


def _kept(desk: Desk) -> Event:
    _placed(desk)
    desk.happens("card.retire", card_id="card-two")
    return desk.events[-3]


def _taken_again(desk: Desk) -> Event:
    removing = desk.happens("placement.remove", placement_id="p-one-in-1")
    desk.put("p-one-again", "card-one", "sheet-one")
    return removing


def _into_retired_theme(desk: Desk) -> Event:
    removing = desk.happens("placement.remove", placement_id="p-one-in-s")
    desk.happens("theme.retire", theme_id="sheet-one")
    return removing


def _of_retired_card(desk: Desk) -> Event:
    removing = desk.happens("placement.remove", placement_id="p-two-in-1")
    desk.happens("card.retire", card_id="card-two")
    return removing


def _became_sheet(desk: Desk) -> Event:
    moving = desk.happens("theme.move", theme_id="section-1", parent_id=None)
    desk.theme("section-n", parent_id="section-1")
    return moving


def _mark_dropped(desk: Desk) -> Event:
    desk.happens("placement.mark", placement_id="p-two-in-1", mark="✱")
    unmarking = desk.happens("placement.mark", placement_id="p-two-in-1", mark=None)
    desk.happens("board.edit", legend={})
    return unmarking


def _mark_used(desk: Desk) -> Event:
    adding = desk.happens("board.edit", legend={"✱": "", "?": "", "!": ""})
    desk.happens("placement.mark", placement_id="p-two-in-1", mark="!")
    desk.happens("card.retire", card_id="card-two")
    desk.happens("card.edit", card_id="card-one", text="Other")
    return adding


@pytest.mark.parametrize(
    ("build", "kind", "key", "behind"),
    [
        (_placed, "placement", "p-two-in-n", 1),
        (_sectioned, "theme", "section-n", 1),
        (_card_placed, "placement", "p-new-in-2", 1),
        (_kept, "kept", "p-two-in-n", 2),
        (_taken_again, "placement", "p-one-in-1", 1),
        (_into_retired_theme, "placement", "p-one-in-s", 1),
        (_of_retired_card, "placement", "p-two-in-1", 1),
        (_became_sheet, "theme", "section-n", 1),
        (_mark_dropped, "placement", "p-two-in-1", 1),
        (_mark_used, "kept", "p-two-in-1", 2),
    ],
)
def test_D59_an_undo_that_would_break_a_rule_says_what_stands_on_it(
    sorted_desk: Desk, build: Any, kind: str, key: str, behind: int
) -> None:
    event = build(sorted_desk)

    detail = sorted_desk.not_undone(event)

    assert (detail["undoing"], detail["kind"], detail["id"]) == (event["seq"], kind, key)
    assert detail["seq"] == event["seq"] + behind
    for later in reversed(sorted_desk.events[event["seq"] :]):
        sorted_desk.undo(later)
    sorted_desk.undo(event)


def test_D60_a_section_does_not_return_into_a_sheet_that_was_put_away(sorted_desk: Desk) -> None:
    moving = sorted_desk.happens("theme.move", theme_id="section-1", parent_id="sheet-two")
    away = sorted_desk.happens("theme.retire", theme_id="sheet-one")

    detail = sorted_desk.not_undone(moving)
    assert detail == {"undoing": moving["seq"], "seq": away["seq"], "kind": "theme", "id": "sheet-one"}

    sorted_desk.happens("theme.restore", theme_id="sheet-one")
    sorted_desk.undo(moving)
    assert sorted_desk.row("section-1") == ["p-one-in-s"]


def test_D60_a_section_of_a_sheet_that_was_away_before_returns_there(desk: Desk) -> None:
    desk.theme("sheet-one")
    desk.theme("section-1", parent_id="sheet-one")
    desk.happens("theme.retire", theme_id="sheet-one")
    undoing = desk.undo(3)

    desk.undo(undoing)

    assert desk.board.children("sheet-one") == ["section-1"]


@pytest.mark.parametrize(
    ("fields", "kind", "ours"),
    [
        ({"cards": 3}, "card", {"card_id": "card-four", "text": "D"}),
        ({"themes": 3}, "theme", {"theme_id": "sheet-nine", "title": "D"}),
        ({"placements": 5}, "placement", {"placement_id": "place-new", "card_id": "card-two", "theme_id": "sheet-two"}),
    ],
)
def test_D61_undo_keeps_the_limits(
    sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch, fields: dict[str, int], kind: str, ours: dict[str, str]
) -> None:
    adding = sorted_desk.happens(f"{kind}.{'add' if kind == 'placement' else 'create'}", **ours)
    undoing = sorted_desk.undo(adding)
    limits = replace(LIMITS, **fields)
    full = tuple((kinds, getattr(limits, name), name) for kinds, _, name in undo_module.COUNTED)
    real = undo_module.COUNTED

    monkeypatch.setattr(undo_module, "COUNTED", full)
    ((name, limit),) = fields.items()
    assert sorted_desk.not_undone(undoing, "limit_reached") == {"field": name, "limit": limit}
    sorted_desk.happens("card.edit", card_id="card-one", text="Other")
    sorted_desk.undo(sorted_desk.board.seq)

    monkeypatch.setattr(undo_module, "COUNTED", real)
    sorted_desk.undo(undoing)


def test_D57_neither_the_beginning_nor_what_never_happened_is_undone(desk: Desk) -> None:
    assert desk.not_undone(1, "invalid") == {"field": "seq", "type": "board.created"}
    assert desk.not_undone(9, "not_found") == {}


def test_D57_meetings_are_never_undone(desk: Desk) -> None:
    starting = desk.happens("meeting.start", meeting_id="meeting-1", title="First")
    ending = desk.happens("batch", commands=[{"type": "meeting.end", "meeting_id": "meeting-1"}])

    assert desk.not_undone(starting, "invalid") == {"field": "seq", "type": "meeting.started"}
    assert desk.not_undone(ending, "invalid") == {"field": "seq", "type": "batch.applied"}


@pytest.mark.parametrize("kind", ["board.edit", "batch", "undo"])
def test_D57_who_may_not_edit_the_board_may_not_undo_that(desk: Desk, kind: str) -> None:
    edit = {"type": "board.edit", "title": "New"}
    event = desk.happens("batch", commands=[edit]) if kind == "batch" else desk.happens("board.edit", title="New")
    if kind == "undo":
        event = desk.undo(event)

    detail = desk.refused("undo", "not_allowed", seq=event["seq"], role="co_researcher")
    assert detail == {"asked": "board.edit", "role": "co_researcher"}

    desk.undo(event)


def test_D57_a_co_researcher_may_undo_what_anybody_sorted(sorted_desk: Desk) -> None:
    event = sorted_desk.happens("placement.remove", placement_id="p-one-in-1")

    sorted_desk.refused("undo", "not_allowed", seq=event["seq"], role="observer")
    sorted_desk.undo(event, role="co_researcher")


def test_D62_words_that_were_withdrawn_do_not_come_back(desk: Desk) -> None:
    desk.card("card-one")
    event = desk.happens("card.edit", card_id="card-one", text="New")

    event["withdrawn"] = ["/changes/0/before/text"]
    assert desk.not_undone(event, "invalid") == {"field": "seq", "type": "card.edited"}

    event["withdrawn"] = ["/actor", "/changes/0/after/text"]
    desk.undo(event)
