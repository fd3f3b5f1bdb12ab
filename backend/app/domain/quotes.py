"""Finding words in longer texts that quote them, and cutting them out."""

import re
from collections.abc import Iterable

HOLE = "(words taken back)"
NAME_HOLE = "(name taken out)"
SHORT = 8
"""Texts of fewer characters are quotes only where they stand in quotation marks."""
MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


class Quotes:
    """Words to look for, and a name."""

    def __init__(self, words: Iterable[str], name: str = "") -> None:
        spellings = {spelling for text in words for spelling in (text, MARKDOWN.sub(r"\\\1", text)) if text.strip()}
        plain = [_pattern(text) for text in sorted(spellings, key=len, reverse=True)]
        self._words = re.compile("|".join(plain)) if plain else None
        self._name = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") if name else None

    def cut(self, text: str) -> str:
        """The text with holes in place of what it quotes; the same text when it quotes nothing."""
        if self._words is not None:
            text = self._words.sub(HOLE, text)
        return text if self._name is None else self._name.sub(NAME_HOLE, text)


def _pattern(text: str) -> str:
    """Lines of a quoted text may be broken or marked otherwise than where they come from."""
    loose = r"[\s>]+".join(re.escape(word) for word in text.split())
    return rf"(?<!\w){loose}(?!\w)" if len(text) >= SHORT else rf"(?<=[“\"‘']){loose}(?=[”\"’'])"
