"""What somebody at a screen may ask for next: drawn by a seed from what the screen shows, wrong wishes included."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.faults.screen import Screen
from tests.server import new_id

Wish = dict[str, Any]


def wish(screen: Screen, random: Random) -> Wish:
    """A command that makes sense for this screen; by the time it arrives it may be stale."""
    return random.choice(WISHES)(screen, random)


def _one(screen: Screen, kind: str, random: Random) -> str:
    """An id of this kind, or one that nobody has ever used."""
    return random.choice([*screen.state[kind], new_id(kind)])


def _card(screen: Screen, random: Random) -> Wish:
    asked: Wish = {"type": "card.create", "card_id": new_id("card"), "text": f"A good day, {random.random()}"}
    if random.random() < 0.7:
        asked["placement"] = {"placement_id": new_id("place"), "theme_id": _one(screen, "theme", random)}
    return asked


def _theme(screen: Screen, random: Random) -> Wish:
    parent = random.choice([None, None, _one(screen, "theme", random)])
    return {"type": "theme.create", "theme_id": new_id("theme"), "title": "Being heard", "parent_id": parent}


def _edit(screen: Screen, random: Random) -> Wish:
    return {"type": "card.edit", "card_id": _one(screen, "card", random), "text": random.choice(["Rest", "A walk"])}


def _add(screen: Screen, random: Random) -> Wish:
    places = {"card_id": _one(screen, "card", random), "theme_id": _one(screen, "theme", random)}
    return {"type": "placement.add", "placement_id": new_id("place"), **places}


def _move(screen: Screen, random: Random) -> Wish:
    place, theme = _one(screen, "placement", random), _one(screen, "theme", random)
    asked: Wish = {"type": "placement.move", "placement_id": place, "theme_id": theme}
    if random.random() < 0.5:
        asked["after"] = random.choice([None, _one(screen, "placement", random)])
    return asked


def _remove(screen: Screen, random: Random) -> Wish:
    return {"type": "placement.remove", "placement_id": _one(screen, "placement", random)}


def _put_away(screen: Screen, random: Random) -> Wish:
    kind = random.choice(["card", "theme"])
    return {"type": f"{kind}.{random.choice(['retire', 'restore'])}", f"{kind}_id": _one(screen, kind, random)}


def _undo(screen: Screen, random: Random) -> Wish:
    return {"type": "undo", "seq": random.randint(1, (screen.seq or 0) + 1)}


WISHES: tuple[Callable[[Screen, Random], Wish], ...] = (
    _card, _card, _theme, _edit, _add, _add, _move, _move, _move, _move, _remove, _put_away, _undo,
)  # fmt: skip
