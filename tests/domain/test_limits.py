"""How many of each kind a board holds besides cards, themes and placements (rule D90; of those see D9)."""

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from app.domain import decide_meetings, decide_minutes, decide_moments, decide_rounds, decide_talk, decide_votes
from app.domain.limits import LIMITS
from tests.domain.desk import Desk

ROUND = {"question": "Is it so?", "method": "sense", "on": "card"}
HIDDEN = {**ROUND, "hidden_until_closed": True}
ABOUT = {"kind": "card", "id": "card-one"}
NAMED = {"minutes.write": {"minutes_id": "minutes-1", "title": "One", "text": "So it was."},
         "round.open": {"round_id": "round-open", **ROUND},
         "meeting.start": {"meeting_id": "meeting-1", "title": "One"}}  # fmt: skip
FULL: Mapping[str, tuple[ModuleType, str, Any]] = {
    "comments": (decide_talk, "comment.add", lambda n: {"comment_id": f"comment-{n}", "on": ABOUT, "text": "Yes"}),
    "rounds": (decide_rounds, "round.open", lambda n: {"round_id": f"round-no-{n}", **HIDDEN}),
    "votes": (
        decide_votes,
        "vote.cast",
        lambda n: {"round_id": "round-open", "on": ABOUT, "value": "agree", "who": f"person-{n}"},
    ),
    "attendances": (
        decide_meetings,
        "meeting.attend",
        lambda n: {"attendance_id": f"attendance-{n}", "meeting_id": "meeting-1", "name": f"Ana {n}"},
    ),
    "minutes": (
        decide_minutes,
        "minutes.write",
        lambda n: {"minutes_id": f"minutes-no-{n}", "title": "A", "text": "B"},
    ),
    "signatures": (
        decide_minutes,
        "minutes.sign",
        lambda n: {"signature_id": f"signed-{n}", "minutes_id": "minutes-1", "version": 1, "who": f"person-{n}"},
    ),
    "moments": (decide_moments, "moment.name", lambda n: {"moment_id": f"moment-{n}", "seq": n, "name": f"No {n}"}),
}


def held(desk: Desk, name: str) -> int:
    """How many are there."""
    kind = "minutes" if name == "minutes" else name.removesuffix("s")
    return len(desk.board.records(kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FULL)
def test_D90_a_full_board_takes_no_more_and_says_which_limit(
    sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    module, kind, asked = FULL[name]
    for needed, fields in NAMED.items():
        sorted_desk.happens(needed, **fields)
    limit = held(sorted_desk, name) + 2
    monkeypatch.setattr(module, "LIMITS", replace(LIMITS, **{name: limit}))
    for number in (1, 2):
        sorted_desk.happens(kind, **asked(number))
    assert held(sorted_desk, name) == limit

    assert sorted_desk.refused(kind, "limit_reached", **asked(3)) == {"field": name, "limit": limit}
