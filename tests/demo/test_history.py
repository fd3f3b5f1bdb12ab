"""The demo's history: honest, repeatable, allowed to those who do it, and with something left to do."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.demo.history import PEOPLE, SOURCE, TITLE, Step, history
from app.demo.published import published_csv, published_groups
from app.domain.beyond import Beyond
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.events import Author, Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.limits import LIMITS
from app.domain.model import Board, Role, tray
from app.export.import_fold import fold
from app.export.table import table_rows

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LEFT = ("Respite", "Support from others", "Support from services")
UNTIDY = ("Support from others", "Not sure yet")


class Replayed:
    """A board made by the steps alone, each decided in the role of its actor."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.board: Board = new_board("board-01")
        self.log: list[Event] = []
        self._record(begin("board-01", TITLE), "begin-01", "Facilitator")
        for number, step in enumerate(steps):
            role: Role = "facilitator" if step.actor == "Facilitator" else "co_researcher"
            author = Author(step.actor, role, step.on_behalf_of)
            beyond = Beyond(step.at.isoformat(), self.since, lambda *_: ())
            draft = decide(self.board, author, step.command, f"step-{number}", beyond)
            assert isinstance(draft, Draft)
            self._record(draft, f"step-{number}", step.actor)

    def since(self, seq: int) -> Sequence[Event]:
        return self.log[seq - 1 :]

    def _record(self, draft: Draft, command_id: str, actor: str) -> None:
        seq, changes = self.board.seq + 1, list(draft.changes)
        self.log.append(Event(seq=seq, at="", actor=actor, command_id=command_id, type=draft.type, changes=changes))
        self.board = advance(self.board, changes)


@pytest.fixture(scope="module")
def steps() -> Sequence[Step]:
    return history(NOW)


@pytest.fixture(scope="module")
def board(steps: Sequence[Step]) -> Board:
    return Replayed(steps).board


def test_X20_the_same_now_gives_the_same_history(steps: Sequence[Step]) -> None:
    assert history(NOW) == steps
    assert 300 <= len(steps) <= 600


def test_X20_every_step_is_allowed_and_makes_one_event(steps: Sequence[Step]) -> None:
    replayed = Replayed(steps)
    assert all(event["changes"] for event in replayed.log)
    assert replayed.board.seq == len(steps) + 1


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_X20_it_lies_in_the_five_weeks_before_now(hour: int) -> None:
    now = NOW.replace(hour=hour)
    times = [step.at for step in history(now)]
    assert all(earlier < later for earlier, later in pairwise(times))
    assert now - timedelta(days=36) < times[0] < now - timedelta(days=34)
    assert times[-1] < now


def test_X20_five_meetings_with_home_work_between(steps: Sequence[Step]) -> None:
    kinds = [step.command.type for step in steps]
    starts = [index for index, kind in enumerate(kinds) if kind == "meeting.start"]
    ends = [index for index, kind in enumerate(kinds) if kind == "meeting.end"]
    assert len(starts) == len(ends) == 5
    assert all(start - end > 10 for end, start in zip(ends, starts[1:], strict=False))
    assert all(steps[end].at - steps[start].at < timedelta(hours=1) for start, end in zip(starts, ends, strict=True))


def test_X20_everybody_took_part_and_said_why_at_times(steps: Sequence[Step]) -> None:
    assert {step.actor for step in steps} == set(PEOPLE)
    assert sum(step.why is not None for step in steps) > 50
    assert all(0 < len(step.why) <= LIMITS.why for step in steps if step.why is not None)


def test_X20_only_the_facilitator_writes_for_somebody(steps: Sequence[Step]) -> None:
    written = [step for step in steps if step.on_behalf_of is not None]
    assert written
    assert {(step.actor, step.on_behalf_of) for step in written} == {("Facilitator", "CR6")}


def test_X20_it_shows_what_a_log_can_hold(steps: Sequence[Step]) -> None:
    kinds = Counter(step.command.type for step in steps)
    wanted = {
        "undo",
        "card.merge",
        "card.split",
        "card.retire",
        "card.restore",
        "theme.merge",
        "placement.mark",
        "batch",
        "comment.add",
        "round.open",
        "vote.cast",
        "round.close",
        "minutes.write",
        "minutes.sign",
    }
    assert wanted <= kinds.keys()


def test_X21_the_live_cards_are_the_published_ones(board: Board) -> None:
    live = [card["text"] for card in board.state["card"].values() if not card["retired"]]
    assert len(live) == 119
    assert set(live) == {text for texts in published_groups().values() for text in texts}


def test_X21_the_places_are_the_published_ones_but_for_what_is_left(board: Board) -> None:
    stands: dict[str, tuple[str, ...]] = {}
    for row in table_rows(board.state):
        title = row.subtheme_group or row.theme
        stands[title] = (*stands.get(title, ()), row.card)
    published = {title: texts for title, texts in published_groups().items() if title not in LEFT}
    assert {title: texts for title, texts in stands.items() if title not in UNTIDY} == published
    assert {title: stands[title] for title in UNTIDY} == {
        "Support from others": ("Peer support", "Group support"),
        "Not sure yet": ("Help with short sight",),
    }


def test_X21_themes_and_marks_are_as_published(board: Board) -> None:
    marked = [(row.subtheme_group, row.card) for row in table_rows(board.state) if row.mark == "*"]
    assert marked == [
        ("Emotional/Wellbeing", "Moving forward"),
        ("Emotional/Wellbeing", "Physical health opportunities"),
        ("Learning", "Moving forward"),
    ]
    live = [key for key in board.children(None) if board.theme_is_live(key)]
    sheets = [board.state["theme"][key] for key in live]
    published = dict.fromkeys(fold(line.split(",")[0]) for line in published_csv().splitlines()[1:])
    assert [fold(sheet["title"]) for sheet in sheets if sheet["theme_kind"] == "theme"] == list(published)


def test_X21_the_tray_holds_what_a_newcomer_can_do(board: Board) -> None:
    left = {text for title in LEFT for text in published_groups()[title]}
    cards = [board.state["card"][key]["text"] for key in tray(board)]
    assert 25 <= len(cards) <= 35
    assert set(cards) < left


def test_X21_the_source_is_named_and_says_what_is_made_up() -> None:
    assert "The Life Rooms" in SOURCE
    assert "made up for this demo" in SOURCE
