"""What a meeting made of the board, for its draft minutes: what counts is how the board differs afterwards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from app.domain.events import Event
from app.domain.model import State
from app.export.minutes_words import person, points, said, some
from app.export.scene import counted
from app.export.sitting import Sitting

MOST = 20
"""Lines in one list at most; the others are counted."""
Named = Literal["card", "theme"]
WORDS: Mapping[Named, str] = {"card": "text", "theme": "title"}
Places = Mapping[str, frozenset[str]]


def done(sitting: Sitting) -> Iterator[str]:
    """Lines of Markdown: what was made, named anew, merged, moved, put away."""
    kinds: tuple[Named, Named] = ("theme", "card")
    lines = [line for kind in kinds for line in _of(sitting, kind)]
    lines += [*_places(sitting), *_marks(sitting)]
    yield from lines or ["Nothing on the board was changed."]


def doers(events: Iterable[Event], names: Mapping[str, str]) -> list[str]:
    """Who did something, each once, in the order in which they began."""
    return list(dict.fromkeys(person(event.get("on_behalf_of") or event["actor"], names) for event in events))


def records(state: State, kind: Named) -> Mapping[str, Any]:
    """The cards or the themes."""
    return cast(Mapping[str, Any], state[kind])


def named(state: State, kind: Named, key: str) -> str:
    """A card or theme by its words."""
    return said(records(state, kind)[key][WORDS[kind]])


def _of(sitting: Sitting, kind: Named) -> Iterator[str]:
    before, after = records(sitting.before, kind), records(sitting.after, kind)
    made = [key for key in after if key not in before and not after[key]["retired"]]
    if made:
        makers = some(_makers(sitting, kind, made))
        yield f"- New: {counted(len(made), kind)}, by {makers}. {_names(sitting, kind, made)}."
    yield from points(list(_changed(sitting, kind)), MOST)
    turned = [key for key in after if key in before and before[key]["retired"] != after[key]["retired"]]
    for word, wanted in (("Put away", True), ("Put back", False)):
        there = [key for key in turned if after[key]["retired"] is wanted and after[key]["merged_into"] is None]
        if there:
            yield f"- {word}: {counted(len(there), kind)}. {_names(sitting, kind, there)}."


def _changed(sitting: Sitting, kind: Named) -> Iterator[str]:
    """New words and mergers."""
    before, after, word = records(sitting.before, kind), records(sitting.after, kind), WORDS[kind]
    verb = "reads" if kind == "card" else "is called"
    for key in (key for key in after if key in before):
        old, new = named(sitting.before, kind, key), after[key]
        if before[key][word] != new[word] and not new["retired"]:
            yield f"The {kind} {old} {verb} {named(sitting.after, kind, key)} now."
        if new["merged_into"] not in (None, before[key]["merged_into"]):
            yield f"The {kind} {old} is part of {named(sitting.after, kind, new['merged_into'])} now."


def _makers(sitting: Sitting, kind: Named, made: Sequence[str]) -> list[str]:
    ids = set(made)
    own = (
        e for e in sitting.events if any(c["kind"] == kind and c["id"] in ids and not c["before"] for c in e["changes"])
    )
    return doers(own, sitting.names)


def _names(sitting: Sitting, kind: Named, keys: Sequence[str]) -> str:
    return some([named(sitting.after, kind, key) for key in keys])


def _places(sitting: Sitting) -> Iterator[str]:
    """Which cards came into which theme, and which went out."""
    before, after = _standing(sitting.before), _standing(sitting.after)
    came = {key: after[key] - before.get(key, frozenset()) for key in after}
    went = {key: before.get(key, frozenset()) - after[key] for key in after}
    moved = frozenset().union(*came.values(), *went.values())
    if not moved:
        return
    yield f"- {counted(len(moved), 'card')} found a new place or left one."
    busy = sorted((key for key in after if came[key] or went[key]), key=lambda key: -len(came[key] | went[key]))
    yield from points([_into(sitting, key, came[key], went[key]) for key in busy], MOST)


def _into(sitting: Sitting, key: str, came: frozenset[str], went: frozenset[str]) -> str:
    told = [
        f"{verb} {_names(sitting, 'card', sorted(cards))}" for verb, cards in (("got", came), ("lost", went)) if cards
    ]
    return f"{named(sitting.after, 'theme', key)} {'. It '.join(told)}."


def _standing(state: State) -> Places:
    """The live cards of each live theme."""
    cards, themes = state["card"], state["theme"]
    found: dict[str, set[str]] = {key: set() for key, theme in themes.items() if not theme["retired"]}
    for one in state["placement"].values():
        if one["theme_id"] in found and not cards[one["card_id"]]["retired"]:
            found[one["theme_id"]].add(one["card_id"])
    return {key: frozenset(there) for key, there in found.items()}


def _marks(sitting: Sitting) -> Iterator[str]:
    before, after = sitting.before["placement"], sitting.after["placement"]
    marked = [
        key for key, one in after.items() if one["mark"] and (key not in before or before[key]["mark"] != one["mark"])
    ]
    if marked:
        yield f"- Marked: {counted(len(marked), 'card')}."
