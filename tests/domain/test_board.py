"""The board itself, its legend, its meetings, and batches."""

from typing import Any

import pytest

from tests.domain.desk import BOARD_ID, Desk


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"title": " New "}, {"title": "New"}),
        ({"question": " Why? "}, {"question": "Why?"}),
        ({"legend": {"✱": " Said twice ", " ? ": ""}}, {"legend": {"✱": "Said twice", "?": ""}}),
        ({"title": "A", "question": ""}, {"title": "A", "question": ""}),
    ],
)
def test_D40_editing_the_board_changes_only_what_is_named(
    desk: Desk, fields: dict[str, Any], kept: dict[str, Any]
) -> None:
    desk.happens("board.edit", question="Old")
    before = desk.records("board")[BOARD_ID]

    event = desk.happens("board.edit", **fields)

    assert event["type"] == "board.edited"
    assert desk.records("board")[BOARD_ID] == {**before, **kept}
    assert desk.do("board.edit", **fields) is None


def test_D40_the_legend_keeps_its_order(desk: Desk) -> None:
    desk.happens("board.edit", legend={"z": "", "a": "", "✱": ""})

    assert list(desk.records("board")[BOARD_ID]["legend"]) == ["z", "a", "✱"]


@pytest.mark.parametrize("away", [None, "card.retire"])
def test_D41_a_mark_that_a_card_carries_stays_in_the_legend(sorted_desk: Desk, away: str | None) -> None:
    marking = sorted_desk.happens("placement.mark", placement_id="p-two-in-1", mark="✱")
    retiring = sorted_desk.happens(away, card_id="card-two") if away else None

    detail = sorted_desk.refused("board.edit", "stale", legend={"?": ""})
    assert detail == {"kind": "kept" if away else "placement", "id": "p-two-in-1"}

    if retiring is not None:
        sorted_desk.undo(retiring)
    sorted_desk.undo(marking)
    sorted_desk.happens("board.edit", legend={"?": ""})


@pytest.mark.parametrize(
    ("legend", "code", "detail"),
    [
        ({"✱": "", "✱ ": ""}, "invalid", {"field": "legend"}),
        ({" ": "Nothing"}, "invalid", {"field": "legend"}),
        ({"✱": "a\x00b"}, "invalid", {"field": "legend"}),
    ],
)
def test_D41_a_legend_with_doubtful_marks_is_refused(
    desk: Desk, legend: dict[str, str], code: str, detail: dict[str, str]
) -> None:
    assert desk.refused("board.edit", code, legend=legend) == detail
    desk.happens("board.edit", legend={"✱": ""})


@pytest.mark.parametrize("field", ["title"])
def test_D7_the_board_needs_a_title(desk: Desk, field: str) -> None:
    assert desk.refused("board.edit", "invalid", title=" ") == {"field": field}
    desk.happens("board.edit", title="New")


def test_D42_one_meeting_at_a_time(desk: Desk) -> None:
    started = desk.happens("meeting.start", meeting_id="meeting-1", title=" First ")
    assert started["type"] == "meeting.started"
    assert desk.records("meeting")["meeting-1"] == {"title": "First", "open": True}

    detail = desk.refused("meeting.start", "stale", meeting_id="meeting-2", title="Second")
    assert detail == {"kind": "meeting", "id": "meeting-1"}
    ended = desk.happens("meeting.end", meeting_id="meeting-1")
    assert ended["type"] == "meeting.ended"
    assert desk.do("meeting.end", meeting_id="meeting-1") is None

    assert desk.refused("meeting.start", "id_taken", meeting_id="meeting-1", title="Again")["id"] == "meeting-1"
    desk.happens("meeting.start", meeting_id="meeting-2", title="Second")


def test_D10_an_unknown_meeting_cannot_end(desk: Desk) -> None:
    assert desk.refused("meeting.end", "not_found", meeting_id="meeting-1") == {"kind": "meeting", "id": "meeting-1"}


def test_D45_a_batch_is_one_event_decided_step_by_step(desk: Desk) -> None:
    event = desk.happens(
        "batch",
        commands=[
            {"type": "theme.create", "theme_id": "sheet-one", "title": "Home"},
            {"type": "card.create", "card_id": "card-one", "text": "Sleep"},
            {"type": "placement.add", "placement_id": "place-one", "card_id": "card-one", "theme_id": "sheet-one"},
            {"type": "card.edit", "card_id": "card-one", "text": "Rest"},
        ],
    )

    assert event["type"] == "batch.applied"
    assert [change["kind"] for change in event["changes"]] == ["theme", "card", "placement", "card"]
    assert desk.board.seq == 2


def test_D45_a_batch_is_all_or_none_and_says_where_it_failed(desk: Desk) -> None:
    first = {"type": "card.create", "card_id": "card-one", "text": "Sleep"}
    second = {"type": "card.edit", "card_id": "card-two", "text": "Rest"}

    detail = desk.refused("batch", "not_found", commands=[first, second])
    assert detail == {"kind": "card", "id": "card-two", "index": 1}

    desk.happens("batch", commands=[first, {**second, "card_id": "card-one"}])


def test_D3_a_batch_that_changes_nothing_leaves_no_event(sorted_desk: Desk) -> None:
    same = {"type": "theme.edit", "theme_id": "sheet-one", "title": "Title of sheet-one"}

    assert sorted_desk.do("batch", commands=[same, same]) is None


def test_D5_an_id_is_not_used_twice_within_a_batch(sorted_desk: Desk) -> None:
    adding = {"type": "placement.add", "placement_id": "place-new", "card_id": "card-two", "theme_id": "sheet-two"}
    removing = {"type": "placement.remove", "placement_id": "place-new"}

    detail = sorted_desk.refused("batch", "id_taken", commands=[adding, removing, adding])
    assert detail == {"kind": "placement", "id": "place-new", "index": 2}

    sorted_desk.happens("batch", commands=[adding, removing, {**adding, "placement_id": "place-two"}])
