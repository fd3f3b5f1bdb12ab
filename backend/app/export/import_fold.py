"""The rows of a table folded to cards and places: one card for one spelling-blind text, however often it stands."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.export.import_table import TableRow
from app.export.table import shown

AIM = "Aim"
AIM_PREFIX = re.compile(rf"^{AIM}\s*:\s*(?=\S)")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})

GroupKey = tuple[str, str]
"""Folded titles of a theme and, or empty, its sub-theme."""
CardKey = tuple[str, int]
"""Folded text with label, and 1; a repeat that is kept is a card of its own: 2, 3 ..."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the importer ticked."""

    keep_repeats: bool = False
    aim_labels: bool = False


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as it would be written."""

    text: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a card in a group. `repeat` is true when the card stands there already."""

    row: TableRow
    group: GroupKey
    card: CardKey
    repeat: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """A whole table: titles and cards in the spelling seen first, and every place in the order of its group.

    A theme has a title under an empty sub-theme too when all of its cards stand in sub-themes.
    """

    titles: Mapping[GroupKey, str]
    cards: Mapping[CardKey, NewCard]
    places: tuple[Place, ...]

    def wanted(self, options: Options) -> Iterator[Place]:
        """The places to be made: repeats only when they are to be kept."""
        return (place for place in self.places if options.keep_repeats or not place.repeat)

    def spelling(self, text: str) -> str:
        """A card as it is read, by its folded text."""
        card = self.cards[text, 1]
        return shown(card.text, card.label)


def fold(text: str) -> str:
    """Spellings that are one card or one theme: straight and curly quotation marks, spaces, composition."""
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def card_fold(text: str, label: str | None = None) -> str:
    """Like `fold`, for a card; `Aim:` written as a label or before the text is the same."""
    return AIM_PREFIX.sub(f"{AIM}: ", fold(shown(text, label)), count=1)


def sort_rows(rows: Iterable[TableRow], options: Options) -> Sorted:
    """Folds the rows, in the order of the file, within a group by position."""
    titles, cards, places = dict[GroupKey, str](), dict[CardKey, NewCard](), list[Place]()
    for group, members in _grouped(rows).items():
        titles.setdefault((group[0], ""), members[0].theme)
        titles.setdefault(group, members[0].group)
        seen: Counter[str] = Counter()
        for row in members:
            text = card_fold(row.card)
            seen[text] += 1
            cards.setdefault((text, seen[text]), _new_card(row.card, options))
            places.append(Place(row, group, (text, seen[text]), seen[text] > 1))
    return Sorted(titles, cards, tuple(places))


def _grouped(rows: Iterable[TableRow]) -> dict[GroupKey, list[TableRow]]:
    groups: dict[GroupKey, list[TableRow]] = {}
    for row in rows:
        groups.setdefault((fold(row.theme), fold(row.group)), []).append(row)
    return {group: _by_position(members) for group, members in groups.items()}


def _by_position(rows: list[TableRow]) -> list[TableRow]:
    """By position when every row has one, else as they come in the file."""
    if any(row.position is None for row in rows):
        return rows
    return sorted(rows, key=lambda row: row.position or 0)


def _new_card(cell: str, options: Options) -> NewCard:
    prefix = AIM_PREFIX.match(cell) if options.aim_labels else None
    return NewCard(cell[prefix.end() :], AIM) if prefix else NewCard(cell, None)
