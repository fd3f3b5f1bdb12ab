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

    def card_create(self, asked: Asked) -> Faults:
        faults = self.not_new("card", asked["card_id"])
        faults |= self.write(asked["card_id"], asked["text"], asked.get("label"), asked.get("source"))
        self.tray.append(asked["card_id"])
        if not faults and asked.get("placement"):
            return self.placement_add({**asked["placement"], "card_id": asked["card_id"]})
        return faults

    def write(self, card_id: str, text: str, label: str | None, source: str | None) -> Faults:
        if card_id not in self.cards:
            self.cards[card_id] = PaperCard(text.strip(), (label or "").strip() or None, source)
        return set() if text.strip() else {"invalid"}

    def card_edit(self, asked: Asked) -> Faults:
        faults = self.no_card(asked["card_id"])
        if asked.get("text") is not None and not asked["text"].strip():
            faults.add("invalid")
        if not faults:
            card = self.cards[asked["card_id"]]
            card.text = (asked.get("text") or card.text).strip()
            card.label = (asked["label"] or "").strip() or None if "label" in asked else card.label
        return faults

    def card_retire(self, asked: Asked) -> Faults:
        if asked["card_id"] not in self.cards:
            return {"not_found"}
        self.cards[asked["card_id"]].away = True
        self.sweep()
        return set()

    def card_restore(self, asked: Asked) -> Faults:
        if asked["card_id"] not in self.cards:
            return {"not_found"}
        card = self.cards[asked["card_id"]]
        card.away, card.heir = False, None
        self.return_all()
        return set()

    def card_split(self, asked: Asked) -> Faults:
        whole, faults = asked["card_id"], self.no_card(asked["card_id"])
        card = self.cards.get(whole, PaperCard("", None, None))
        parts = [part["card_id"] for part in asked["into"]]
        for part in asked["into"]:
            faults |= self.not_new("card", part["card_id"])
            faults |= self.write(part["card_id"], part["text"], card.label, card.source)
        if faults:
            return faults
        self._spread(whole, parts)
        card.away = True
        self.sweep()
        return set()

    def _spread(self, whole: str, parts: list[str]) -> None:
        at = self.tray.index(whole) + 1
        self.tray[at:at] = parts
        for theme_id in self.themes:
            sheet, waiting = self.sheets.setdefault(theme_id, []), self.waiting.setdefault(theme_id, set())
            if whole in sheet:
                at = sheet.index(whole) + 1
                sheet[at:at] = parts
            if whole in waiting:
                waiting.update(parts)
            if (whole, theme_id) in self.marks:
                self.marks.update({(part, theme_id): self.marks[whole, theme_id] for part in parts})

    def card_merge(self, asked: Asked) -> Faults:
        heir, merged = asked["card_id"], asked["merged"]
        faults = {"invalid"} if len({heir, *merged}) <= len(merged) else set()
        faults.update(*(self.no_card(card) for card in (heir, *merged)))
        if asked.get("text") is not None and not asked["text"].strip():
            faults.add("invalid")
        if not faults:
            self.cards[heir].text = (asked.get("text") or self.cards[heir].text).strip()
            for card in merged:
                self._inherit(heir, card)
        return faults

    def _inherit(self, heir: str, card: str) -> None:
        for theme_id in self.themes:
            sheet, waiting = self.sheets.setdefault(theme_id, []), self.waiting.setdefault(theme_id, set())
            if card in sheet and heir not in sheet:
                sheet[sheet.index(card)] = heir
                self.carry((card, theme_id), (heir, theme_id))
            elif card in waiting and heir not in waiting:
                waiting.remove(card)
                waiting.add(heir)
                self.carry((card, theme_id), (heir, theme_id))
        self.cards[card].away, self.cards[card].heir = True, heir
        self.sweep()

    def carry(self, old: tuple[str, str], new: tuple[str, str]) -> None:
        """A slip is now this card in this theme; it keeps its mark."""
        self.slips = {key: new if pair == old else pair for key, pair in self.slips.items()}
        if old in self.marks:
            self.marks[new] = self.marks.pop(old)

    def placement_add(self, asked: Asked) -> Faults:
        card, theme = asked["card_id"], asked["theme_id"]
        faults = self.no_card(card) | self.no_theme(theme) | self.not_new("placement", asked["placement_id"])
        if card in self.sheets.get(theme, []):
            faults.add("already_there")
        if not faults:
            self.insert_card(theme, card, asked)
            self.slips[asked["placement_id"]] = (card, theme)
        return faults

    def placement_move(self, asked: Asked) -> Faults:
        place, theme = self.place(asked["placement_id"]), asked["theme_id"]
        faults = self.no_theme(theme) | (set() if place else {"not_found"})
        if asked.get("after") == asked["placement_id"]:
            faults.add("invalid")
        if place and theme != place[1] and place[0] in self.sheets.get(theme, []):
            faults.add("already_there")
        if not faults and place:
            card, old = place
            if theme != old:
                self.sheets[old].remove(card)
                self.carry((card, old), (card, theme))
            self.insert_card(theme, card, asked)
        return faults

    def placement_remove(self, asked: Asked) -> Faults:
        place = self.place(asked["placement_id"])
        if place is None:
            return {"not_found"}
        self.sheets[place[1]].remove(place[0])
        self.marks.pop(place, None)
        del self.slips[asked["placement_id"]]
        return set()

    def placement_mark(self, asked: Asked) -> Faults:
        place, mark = self.place(asked["placement_id"]), asked["mark"]
        faults = (set() if place else {"not_found"}) | (set() if mark is None or mark in self.legend else {"invalid"})
        if not faults and place:
            self.marks.pop(place, None)
            self.marks.update({place: mark} if mark is not None else {})
        return faults
