"""Cards and their places on paper."""

from tests.domain.paper import Asked, Faults, Paper, PaperCard


class CardPaper(Paper):
    """What may be asked about cards and placements."""

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
