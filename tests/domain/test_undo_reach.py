"""Undo reaches back only so far."""

from dataclasses import replace

import pytest

from app.domain import undo as undo_module
from app.domain.limits import LIMITS
from tests.domain.desk import Desk


def test_D63_what_is_too_long_ago_is_not_undone(sorted_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_module, "LIMITS", replace(LIMITS, undo_reach=3))
    sorted_desk.card("card-one-1", "card-two-2", "card-three-3", "card-four-4")
    first, *_, last = sorted_desk.events[-4:]

    assert sorted_desk.not_undone(first, "limit_reached") == {"field": "undo_reach", "limit": 3}
    sorted_desk.undo(last["seq"] - 2)
