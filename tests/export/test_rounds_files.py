"""Rounds as files (rules X40 and X41)."""

import csv
import io
from typing import Any

from app.domain.model import State, state_of
from app.export.rounds_files import rounds_csv, rounds_md

ROUND = {
    "question": "=Does it fit?", "method": "sense", "asked_on": "theme", "dots": None, "per_item": None,
    "secret": False, "hidden_until_closed": True, "open": False, "opened_by": "p-lead",
    "opened_at": "2026-01-01T10:00:00.000Z",
    "closed_at": "2026-01-01T11:00:00.000Z", "voters": None,
}  # fmt: skip
NAMES = {"p-1": "CR1", "p-2": "CR2", "p-3": "CR3", "p-lead": "Facilitator"}


def vote(person: str | None, on_id: str, value: Any, **more: Any) -> dict[str, Any]:
    """An answer about a theme."""
    kind = "round" if on_id == "round" else "theme"
    return {"round_id": "round", "on_kind": kind, "on_id": on_id, "person": person, "value": value, "reason": None,
            "held": 2, "at": None, **more}  # fmt: skip


def board(votes: list[dict[str, Any]], **more: Any) -> State:
    """A board with one round."""
    themes = {key: {"title": f"Title *{key}*"} for key in ("t-1", "t-2", "t-3")}
    kinds = {"theme": themes, "round": {"round": {**ROUND, **more}}, "vote": {str(n): v for n, v in enumerate(votes)}}
    return state_of({"card": {}, **kinds})


def rows(state: State) -> list[dict[str, str]]:
    """The lines of the spreadsheet."""
    return list(csv.DictReader(io.StringIO(rounds_csv(state))))


NAMED = [
    *(vote(person, "t-1", "agree") for person in ("p-1", "p-2", "p-3")),
    *(vote(person, "t-2", value) for person, value in (("p-1", "agree"), ("p-2", "differ"), ("p-3", "abstain"))),
    vote("p-1", "t-3", "differ", reason="It is *not* ours.", held=7),
    vote("p-lead", "round", "aside", held=None),
]


def test_X40_where_people_differ_comes_first_and_too_few_are_not_told_apart() -> None:
    found = rows(board(NAMED))

    assert [row["about"] for row in found] == ["Title *t-2*", "Title *t-1*", "Title *t-3*"]
    assert {row["voters"] for row in found} == {"3"}
    assert {row["question"] for row in found} == {"'=Does it fit?"}
    first, _, last = found
    assert [first[name] for name in ("agree", "unsure", "differ", "rather_not_say", "people")] == [
        "1",
        "0",
        "1",
        "1",
        "3",
    ]
    assert [last[name] for name in ("agree", "unsure", "differ", "people", "cards_then")] == ["", "", "", "1", "7"]


def test_X41_to_read_with_names_where_they_were_shown() -> None:
    text = rounds_md(board(NAMED), NAMES)

    assert text.index("### Where we differ") < text.index("### Where we say the same") < text.index("### Few answers")
    assert "Closed 2026-01-01. Names were shown. 3 people answered." in text
    assert (
        "- **Title \\*t-2\\***: agree 1, differ 1, would rather not say 1. Given when this theme held 2 cards." in text
    )
    assert "  - CR1: differ, “It is \\*not\\* ours.”" in text
    assert "%" not in text
    assert "Facilitator" not in text


def test_X41_a_secret_round_without_anybody() -> None:
    votes = [vote(None, "t-1", value, at=None) for value in (1, 2, 1)] + [vote(None, "t-2", 2, reason="Mine.")]
    state = board(votes, secret=True, method="dots", dots=3, per_item=2, voters=3)

    text = rounds_md(state, NAMES)
    assert not any(name in text for name in NAMES.values())
    assert "- **Title \\*t-2\\***: 2 dots. Given" in text
    assert "- **Title \\*t-1\\***: 4 dots from 3 people. Given" in text
    assert [(row["dots"], row["people"]) for row in rows(state)] == [("2", ""), ("4", "3")]
    few = board([], secret=True, voters=2)
    assert "2 people answered.\nThat is too few to show more." in rounds_md(few, NAMES)
    assert [row["voters"] for row in rows(few)] == ["2"]


def test_X41_an_open_round_that_hides_its_answers_says_so() -> None:
    text = rounds_md(board([], open=True, closed_at=None), NAMES)
    assert "Still open. Names were shown. Answers are hidden until it is closed." in text
