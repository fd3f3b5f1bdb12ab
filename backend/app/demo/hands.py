"""What the people of the demo can do, in words of cards and themes instead of ids."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from app.demo.ids import card_id, theme_id
from app.demo.script import PEOPLE, Script, misfits, scatter
from app.domain.commands import (
    Batch,
    CardCreate,
    CardMerge,
    NewPlacement,
    PlacementAdd,
    PlacementMark,
    PlacementMove,
    PlacementRemove,
    ThemeCreate,
    ThemeEdit,
    Undo,
)

NO_SLIPS: Mapping[str, str] = MappingProxyType({})


class Hands:
    """Writes a script by card texts and theme titles. A theme is called by its last published title throughout."""

    def __init__(
        self, script: Script, order: Mapping[str, tuple[str, ...]], whys: Mapping[tuple[str, str], str]
    ) -> None:
        self.script = script
        self.order = order
        self.whys = whys
        self.tidied: set[str] = set()

    def somebody(self, about: str) -> str:
        """One of the co-researchers."""
        return PEOPLE[1:][scatter(f"who {about}") % (len(PEOPLE) - 1)]

    def is_written(self, text: str) -> bool:
        """True when the card is there."""
        return card_id(text) in self.script.board.state["card"]

    def stands(self, text: str, theme: str) -> bool:
        """True when the card stands in the theme."""
        return self.script.board.standing(card_id(text), theme_id(theme)) is not None

    def missing(self, theme: str) -> list[str]:
        """The published cards of a group that do not stand in it yet, in order."""
        return [text for text in self.order[theme] if not self.stands(text, theme)]

    def paste(self, who: str, texts: Iterable[str], slips: Mapping[str, str] = NO_SLIPS) -> None:
        """Many cards at once into the tray, some with a slip of the pen."""
        cards = (CardCreate(type="card.create", card_id=card_id(text), text=slips.get(text, text)) for text in texts)
        self.script.do(who, Batch(type="batch", commands=tuple(cards)))

    def write(self, who: str, text: str) -> None:
        """One card into the tray."""
        self.script.do(who, CardCreate(type="card.create", card_id=card_id(text), text=text))

    def double(self, who: str, text: str, theme: str, words: str | None = None) -> None:
        """The same card written again by somebody who did not see the first."""
        key, place = card_id(f"{text} again"), self._new_place(text, theme, "again")
        self.script.do(who, CardCreate(type="card.create", card_id=key, text=words or text, placement=place))

    def merge(self, who: str, text: str, why: str, other: str | None = None) -> None:
        """A card takes the places of its double, or of another card."""
        merged = card_id(other or f"{text} again")
        self.script.do(who, CardMerge(type="card.merge", card_id=card_id(text), merged=(merged,)), why)

    def place(self, who: str, text: str, theme: str, why: str | None = None) -> None:
        """A card comes to stand in a theme too; it is written there when it was not written yet."""
        key, place = card_id(text), self._new_place(text, theme)
        why = why or self.whys.get((theme, text))
        if self.is_written(text):
            add = PlacementAdd(type="placement.add", card_id=key, **place.model_dump(exclude_unset=True))
            self.script.do(who, add, why)
        else:
            self.script.do(who, CardCreate(type="card.create", card_id=key, text=text, placement=place), why)

    def move(self, who: str, text: str, old: str, new: str, why: str | None = None) -> None:
        """A card goes from one theme to another."""
        spot = {"placement_id": self._place_id(text, old), "theme_id": theme_id(new), **self._spot(text, new)}
        self.script.do(who, PlacementMove(type="placement.move", **spot), why)

    def take_out(self, who: str, text: str, theme: str, why: str) -> None:
        """A card leaves a theme."""
        self.script.do(who, PlacementRemove(type="placement.remove", placement_id=self._place_id(text, theme)), why)

    def mark(self, who: str, text: str, theme: str) -> None:
        """A card gets the mark in one theme."""
        self.script.do(who, PlacementMark(type="placement.mark", placement_id=self._place_id(text, theme), mark="*"))

    def name(self, who: str, theme: str, title: str, under: str | None = None, why: str | None = None) -> None:
        """A theme comes to be, under the title it has at first."""
        parent_id = None if under is None else theme_id(under)
        create = ThemeCreate(type="theme.create", theme_id=theme_id(theme), title=title, parent_id=parent_id)
        self.script.do(who, create, why)

    def rename(self, who: str, theme: str, title: str, why: str) -> None:
        """A theme gets another title."""
        self.script.do(who, ThemeEdit(type="theme.edit", theme_id=theme_id(theme), title=title), why)

    def describe(self, who: str, theme: str, description: str) -> None:
        """A theme gets a description."""
        self.script.do(who, ThemeEdit(type="theme.edit", theme_id=theme_id(theme), description=description))

    def undo(self, who: str, why: str) -> None:
        """Takes the latest step back."""
        self.script.do(who, Undo(type="undo", seq=self.script.seq), why)

    def tidy(self, who: str, theme: str) -> None:
        """Puts a theme's cards in the published order, one move at a time; from now on they are kept in it."""
        self.tidied.add(theme)
        texts = [text for text in self.order[theme] if self.stands(text, theme)]
        places = [self._place_id(text, theme) for text in texts]
        row = [places.index(key) for key in self.script.board.in_theme(theme_id(theme)) if key in places]
        for index in sorted(misfits(row)):
            self.move(who, texts[index], theme, theme)

    def _new_place(self, text: str, theme: str, salt: str = "") -> NewPlacement:
        key = f"p-{scatter(f'{theme}/{text}/{salt}/{self.script.seq}'):010d}"
        return NewPlacement(placement_id=key, theme_id=theme_id(theme), **self._spot(text, theme))

    def _place_id(self, text: str, theme: str) -> str:
        place = self.script.board.standing(card_id(text), theme_id(theme))
        if place is None:
            raise LookupError(f"{text} is not in {theme}")
        return place

    def _spot(self, text: str, theme: str) -> dict[str, Any]:
        """In a tidied theme behind the card that is printed before it; in others last."""
        order = self.order.get(theme, ())
        if theme not in self.tidied or text not in order:
            return {}
        before = [one for one in order[: order.index(text)] if self.stands(one, theme)]
        return {"after": self._place_id(before[-1], theme) if before else None}
