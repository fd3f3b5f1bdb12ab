"""The same exercise on paper: sheets are lists of cards, what is put away is a set.

Written from the rules alone: it knows no ranks, no changes and nothing of the deciders. It answers what a command must
do. Of several faults a command may have, any one may be the reason of its rejection.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

COLOURS = ["teal", "green", "orange", "purple", "pink", "blue", "brown", "grey"]
Asked = dict[str, Any]
Faults = set[str]


@dataclass
class PaperCard:
    text: str
    label: str | None
    source: str | None
    away: bool = False
    heir: str | None = None


@dataclass
class PaperTheme:
    title: str
    description: str
    kind: str
    parent: str | None
    colour: str
    away: bool = False
    heir: str | None = None


@dataclass
class Paper:
    """`sheets` and `waiting` hold cards by theme, `rows` themes by parent, `slips` places by id."""

    title: str = ""
    question: str = ""
    legend: dict[str, str] = field(default_factory=dict)
    cards: dict[str, PaperCard] = field(default_factory=dict)
    tray: list[str] = field(default_factory=list)
    themes: dict[str, PaperTheme] = field(default_factory=dict)
    rows: dict[str | None, list[str]] = field(default_factory=dict)
    sheets: dict[str, list[str]] = field(default_factory=dict)
    waiting: dict[str, set[str]] = field(default_factory=dict)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    slips: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False)
    used: set[tuple[str, str]] = field(default_factory=set, compare=False)
    loose: set[str] = field(default_factory=set, compare=False)
    """Themes to which something came back: where it stands between the others is not foretold here."""

    def ask(self, asked: Asked) -> Faults | bool:
        """What comes of a command: its faults, or whether it changed anything."""
        before = copy.deepcopy(self)
        faults: Faults = getattr(self, asked["type"].replace(".", "_"))(asked)
        if faults:
            self.__dict__.update(before.__dict__)
            return faults
        return self.tidy() != before.tidy()

    def tidy(self) -> Self:
        """Without empty lists and marks of nothing, so that two papers compare."""
        self.rows = {key: row for key, row in self.rows.items() if row}
        self.sheets = {key: sheet for key, sheet in self.sheets.items() if sheet}
        self.waiting = {key: waiting for key, waiting in self.waiting.items() if waiting}
        self.marks = {pair: self.marks[pair] for pair in sorted(self.pairs()) if pair in self.marks}
        return self

    def live(self, theme_id: str | None) -> bool:
        theme = self.themes.get(theme_id or "")
        return theme is not None and not theme.away and (theme.parent is None or self.live(theme.parent))

    def no_card(self, card_id: str) -> Faults:
        if card_id not in self.cards:
            return {"not_found"}
        return {"retired"} if self.cards[card_id].away else set()

    def no_theme(self, theme_id: str) -> Faults:
        if theme_id not in self.themes:
            return {"not_found"}
        return set() if self.live(theme_id) else {"retired"}

    def not_new(self, kind: str, key: str) -> Faults:
        taken = (kind, key) in self.used
        self.used.add((kind, key))
        return {"id_taken"} if taken else set()

    def place(self, placement_id: str) -> tuple[str, str] | None:
        card, theme = self.slips.get(placement_id, ("", ""))
        return (card, theme) if card in self.sheets.get(theme, []) else None

    def insert(self, row: list[str], newcomer: str, asked: Asked, neighbour: str | None) -> None:
        if newcomer in row:
            row.remove(newcomer)
        at = len(row)
        if "after" in asked and asked["after"] is None:
            at = 0
        elif "after" in asked and neighbour in row:
            at = row.index(neighbour) + 1
        row.insert(at, newcomer)

    def insert_card(self, theme_id: str, card_id: str, asked: Asked) -> None:
        card, theme = self.slips.get(asked.get("after") or "", ("", ""))
        self.insert(self.sheets.setdefault(theme_id, []), card_id, asked, card if theme == theme_id else None)

    def sweep(self) -> None:
        """Cards leave the themes that are away, and cards that are away leave their themes."""
        for theme_id, sheet in self.sheets.items():
            gone = {card for card in sheet if not self.live(theme_id) or self.cards[card].away}
            self.waiting.setdefault(theme_id, set()).update(gone)
            sheet[:] = [card for card in sheet if card not in gone]

    def return_all(self) -> None:
        """Whoever waits for nothing any more stands again."""
        for theme_id, waiting in [*self.waiting.items()]:
            back = {card for card in waiting if self.live(theme_id) and not self.cards[card].away}
            if back:
                self.sheets.setdefault(theme_id, []).extend(sorted(back))
                self.waiting[theme_id] = waiting - back
                self.loose.add(theme_id)

    def pairs(self) -> Iterator[tuple[str, str]]:
        for theme_id in self.themes:
            for card in {*self.sheets.get(theme_id, ()), *self.waiting.get(theme_id, ())}:
                yield card, theme_id
