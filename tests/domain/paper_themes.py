"""Themes and the board itself on paper."""

from typing import Any

from tests.domain.paper import COLOURS, Asked, Faults, PaperCard, PaperTheme
from tests.domain.paper_cards import CardPaper


class FullPaper(CardPaper):
    """The whole exercise on paper."""

    def theme_create(self, asked: Asked) -> Faults:
        key, parent, kind = asked["theme_id"], asked.get("parent_id"), asked.get("theme_kind", "theme")
        faults = self.not_new("theme", key) | self.not_under(key, parent, kind)
        if not asked["title"].strip():
            faults.add("invalid")
        if not faults:
            colour = self.themes[parent].colour if parent else COLOURS[len(self.rows.get(None, [])) % len(COLOURS)]
            self.themes[key] = PaperTheme(asked["title"].strip(), "", kind, parent, colour)
            self.insert(self.rows.setdefault(parent, []), key, asked, asked.get("after"))
        return faults

    def not_under(self, key: str, parent: str | None, kind: str) -> Faults:
        if parent is None:
            return set()
        faults = self.no_theme(parent)
        if parent in self.themes:
            above = self.themes[parent]
            faults |= {"too_deep"} if parent == key or above.parent or self.rows.get(key) else set()
            faults |= {"invalid"} if "parked" in (kind, above.kind) else set()
        return faults

    def theme_edit(self, asked: Asked) -> Faults:
        faults = self.no_theme(asked["theme_id"])
        if asked.get("title") is not None and not asked["title"].strip():
            faults.add("invalid")
        if not faults:
            theme = self.themes[asked["theme_id"]]
            theme.title = (asked.get("title") or theme.title).strip()
            theme.description = asked.get("description", theme.description).strip()
            theme.colour = asked.get("colour", theme.colour)
        return faults

    def theme_move(self, asked: Asked) -> Faults:
        key, faults = asked["theme_id"], self.no_theme(asked["theme_id"])
        theme = self.themes.get(key)
        parent = asked.get("parent_id", theme.parent if theme else None)
        if asked.get("after") == key:
            faults.add("invalid")
        if theme and parent != theme.parent:
            faults |= self.not_under(key, parent, theme.kind)
        if not faults and theme:
            self.rows[theme.parent].remove(key)
            theme.parent = parent
            self.insert(self.rows.setdefault(parent, []), key, asked, asked.get("after"))
        return faults

    def theme_retire(self, asked: Asked) -> Faults:
        if asked["theme_id"] not in self.themes:
            return {"not_found"}
        self.themes[asked["theme_id"]].away = True
        self.sweep()
        return set()

    def theme_restore(self, asked: Asked) -> Faults:
        theme = self.themes.get(asked["theme_id"])
        if theme is None:
            return {"not_found"}
        if theme.parent is not None and not self.live(theme.parent):
            return {"retired"}
        theme.away, theme.heir = False, None
        self.return_all()
        return set()

    def theme_merge(self, asked: Asked) -> Faults:
        heir, merged = asked["theme_id"], asked["merged"]
        faults = {"invalid"} if len({heir, *merged}) <= len(merged) else set()
        faults |= self.no_theme(heir)
        if heir in self.themes and self.themes[heir].parent in merged:
            faults.add("too_deep")
        for other in merged:
            faults |= self.no_theme(other)
            if not faults:
                faults |= self._take(heir, other)
        return faults

    def _take(self, heir: str, other: str) -> Faults:
        ours, theirs = self.sheets.setdefault(heir, []), self.sheets.setdefault(other, [])
        for card in [card for card in theirs if card not in ours]:
            theirs.remove(card)
            ours.append(card)
            self.carry((card, other), (card, heir))
        ours_waiting, theirs_waiting = self.waiting.setdefault(heir, set()), self.waiting.setdefault(other, set())
        for card in theirs_waiting - ours_waiting:
            theirs_waiting.remove(card)
            ours_waiting.add(card)
            self.carry((card, other), (card, heir))
        faults: Faults = set()
        for section in [key for key in self.rows.get(other, []) if self.live(key)]:
            faults |= self.not_under(section, heir, "theme")
            self.rows[other].remove(section)
            self.rows.setdefault(heir, []).append(section)
            self.themes[section].parent = heir
        self.themes[other].away, self.themes[other].heir = True, heir
        self.sweep()
        return faults

    def board_edit(self, asked: Asked) -> Faults:
        faults = {"invalid"} if not asked.get("title", "x").strip() else set()
        legend = asked.get("legend", self.legend)
        carried = {self.marks[pair] for pair in self.pairs() if pair in self.marks}
        if carried - legend.keys():
            faults.add("stale")
        self.legend = dict(legend)
        self.title = asked.get("title", self.title).strip()
        self.question = asked.get("question", self.question).strip()
        return faults


def read(state: dict[str, Any]) -> FullPaper:
    """What stands on the screen, written down on paper."""
    (board,) = state["board"].values()
    paper = FullPaper(board["title"], board["question"], dict(board["legend"]))
    cards, themes = state["card"], state["theme"]
    paper.tray = in_order(cards)
    for key, card in cards.items():
        paper.cards[key] = PaperCard(card["text"], card["label"], card["source"], card["retired"], card["merged_into"])
    for key in in_order(themes):
        paper.rows.setdefault(themes[key]["parent_id"], []).append(key)
    for key, theme in themes.items():
        names = ("title", "description", "theme_kind", "parent_id", "colour", "retired", "merged_into")
        paper.themes[key] = PaperTheme(*(theme[name] for name in names))
    for key in in_order(state["placement"]):
        placement = state["placement"][key]
        paper.sheets.setdefault(placement["theme_id"], []).append(placement["card_id"])
    for placement in state["kept"].values():
        paper.waiting.setdefault(placement["theme_id"], set()).add(placement["card_id"])
    for key, placement in {**state["placement"], **state["kept"]}.items():
        pair = (placement["card_id"], placement["theme_id"])
        paper.slips[key] = pair
        paper.marks.update({pair: placement["mark"]} if placement["mark"] is not None else {})
    return paper.tidy()


def in_order(records: dict[str, Any]) -> list[str]:
    """Ids by rank, then by id."""
    return sorted(records, key=lambda key: (records[key]["rank"], key))
