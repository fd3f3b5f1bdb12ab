"""Random groups at work, held against the same exercise on paper, and against what must always be true."""

import copy
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.domain.errors import Rejection
from app.domain.events import Event
from app.domain.evolve import new_board, replay
from tests.domain.asking import about_cards, about_placements, about_themes, commands, meant
from tests.domain.desk import Desk
from tests.domain.paper_themes import FullPaper, read
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
        for number, event in enumerate(self.desk.events):
            self.states.append(cast(State, replay(new_board(self.desk.board.id), self.desk.events[:number]).state))
            reused(event, self.seen)
        self.write_down()

    @rule(asked=about_cards(), role=st.sampled_from(["facilitator", "co_researcher"]))
    def somebody_thinks_about_cards(self, asked: dict[str, Any], role: str) -> None:
        """One command on a card; what becomes of it is what the paper says."""
        self.compare(self.meant(asked), role)

    @rule(asked=about_placements(), role=st.sampled_from(["facilitator", "co_researcher"]))
    def somebody_sorts(self, asked: dict[str, Any], role: str) -> None:
        """One command on a placement."""
        self.compare(self.meant(asked), role)

    @rule(asked=about_themes())
    def somebody_thinks_about_themes(self, asked: dict[str, Any]) -> None:
        """One command on a theme or the board."""
        self.compare(self.meant(asked), "facilitator")

    @rule(asked=st.lists(commands(), min_size=1, max_size=4))
    def somebody_asks_for_several_things(self, asked: list[dict[str, Any]]) -> None:
        """A batch; all or none."""
        several = [self.meant(one) for one in asked]
        trial = copy.deepcopy(self.paper)
        expected: set[str] | bool = False
        for one in several:
            outcome = trial.ask(one)
            if isinstance(outcome, set):
                expected = outcome
                break
            expected = expected or outcome
        answer = self.ask({"type": "batch", "commands": several}, "facilitator")
        self.settle(trial, expected, answer, back_and_forth=True)

    @rule()
    def somebody_takes_the_last_thing_back(self) -> None:
        """Nothing stands on the last event: its undo gives the state before it."""
        event = self.desk.events[-1]
        before = self.states[-1]
        if str(event["seq"]) not in self.desk.records("undo"):
            assert self.ask({"type": "undo", "seq": event["seq"]}, "facilitator") is True
            assert {**self.state, "undo": {}} == {**before, "undo": {}}
            self.write_down()

    @rule(back=st.integers(0, 12))
    def somebody_undoes(self, back: int) -> None:
        """Any event; it is put back exactly, or something stands on it."""
        event = self.desk.events[max(-1 - back, -len(self.desk.events))]
        now = self.state
        answer = self.ask({"type": "undo", "seq": event["seq"]}, "facilitator")
        if answer is True:
            assert wrongly_undone(event, self.states[event["seq"] - 1], now, self.state) == []
        else:
            self.refused_for_a_reason(event, answer, now)
        self.write_down()

    def refused_for_a_reason(self, event: Event, answer: set[str] | bool, now: State) -> None:
        """Undone already, never undone, or a later event has to do with what this one touched."""
        if event["seq"] == 1:
            assert answer == {"invalid"}
            return
        assert answer == {"stale"}
        later = self.desk.events[event["seq"] :]
        ours = related(event, now) | {self.desk.board.id}
        assert str(event["seq"]) in now["undo"] or any(related(one, now) & ours for one in later)
        assert self.detail["seq"] in {one["seq"] for one in later}

    @property
    def state(self) -> State:
        return cast(State, self.desk.board.state)

    def meant(self, asked: dict[str, Any]) -> dict[str, Any]:
        """References become ids of this board."""
        paper = self.paper
        known = {"card": sorted(paper.cards), "theme": sorted(paper.themes), "place": sorted(paper.slips)}
        return cast(dict[str, Any], meant(asked, known))

    def ask(self, asked: dict[str, Any], role: Any) -> set[str] | bool:
        """What the core says; checks what must hold whatever it says."""
        board, before = self.desk.board, self.state
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
        self.states.append(before)
        assert list(flaws(self.state)) == []
        assert reused(event, self.seen) == []
        return True

    def compare(self, asked: dict[str, Any], role: str) -> None:
        """Core and paper agree."""
        expected = self.paper.ask(asked)
        self.settle(self.paper, expected, self.ask(asked, role))

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
        shown = read(self.state)
        for theme_id in paper.loose:
            row = paper.sheets.get(theme_id, [])
            if {*row} == {*shown.sheets.get(theme_id, [])}:
                paper.sheets[theme_id] = shown.sheets.get(theme_id, [])
        assert shown == paper.tidy()
        return True

    def write_down(self) -> None:
        """The paper is written anew from the screen; it remembers which ids were used."""
        self.paper = read(self.state)
        self.paper.used = {("placement" if kind == "place" else kind, key) for kind, key in self.seen}


TestGroup = Group.TestCase
