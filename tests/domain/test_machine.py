"""Random groups at work, held against the same exercise on paper, and against what must always be true."""

import copy
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.domain.errors import Rejection
from app.domain.events import Event
from tests.domain.asking import commands
from tests.domain.desk import Desk
from tests.domain.paper_themes import FullPaper, read, tidy
from tests.domain.soundness import flaws, related, reused, wrongly_undone

State = dict[str, dict[str, Any]]


class Group(RuleBasedStateMachine):
    """A group that sorts, changes its mind, and asks for things that cannot be."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.paper = FullPaper()
        self.states: list[State] = []
        self.seen: set[tuple[str, str]] = set()

    @initialize()
    def begin(self) -> None:
        """Some cards and themes lie there already, and the first card stands in two of them."""
        self.desk.happens("board.edit", legend={"✱": "", "?": ""})
        self.desk.card("card-000", "card-001", "card-002")
        self.desk.theme("theme-00", "theme-01", "theme-02")
        self.desk.theme("theme-03", parent_id="theme-00")
        for number, theme in enumerate(("theme-00", "theme-03", "theme-01")):
            self.desk.put(f"place-{number:02}", "card-000", theme)
        self.states = [{} for _ in self.desk.events]
        for event in self.desk.events:
            reused(event, self.seen)
        self.write_down()

    @rule(asked=commands(), role=st.sampled_from(["facilitator", "co_researcher", "facilitator"]))
    def somebody_asks(self, asked: dict[str, Any], role: str) -> None:
        """One command; what becomes of it is what the paper says."""
        asked = self.meant(asked)
        if role == "co_researcher" and asked["type"] == "board.edit":
            assert self.ask(asked, role) == {"not_allowed"}
        else:
            self.compare(asked, self.ask(asked, role))

    @rule(asked=st.lists(commands(), min_size=1, max_size=4))
    def somebody_asks_for_several_things(self, asked: list[dict[str, Any]]) -> None:
        """A batch; all or none."""
        meant = [self.meant(one) for one in asked]
        trial = copy.deepcopy(self.paper)
        expected: set[str] | bool = False
        for one in meant:
            outcome = trial.ask(one)
            if isinstance(outcome, set):
                expected = outcome
                break
            expected = expected or outcome
        answer = self.ask({"type": "batch", "commands": meant}, "facilitator")
        self.settle(trial, expected, answer, back_and_forth=True)

    @precondition(lambda self: len(self.desk.events) > 12)
    @rule()
    def somebody_takes_the_last_thing_back(self) -> None:
        """Nothing stands on the last event: its undo gives the state before it."""
        event = self.desk.events[-1]
        before = self.states[-1]
        if not {"undo", "meeting"} & {change["kind"] for change in event["changes"]}:
            assert self.ask({"type": "undo", "seq": event["seq"]}, "facilitator") is True
            assert {**self.desk.board.state, "undo": {}} == {**before, "undo": {}}
            self.write_down()

    @precondition(lambda self: len(self.desk.events) > 12)
    @rule(back=st.integers(0, 12))
    def somebody_undoes(self, back: int) -> None:
        """Any event; it is put back exactly, or something stands on it."""
        event = self.desk.events[max(-1 - back, -len(self.desk.events))]
        now: Any = self.desk.board.state
        answer = self.ask({"type": "undo", "seq": event["seq"]}, "facilitator")
        if answer is True and event["seq"] > 11:
            then: Any = self.desk.board.state
            assert wrongly_undone(event, self.states[event["seq"] - 1], now, then) == []
        elif answer is not True:
            self.refused_for_a_reason(event, answer, now)
        self.write_down()

    def refused_for_a_reason(self, event: Event, answer: set[str] | bool, now: State) -> None:
        """Undone already, never undone, or a later event has to do with what this one touched."""
        if event["seq"] == 1:
            assert answer == {"invalid"}
            return
        assert answer == {"stale"}
        later = self.desk.events[event["seq"] :]
        board = {self.desk.board.id}
        assert str(event["seq"]) in now["undo"] or any(related(one) & (related(event) | board) for one in later)
        assert self.detail["seq"] in {one["seq"] for one in later}

    def meant(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Numbers in place of placement ids mean one of those there are, or one that is not."""
        known = sorted(self.paper.slips)
        return {name: _meant(value, known) for name, value in asked.items()}

    def ask(self, asked: dict[str, Any], role: Any) -> set[str] | bool:
        """What the core says; checks what must hold whatever it says."""
        board, before = self.desk.board, self.desk.board.state
        fields = {name: value for name, value in asked.items() if name != "type"}
        try:
            event = self.desk.do(asked["type"], role=role, **fields)
        except Rejection as rejection:
            assert self.desk.board is board
            self.detail = dict(rejection.detail)
            return {rejection.code}
        if event is None:
            assert self.desk.board is board
            return False
        self.states.append(before)  # type: ignore[arg-type]
        assert list(flaws(self.desk.board.state)) == []  # type: ignore[arg-type]
        assert reused(event, self.seen) == []
        return True

    def compare(self, asked: dict[str, Any], answer: set[str] | bool) -> None:
        """Core and paper agree."""
        expected = self.paper.ask(asked)
        self.settle(self.paper, expected, answer)

    def settle(
        self, paper: FullPaper, expected: set[str] | bool, answer: set[str] | bool, *, back_and_forth: bool = False
    ) -> None:
        """The answer is the expected one; if something changed, the board looks like the paper."""
        if isinstance(expected, set):
            assert isinstance(answer, set), f"not refused: {expected}"
            assert answer <= expected
        else:
            assert answer is expected or (back_and_forth and answer is True), f"{answer} is not {expected}"
            assert self.seen_alike(paper)
        self.write_down()

    def seen_alike(self, paper: FullPaper) -> bool:
        """The screen shows what the paper shows. Where something came back, only the order among the others counts."""
        shown = read(self.desk.board.state)  # type: ignore[arg-type]
        for theme_id in paper.loose:
            row = paper.sheets.get(theme_id, [])
            if {*row} == {*shown.sheets.get(theme_id, [])}:
                paper.sheets[theme_id] = shown.sheets.get(theme_id, [])
        assert shown == tidy(paper)
        return True

    def write_down(self) -> None:
        """The paper is written anew from the screen; it remembers which ids were used."""
        self.paper = read(self.desk.board.state)  # type: ignore[arg-type]
        self.paper.used = {("placement" if kind == "place" else kind, key) for kind, key in self.seen}


def _meant(value: Any, known: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: _meant(one, known) for name, one in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        ids = [*known, "place-none"]
        return ids[value % len(ids)]
    return value


TestGroup = Group.TestCase
