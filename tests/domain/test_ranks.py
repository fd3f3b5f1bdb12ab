"""Ranks: strictly ordered, short, and spaced anew when they grow long."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import decide_cards, decide_placements, decide_themes
from app.domain.limits import LIMITS
from app.domain.ranks import LONGEST, Spot, between, free, index_of, inserted, spaced
from tests.domain.desk import Desk


@given(st.lists(st.integers(0, 400), max_size=60))
def test_D25_any_row_of_insertions_is_strictly_ordered_and_short(wishes: list[int]) -> None:
    order: list[str] = []
    ranks: dict[str, str] = {}
    for number, wish in enumerate(wishes):
        index = wish % (len(order) + 1)
        ranks |= inserted(tuple((ranks[key], key) for key in order), index, f"id-{number}")
        order.insert(index, f"id-{number}")

        row = [ranks[key] for key in order]
        assert row == sorted(set(row))
        assert all(len(rank) <= LONGEST for rank in row)


def test_D25_a_row_is_spaced_anew_when_a_gap_is_used_up() -> None:
    ranks = {"first": "a0", "last": "a1"}
    order = ["first", "last"]
    anew = 0
    for number in range(500):
        changed = inserted(tuple((ranks[key], key) for key in order), 1, f"id-{number}")
        ranks |= changed
        order.insert(1, f"id-{number}")
        anew += len(changed) > 1
        row = [ranks[key] for key in order]
        assert row == sorted(set(row))
        assert max(map(len, row)) <= LONGEST

    assert anew == 2


def test_D25_spacing_anew_is_one_event_in_the_same_order(desk: Desk) -> None:
    desk.theme("sheet-one")
    desk.card("card-one", "card-two")
    high = "a0" + "0" * (LONGEST - 3) + "1"
    desk.put("place-one", "card-one", "sheet-one")
    placed = desk.put("place-two", "card-two", "sheet-one")
    tight = {**placed, "seq": desk.board.seq + 1, "command_id": "tight-0001", "type": "placement.moved"}
    tight["changes"] = [{"kind": "placement", "id": "place-two", "before": {"rank": "a1"}, "after": {"rank": high}}]
    desk.record(tight)  # type: ignore[arg-type]

    desk.card("card-new")
    event = desk.put("place-new", "card-new", "sheet-one", after="place-one")

    assert desk.row("sheet-one") == ["place-one", "place-new", "place-two"]
    assert len(event["changes"]) == 2
    assert {p["rank"] for p in desk.records("placement").values()} == {"a0", "a1", "a2"}


@pytest.mark.parametrize(
    ("spot", "index"),
    [
        (Spot(last=True), 3),
        (Spot(last=False), 0),
        (Spot(last=False, after="b"), 2),
        (Spot(last=False, after="c"), 3),
        (Spot(last=False, after="gone"), 3),
    ],
)
def test_D20_a_spot_is_an_index_in_the_row(spot: Spot, index: int) -> None:
    row = (("a0", "a"), ("a1", "b"), ("a1", "c"))

    assert index_of(row, spot, {"b": "a1", "c": "a1"}.get(spot.after or "")) == index


@pytest.mark.parametrize(
    ("rank", "taken", "expected"),
    [
        ("a1", set(), "a1"),
        ("a1", {"a0", "a2"}, "a1"),
        ("a1", {"a1"}, "a2"),
        ("a1", {"a1", "a2"}, "a1V"),
        ("a1", {"a1", "a1V"}, "a1G"),
    ],
)
def test_D56_a_rank_that_is_taken_gives_way_to_the_next_one_above(rank: str, taken: set[str], expected: str) -> None:
    assert free(rank, taken) == expected


def test_D25_spaced_ranks_are_in_order() -> None:
    keys = spaced(3000)

    assert keys == sorted(set(keys))
    assert spaced(0) == []


def test_D25_ranks_compare_by_code_units() -> None:
    assert between(None, "a0") == "Zz"
    assert between(None, "a0") < "a0" < between("a0", None)


@pytest.mark.parametrize(
    ("field", "limit", "kind", "asked"),
    [
        ("cards", 3, "card.create", {"card_id": "card-four", "text": "D"}),
        ("themes", 3, "theme.create", {"theme_id": "sheet-new", "title": "D"}),
        (
            "placements",
            5,
            "placement.add",
            {"placement_id": "place-new", "card_id": "card-two", "theme_id": "sheet-two"},
        ),
    ],
)
def test_D9_a_full_board_takes_no_more(
    sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch, field: str, limit: int, kind: str, asked: dict[str, str]
) -> None:
    sorted_desk.happens("card.retire", card_id="card-one")
    sorted_desk.happens("theme.retire", theme_id="section-1")
    modules = (decide_cards, decide_themes, decide_placements)

    for module in modules:
        monkeypatch.setattr(module, "LIMITS", replace(LIMITS, **{field: limit}))
    assert sorted_desk.refused(kind, "limit_reached", **asked) == {"field": field, "limit": limit}

    for module in modules:
        monkeypatch.setattr(module, "LIMITS", replace(LIMITS, **{field: limit + 1}))
    sorted_desk.happens(kind, **asked)
