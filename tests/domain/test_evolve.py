"""The one fold, and the shared vectors that hold Python and TypeScript equal."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import BrokenLog
from app.domain.evolve import advance, evolve, new_board, replay, reversed_changes
from app.domain.model import KINDS, empty_state, state_of
from app.domain.ranks import between
from tests.domain.desk import Desk

VECTORS = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> list[dict[str, Any]]:
    """The vectors of a file."""
    found: list[dict[str, Any]] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return found


FITTING = vectors("evolve.json")
BROKEN = vectors("evolve-broken.json")
RANKS = vectors("ranks.json")


def full(state: dict[str, Any]) -> Any:
    """A state with all kinds; the vectors leave out those that are empty."""
    return state_of({**{kind: {} for kind in KINDS}, **state})


@pytest.mark.parametrize("case", FITTING, ids=[case["name"] for case in FITTING])
def test_D82_changes_fold_as_the_vectors_say(case: dict[str, Any]) -> None:
    before = full(case["state"])
    kept = copy.deepcopy(before)

    after = evolve(before, case["changes"])

    assert after == full(case["after"])
    assert before == kept
    assert evolve(after, reversed_changes(case["changes"])) == kept


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_D80_a_change_that_does_not_fit_is_a_broken_log(case: dict[str, Any]) -> None:
    before = full(case["state"])
    kept = copy.deepcopy(before)

    with pytest.raises(BrokenLog) as caught:
        evolve(before, case["changes"])

    assert caught.value.detail == case["broken"]
    assert before == kept


@pytest.mark.parametrize("case", RANKS, ids=[f"{case['a']} {case['b']}" for case in RANKS])
def test_D82_ranks_are_as_the_vectors_say(case: dict[str, str | None]) -> None:
    assert between(case["a"], case["b"]) == case["key"]


def test_D82_there_are_vectors_enough() -> None:
    assert len(FITTING) >= 30
    assert len(BROKEN) >= 5
    assert len(RANKS) >= 15
    assert len({case["name"] for case in FITTING + BROKEN}) == len(FITTING + BROKEN)


def test_D80_kinds_that_are_not_touched_are_shared(sorted_desk: Desk) -> None:
    before = sorted_desk.board.state
    sorted_desk.happens("card.edit", card_id="card-one", text="New")

    assert sorted_desk.board.state["theme"] is before["theme"]
    assert sorted_desk.board.state["card"]["card-two"] is before["card"]["card-two"]


def test_D81_replay_folds_step_by_step_or_at_once(sorted_desk: Desk) -> None:
    board = new_board(sorted_desk.board.id)
    for event in sorted_desk.events:
        board = advance(board, event["changes"])

    assert board == sorted_desk.board == replay(new_board(board.id), sorted_desk.events)
    half = replay(new_board(board.id), sorted_desk.events[:5])
    assert replay(half, sorted_desk.events[5:]) == board
    assert half.seq == 5


def test_D81_a_missing_record_is_named(sorted_desk: Desk) -> None:
    with pytest.raises(BrokenLog) as caught:
        replay(new_board(sorted_desk.board.id), [*sorted_desk.events[:3], *sorted_desk.events[4:]])
    assert caught.value.detail == {"seq": 4}


def test_D81_a_record_that_does_not_fit_is_named(sorted_desk: Desk) -> None:
    again = {**sorted_desk.events[2], "seq": len(sorted_desk.events) + 1}

    with pytest.raises(BrokenLog) as caught:
        replay(new_board(sorted_desk.board.id), [*sorted_desk.events, again])  # type: ignore[list-item]
    assert caught.value.detail == {"seq": again["seq"], "kind": "card", "id": "card-one"}


def test_D81_kinds_of_later_versions_fold_too() -> None:
    change: Any = {"kind": "sticker", "id": "sticker-1", "before": None, "after": {"text": "Yes"}}
    event: Any = {"seq": 1, "changes": [change]}

    folded: Any = replay(new_board("board-0001"), [event]).state

    assert folded["sticker"] == {"sticker-1": {"text": "Yes"}} == evolve(empty_state(), [change])["sticker"]  # type: ignore[typeddict-item]
