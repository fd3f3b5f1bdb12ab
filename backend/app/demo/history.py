"""The demo's history: how a group could have sorted the published cards, in five meetings and the evenings between.

The cards and where they stand in the end are the published ones; who moved what, when and why is made up.
"""

from collections.abc import Sequence
from datetime import datetime

from app.demo import early, late, middle
from app.demo.hands import Hands
from app.demo.published import SOURCE, published_groups
from app.demo.script import PEOPLE, TITLE, Script, Step
from app.demo.whys import WHYS

__all__ = ["PEOPLE", "SOURCE", "TITLE", "Step", "history"]

CHAPTERS = (
    early.first_meeting,
    early.first_home_work,
    early.second_meeting,
    middle.second_home_work,
    middle.third_meeting,
    middle.third_home_work,
    late.fourth_meeting,
    late.fourth_home_work,
    late.fifth_meeting,
    late.last_home_work,
)


def history(now: datetime) -> Sequence[Step]:
    """All steps from five weeks before `now` (with time zone, UTC) to the day before, the same every time.

    The board's first event, `board.created`, is not among them: it has seq 1 and the first step gets seq 2.
    """
    hands = Hands(Script(now), published_groups(), WHYS)
    for chapter in CHAPTERS:
        chapter(hands)
    return tuple(hands.script.steps)
