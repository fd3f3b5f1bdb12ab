"""What must be true of every state and of every event, said once more and in another way than the core says it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.domain.events import Change, Event

State = dict[str, dict[str, Any]]
NAMING = ("card_id", "theme_id", "parent_id", "merged_into")
"""Fields that name another record."""


def flaws(state: State) -> Iterator[str]:
    """Everything wrong with a state."""
    cards, themes, board = state["card"], state["theme"], next(iter(state["board"].values()))
    yield from (
        f"empty text {key}" for key, card in cards.items() if card["text"] != card["text"].strip() or not card["text"]
    )
    yield from (f"too deep {key}" for key in themes if len(_above(themes, key)) > 1)
    for key, place in {**state["placement"], **state["kept"]}.items():
        stands = not cards[place["card_id"]]["retired"] and not any(
            themes[theme]["retired"] for theme in (place["theme_id"], *_above(themes, place["theme_id"]))
        )
        if stands is not (key in state["placement"]):
            yield f"{key} stands and should wait, or waits for nothing"
        if place["mark"] is not None and place["mark"] not in board["legend"]:
            yield f"{key} has an unknown mark"
    yield from (f"{key} both stands and waits" for key in state["placement"].keys() & state["kept"].keys())
    yield from (f"double {what}" for what, count in _counts(state).items() if count > 1)


def _above(themes: dict[str, Any], key: str) -> list[str]:
    parent = themes[key]["parent_id"]
    return [] if parent is None else [parent, *_above(themes, parent)]


def _counts(state: State) -> Counter[tuple[Any, ...]]:
    places = [*state["placement"].values(), *state["kept"].values()]
    return Counter(
        [
            *(("card in theme", place["card_id"], place["theme_id"]) for place in places),
            *(("rank in theme", p["theme_id"], p["rank"]) for p in state["placement"].values()),
            *(("rank in row", theme["parent_id"], theme["rank"]) for theme in state["theme"].values()),
            *(("rank in tray", card["rank"]) for card in state["card"].values()),
        ]
    )


def reused(event: Event, seen: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ids that an event gives to something new though they were used; `seen` grows by those it gives."""
    found = []
    before: Change | None = None
    for change in event["changes"]:
        key = (_place_kind(change["kind"]), change["id"])
        if change["before"] is None and change["kind"] != "undo" and event["type"] != "change.undone":
            found += [key] if key in seen and not _is_twin(before, change) else []
            seen.add(key)
        before = change
    return found


def _is_twin(before: Change | None, change: Change) -> bool:
    """True when a placement only changes between standing and waiting."""
    if before is None or before["after"] is not None or before["id"] != change["id"]:
        return False
    return {before["kind"], change["kind"]} == {"placement", "kept"}


def wrongly_undone(event: Event, was: State, now: State, then: State) -> list[str]:
    """What an undo did wrong: `was` before the event, `now` before the undo, `then` after it. Ranks may give way."""
    touched = _touched(event)
    wrong = []
    for kind in ("board", "card", "theme", "place", "meeting"):
        old, new, back = _records(was, kind), _records(now, kind), _records(then, kind)
        for key in {*old, *new, *back}:
            names = touched.get((kind, key), set())
            if (key in back) is not (key in (old if names else new)):
                wrong.append(f"{kind} {key} is there or not")
            wrong += [
                f"{kind} {key} {name}"
                for name, value in back.get(key, {}).items()
                if name != "rank" and value != (old if name in names else new)[key][name]
            ]
    return wrong


def _touched(event: Event) -> dict[tuple[str, str], set[str]]:
    touched: dict[tuple[str, str], set[str]] = {}
    for change in event["changes"]:
        names = {*(change["before"] or {}), *(change["after"] or {})}
        names |= {"stands"} if None in (change["before"], change["after"]) else set()
        touched.setdefault((_place_kind(change["kind"]), change["id"]), set()).update(names)
    return touched


def related(event: Event, now: State) -> set[str]:
    """The ids an event has to do with: what it changes, and what that names or stands in, up to the sheet."""
    found = {change["id"] for change in event["changes"]}
    for change in event["changes"]:
        for fields in (change["before"] or {}, change["after"] or {}):
            found |= {str(fields[name]) for name in NAMING if fields.get(name)}
            found |= now["board"].keys() if "mark" in fields else set()
    return found | {sheet for key in found & now["theme"].keys() for sheet in _above(now["theme"], key)}


def _place_kind(kind: str) -> str:
    return "place" if kind in ("placement", "kept") else kind


def _records(state: State, kind: str) -> dict[str, Any]:
    """Records of a kind; standing and waiting placements together, which of the two as a field."""
    if kind != "place":
        return state[kind]
    return {key: {**p, "stands": k} for k in ("placement", "kept") for key, p in state[k].items()}
