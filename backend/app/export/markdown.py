"""The little of Markdown that minutes are written in, as blocks. The browser reads the same (rule X32).

Headings, lists, quotes, lines, **strong** and *stressed* words, and `\\` before a sign that should stay as it is.
Everything else is words, HTML too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "points", "numbers", "quote", "rule", "words"]
Style = Literal["plain", "strong", "em"]
Span = tuple[Style, str]
SIGN = r"[!-/:-@\[-`{-~]"
STARTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"^(#{1,6})[ \t]+(.*)$")),
    ("rule", re.compile(r"^[ \t]*(?:-[ \t]*){3,}()$")),
    ("points", re.compile(r"^[ \t]*([-*+])[ \t]+(.*)$")),
    ("numbers", re.compile(r"^[ \t]*(\d{1,9}[.)])[ \t]+(.*)$")),
    ("quote", re.compile(r"^(>)[ \t]?(.*)$")),
)
INLINE = re.compile(rf"\\({SIGN})|\*\*(?=\S)((?:\\.|[^\\])+?)\*\*|\*(?=\S)((?:\\.|[^\\*])+?)\*")
ESCAPE = re.compile(rf"\\({SIGN})")


@dataclass(frozen=True, slots=True)
class Block:
    """`level` is that of a heading, else 0. `items` has one entry, or one for each point of a list."""

    kind: Kind
    level: int
    items: tuple[tuple[Span, ...], ...]


def blocks(text: str) -> list[Block]:
    """The text as blocks, in order."""
    return [Block(kind, level, tuple(_spans(item) for item in items)) for kind, level, items in _raw(text)]


def _raw(text: str) -> Iterator[tuple[Kind, int, list[str]]]:
    """Blocks with their words as written. Lines of one paragraph, quote or list stay together."""
    there: tuple[Kind, int, list[str]] | None = None
    for line in text.split("\n"):
        kind, level, words = _line(line)
        if there is not None and _goes_on(there[0], kind, line):
            _add(there[0], kind, there[2], words)
            continue
        if there is not None:
            yield there
        there = (kind, level, [words]) if line.strip() else None
    if there is not None:
        yield there


def _line(line: str) -> tuple[Kind, int, str]:
    for kind, start in STARTS:
        found = start.match(line)
        if found is not None:
            level = len(found[1]) if kind == "heading" else 0
            return kind, level, "" if kind == "rule" else found[2].strip()
    return "words", 0, line.strip()


def _goes_on(before: Kind, kind: Kind, line: str) -> bool:
    """Whether a line belongs to the block before it. A line set in goes on with a point of a list."""
    if not line.strip() or before in ("heading", "rule"):
        return False
    if kind == "words" and before in ("points", "numbers"):
        return line[0] in " \t"
    return kind == before


def _add(before: Kind, kind: Kind, items: list[str], words: str) -> None:
    if before in ("points", "numbers") and kind == before:
        items.append(words)
    else:
        items[-1] = f"{items[-1]}\n{words}"


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for found in INLINE.finditer(text):
        sign, strong, stressed = found.groups()
        spans.append(("plain", text[at : found.start()] + (sign or "")))
        if sign is None:
            spans.append(("strong", _bare(strong)) if strong is not None else ("em", _bare(stressed)))
        at = found.end()
    return _joined([*spans, ("plain", text[at:])])


def _bare(text: str) -> str:
    return ESCAPE.sub(r"\1", text)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours of one style are one; empty ones are none."""
    joined: list[Span] = []
    for style, words in spans:
        if joined and joined[-1][0] == style == "plain":
            joined[-1] = (style, joined[-1][1] + words)
        elif words:
            joined.append((style, words))
    return tuple(joined)
