"""Cards that may mean the same: only ever suggested, never merged.

Two cards are suggested when, "Aim:" aside and word endings aside, they have the same words in the same order, or all
but one, and that one begins with the same letter and is spelled nearly alike (a ratio of 0.8 or more, both words of
at least 5 letters). Texts that are the same but for "Aim:" are not: hoped for and achieved are told apart on purpose.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from app.export.import_fold import AIM_PREFIX

ENDINGS = ("ations", "ation", "ings", "ing", "ed", "es", "s", "e")
STEM = 4
"""Letters that a word keeps at least when its ending goes."""
ALIKE = 0.8
PATTERN = 40
"""More cards than this that differ in the same word follow a pattern; that is no slip of the pen."""
SUGGESTIONS = 100
"""The most pairs that are suggested."""

Words = tuple[str, ...]


def variants(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of texts that may mean the same, in the order of the texts."""
    ordered = list(dict.fromkeys(texts))
    plain = [AIM_PREFIX.sub("", text, count=1) for text in ordered]
    words = [_words(text) for text in plain]
    close = (pair for group in _neighbours(words) for pair in combinations(group, 2))
    pairs = {(a, b) for a, b in close if plain[a] != plain[b] and _near(words[a], words[b])}
    return [(ordered[a], ordered[b]) for a, b in sorted(pairs)[:SUGGESTIONS]]


def _words(text: str) -> Words:
    return tuple(re.findall(r"\w+", text.casefold()))


def _neighbours(words: Sequence[Words]) -> Iterator[list[int]]:
    """Groups of texts that agree in all words, or in all but the one at a given place."""
    groups: dict[Words, list[int]] = {}
    for index, text in enumerate(words):
        stems = tuple(_stem(word) for word in text)
        groups.setdefault(stems, []).append(index)
        for place in range(len(stems)):
            groups.setdefault((*stems[:place], "", *stems[place + 1 :]), []).append(index)
    return (group for group in groups.values() if len(group) <= PATTERN)


def _near(a: Words, b: Words) -> bool:
    different = [pair for pair in zip(a, b, strict=True) if _stem(pair[0]) != _stem(pair[1])]
    return all(_alike(one, other) for one, other in different)


def _alike(a: str, b: str) -> bool:
    if a[0] != b[0] or min(len(a), len(b)) < 5 or not (a + b).isalpha():
        return False
    return SequenceMatcher(None, a, b).ratio() >= ALIKE


def _stem(word: str) -> str:
    if word.endswith("ss"):
        return word
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= STEM), "")
    return word.removesuffix(ending)
