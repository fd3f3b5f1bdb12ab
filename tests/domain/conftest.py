"""Every test of the core starts at an empty desk. Random tests are the same on every run, unless asked for more."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.domain.desk import Desk

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    print_blob=True,
    max_examples=40,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile(
    "long",
    deadline=None,
    print_blob=True,
    max_examples=int(os.environ.get("THEMEROOM_EXAMPLES", "25")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("long" if "THEMEROOM_EXAMPLES" in os.environ else "steady")


@pytest.fixture
def desk() -> Desk:
    """A board that has just begun."""
    return Desk()


@pytest.fixture
def sorted_desk() -> Desk:
    """Three cards in two sheets and a section; the first card stands in all three.

    sheet-one: [p-one-in-1, p-two-in-1, p-three-1]; section-1 under sheet-one: [p-one-in-s]; sheet-two: [p-one-in-2].
    """
    desk = Desk()
    desk.happens("board.edit", legend={"✱": "Suggested by a co-researcher", "?": ""})
    desk.card("card-one", "card-two", "card-three")
    desk.theme("sheet-one", "sheet-two")
    desk.theme("section-1", parent_id="sheet-one")
    desk.put("p-one-in-1", "card-one", "sheet-one")
    desk.put("p-two-in-1", "card-two", "sheet-one")
    desk.put("p-three-1", "card-three", "sheet-one")
    desk.put("p-one-in-s", "card-one", "section-1")
    desk.put("p-one-in-2", "card-one", "sheet-two")
    return desk
