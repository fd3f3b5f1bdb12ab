"""Names people choose: offered ones, and when two are too alike to tell apart."""

import unicodedata
from collections.abc import Iterator, Set
from itertools import count, product

from app.domain.limits import LIMITS
from app.domain.texts import clean

BIRDS = ("Robin", "Wren", "Swift", "Heron", "Finch", "Owl", "Lark", "Dove", "Kite", "Plover", "Starling", "Swallow")
SHADES = ("Teal", "Green", "Amber", "Violet", "Blue", "Brown", "Silver", "Golden", "Coral", "Olive")

LOOK_ALIKES = str.maketrans(
    {
        "0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c",
        "у": "y", "х": "x", "і": "l", "ѕ": "s", "ј": "j", "к": "k", "м": "m", "т": "t", "в": "b", "н": "h", "α": "a",
        "ο": "o", "ρ": "p", "ν": "v", "κ": "k", "ι": "l", "τ": "t", "χ": "x", "ı": "l",
    }
)  # fmt: skip
"""Signs that look like others: digits, and Cyrillic and Greek letters beside Latin ones."""


def cleaned(pseudonym: str) -> str:
    """A pseudonym as it is kept: one line. Raises Invalid or LimitReached."""
    return clean(" ".join(pseudonym.split()), "pseudonym", LIMITS.pseudonym)


def key_of(pseudonym: str) -> str:
    """Two pseudonyms with the same key cannot be told apart on a screen or by ear."""
    plain = unicodedata.normalize("NFKD", pseudonym).casefold()
    signs = (sign for sign in plain if sign == "|" or unicodedata.category(sign)[0] in "LNS")
    return "".join(signs).translate(LOOK_ALIKES) or plain


def offers(taken: Set[str], start: int, how_many: int = 6) -> list[str]:
    """Free pseudonyms: a third plain numbers, the rest colour and bird. `start` turns the list, so that two differ."""
    numbers = _free((f"CR{n}" for n in count(1)), taken, how_many // 3)
    pairs = list(product(SHADES, BIRDS))
    step = 7 * len(BIRDS) + 5
    turned = (pairs[(start + n * step) % len(pairs)] for n in range(len(pairs)))
    return numbers + _free((" ".join(pair) for pair in turned), taken, how_many - len(numbers))


def _free(names: Iterator[str], taken: Set[str], how_many: int) -> list[str]:
    free = (name for name in names if key_of(name) not in taken)
    return [name for name, _ in zip(free, range(how_many), strict=False)]
