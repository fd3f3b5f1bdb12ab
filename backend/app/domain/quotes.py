"""Finding words in longer texts that quote them, and cutting them out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

HOLE = "(words taken back)"
NAME_HOLE = "(name taken out)"
SHORT = 8
"""Texts of fewer characters are quotes only where they stand in quotation marks."""
MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
WORD = re.compile(r"\w+")
BETWEEN = re.compile(r"[\s>]+")
OPENING = 3
"""Words by which the texts are found that another may quote: of thousands, few begin like anything in it."""


class Quotes:
    """Words to look for, and a name."""

    def __init__(self, words: Iterable[str], name: str = "") -> None:
        self._by_opening: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        spellings = {one for text in words for one in (text, MARKDOWN.sub(r"\\\1", text)) if text.strip()}
        for one in spellings:
            self._by_opening[tuple(WORD.findall(one)[:OPENING])].append(one)
        self._name = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") if name else None

    def cut(self, text: str) -> str:
        """The text with holes in place of what it quotes; the same text when it quotes nothing."""
        found = sorted(set(self._maybe_in(text)), key=lambda one: (-len(one), one))
        if found:
            text = re.sub("|".join(map(_pattern, found)), HOLE, text)
        return text if self._name is None else self._name.sub(NAME_HOLE, text)

    def _maybe_in(self, text: str) -> Iterator[str]:
        """Those that may be quoted; `_pattern` says of each whether it is."""
        words, plain = WORD.findall(text), _plain(text)
        runs = {tuple(words[at : at + length]) for length in range(OPENING + 1) for at in range(len(words) + 1)}
        for opening in runs & self._by_opening.keys():
            yield from (one for one in self._by_opening[opening] if _plain(one).strip() in plain)


def _plain(text: str) -> str:
    """Without what may stand otherwise where a text is quoted."""
    return BETWEEN.sub(" ", text)


def _pattern(text: str) -> str:
    """Lines of a quoted text may be broken or marked otherwise than where they come from."""
    loose = r"[\s>]+".join(re.escape(word) for word in text.split())
    return rf"(?<!\w){loose}(?!\w)" if len(text) >= SHORT else rf"(?<=[“\"‘']){loose}(?=[”\"’'])"
