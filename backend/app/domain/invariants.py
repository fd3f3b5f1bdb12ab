"""What is true of every board, checked over a whole state. `decide` keeps it; undo and the tests ask."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from app.domain.model import SHELVES, Kind, Placement, State
from app.domain.model_rounds import VotedOn
from app.domain.model_talk import SpokenOf

MARKS_IN_LEGEND = "marks are in the legend"


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that breaks a rule."""

    rule: str
    kind: Kind
    id: str


def first_broken(state: State) -> Broken | None:
    """The first record that breaks a rule, or None."""
    return next(broken(state), None)


def broken(state: State) -> Iterator[Broken]:
    """Every record that breaks a rule."""
    for check in CHECKS:
        yield from check(state)


def _texts(state: State) -> Iterator[Broken]:
    for key, card in state["card"].items():
        if _is_blank(card["text"]):
            yield Broken("text is not empty", "card", key)
    for key, theme in state["theme"].items():
        if _is_blank(theme["title"]):
            yield Broken("text is not empty", "theme", key)


def _is_blank(text: str | None) -> bool:
    """A withdrawn text reads None, and that is no mistake."""
    return text is not None and not text.strip()


def _nesting(state: State) -> Iterator[Broken]:
    themes = state["theme"]
    for key, theme in themes.items():
        parent = theme["parent_id"]
        if parent is not None and (parent not in themes or themes[parent]["parent_id"] is not None):
            yield Broken("themes nest one level", "theme", key)


def _placements_stand(state: State) -> Iterator[Broken]:
    for key, placement in state["placement"].items():
        if not _is_there(state, placement):
            yield Broken("card and theme of a placement are there", "placement", key)
    for key, placement in state["kept"].items():
        if placement["card_id"] not in state["card"] or placement["theme_id"] not in state["theme"]:
            yield Broken("card and theme of a kept placement are known", "kept", key)
        elif _is_there(state, placement):
            yield Broken("a kept placement waits for something", "kept", key)


def _is_there(state: State, placement: Placement) -> bool:
    card, theme = state["card"].get(placement["card_id"]), state["theme"].get(placement["theme_id"])
    if card is None or theme is None or card["retired"] or theme["retired"]:
        return False
    parent = theme["parent_id"]
    return parent is None or (parent in state["theme"] and not state["theme"][parent]["retired"])


def _once_per_theme(state: State) -> Iterator[Broken]:
    for kind in SHELVES:
        pairs = (((p["card_id"], p["theme_id"]), key) for key, p in state[kind].items())
        yield from _doubles("a card stands once in a theme", kind, pairs)


def _ranks(state: State) -> Iterator[Broken]:
    rule = "ranks are strictly ordered"
    yield from _doubles(rule, "card", ((card["rank"], key) for key, card in state["card"].items()))
    yield from _doubles(rule, "theme", (((t["parent_id"], t["rank"]), key) for key, t in state["theme"].items()))
    yield from _doubles(rule, "placement", (((p["theme_id"], p["rank"]), key) for key, p in state["placement"].items()))


def _doubles(rule: str, kind: Kind, keyed: Iterable[tuple[object, str]]) -> Iterator[Broken]:
    seen: set[object] = set()
    for value, key in keyed:
        if value in seen:
            yield Broken(rule, kind, key)
        seen.add(value)


def _marks(state: State) -> Iterator[Broken]:
    legend = {mark for record in state["board"].values() for mark in record["legend"]}
    for kind in SHELVES:
        for key, placement in state[kind].items():
            if placement["mark"] is not None and placement["mark"] not in legend:
                yield Broken(MARKS_IN_LEGEND, kind, key)


def _talk_is_of_something(state: State) -> Iterator[Broken]:
    for key, comment in state["comment"].items():
        if not _is_known(state, comment["on_kind"], comment["on_id"]):
            yield Broken("what is spoken of is known", "comment", key)
    for key, vote in state["vote"].items():
        if vote["round_id"] not in state["round"] or not _is_known(state, vote["on_kind"], vote["on_id"]):
            yield Broken("what is answered about is known", "vote", key)


def _is_known(state: State, kind: SpokenOf | VotedOn, key: str) -> bool:
    return key in cast(Mapping[str, Container[str]], state)[kind]


def _one_meeting(state: State) -> Iterator[Broken]:
    running = [key for key, meeting in state["meeting"].items() if meeting["open"]]
    yield from (Broken("one meeting at a time", "meeting", key) for key in running[1:])


CHECKS: tuple[Callable[[State], Iterator[Broken]], ...] = (
    _texts,
    _nesting,
    _placements_stand,
    _once_per_theme,
    _ranks,
    _marks,
    _talk_is_of_something,
    _one_meeting,
)
