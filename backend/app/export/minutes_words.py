"""Names and lists as draft minutes write them: Markdown, in which every word of the board shows as it is."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.domain.model import State
from app.domain.quotes import HOLE
from app.export.describe import name_of
from app.export.table_md import escaped

NUMBERS = re.compile(r"(\d+)")
LONGEST = 120
"""Characters of a card or a comment that minutes repeat."""
MOST = 8
"""Names in one sentence at most; the others are counted."""


def said(text: str | None) -> str:
    """Words in quotation marks, on one line, cut at a word when they are long."""
    if text is None:
        return HOLE
    return f"“{escaped(short(text, LONGEST))}”"


def short(text: str, most: int) -> str:
    """The text on one line, cut at a word when it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def card(state: State, key: str) -> str:
    """A card by its words."""
    return said(state["card"][key]["text"])


def theme(state: State, key: str) -> str:
    """A theme by its title."""
    return said(state["theme"][key]["title"])


def person(person_id: str | None, names: Mapping[str, str]) -> str:
    """A pseudonym, or `Somebody`."""
    return escaped(name_of(person_id, names))


def by_name(names: Iterable[str]) -> list[str]:
    """Names in their order, CR2 before CR10."""
    return sorted(names, key=lambda name: [(len(part) if part.isdigit() else 0, part) for part in NUMBERS.split(name)])


def some(parts: Sequence[str], most: int = MOST) -> str:
    """`a, b and c`; above `most` the others are counted."""
    if len(parts) > most:
        return f"{', '.join(parts[:most])} and {len(parts) - most} more"
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def points(lines: Sequence[str], most: int) -> list[str]:
    """A list in Markdown; above `most` the others are counted."""
    shown = [f"- {line}" for line in lines[:most]]
    return [*shown, f"- And {len(lines) - most} more."] if len(lines) > most else shown
