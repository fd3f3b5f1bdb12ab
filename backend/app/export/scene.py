"""One event between the board before and the board after it: what was touched, and what it was called then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.events import Change
from app.domain.model import Card, Kind, Placement, State, Theme
from app.domain.quotes import HOLE


@dataclass(frozen=True, slots=True)
class Scene:
    """Answers what a sentence needs to know. Names are those of the time, new ones for what was made just now."""

    before: State
    after: State
    changes: Sequence[Change]

    def made(self, kind: Kind) -> list[str]:
        """The ids that came to be."""
        return [c["id"] for c in self.changes if c["kind"] == kind and c["before"] is None]

    def gone(self, kind: Kind) -> list[str]:
        """The ids that went."""
        return [c["id"] for c in self.changes if c["kind"] == kind and c["after"] is None]

    def touched(self, kind: Kind, field: str) -> list[str]:
        """The ids of lasting records of which a field changed."""
        own = (c for c in self.changes if c["kind"] == kind and c["before"] is not None)
        return list(dict.fromkeys(c["id"] for c in own if c["after"] is not None and field in c["after"]))

    def put_away(self, kind: Kind) -> list[str]:
        """The ids of cards or themes that were retired."""
        records = self.after["card"] if kind == "card" else self.after["theme"]
        return [key for key in self.touched(kind, "retired") if records[key]["retired"]]

    def cards(self) -> list[str]:
        """The ids of the cards that the event itself changed."""
        return list(dict.fromkeys(c["id"] for c in self.changes if c["kind"] == "card"))

    def themes(self) -> list[str]:
        """The ids of the themes that the event itself changed."""
        return list(dict.fromkeys(c["id"] for c in self.changes if c["kind"] == "theme"))

    def placement(self, key: str) -> Placement:
        """A placement after the event, or as it was when it is gone."""
        return self.after["placement"].get(key) or self.before["placement"][key]

    def card(self, key: str) -> str:
        """A card's name."""
        return card_name(self.after["card"][key])

    def theme(self, key: str) -> str:
        """A theme's name."""
        return theme_name(self.after["theme"][key])

    def other_places(self, card_id: str) -> int:
        """In how many themes the card stood already."""
        return sum(placement["card_id"] == card_id for placement in self.before["placement"].values())


def card_name(card: Card) -> str:
    """The card's text in quotation marks."""
    return quoted(card["text"])


def theme_name(theme: Theme) -> str:
    """The theme's title in quotation marks."""
    return quoted(theme["title"])


def quoted(text: str | None) -> str:
    """Words in quotation marks; withdrawn ones are not there to be quoted."""
    return HOLE if text is None else f"“{text}”"


def listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last


def counted(count: int, one: str) -> str:
    """`1 card`, `5 cards`."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
