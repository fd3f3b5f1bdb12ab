"""Free text as it is kept: composed, trimmed, without control characters, within its limit."""

import unicodedata
from typing import overload

from app.domain.errors import Invalid, LimitReached

UNSEEN = frozenset({"Cf", "Zl", "Zp", "Zs"})
"""Kinds of signs that leave no trace on a screen: a text of these alone is empty."""

UNKEPT = frozenset({"Cc", "Cs"})
"""Kinds of signs that cannot be shown or stored: control characters and halves of surrogate pairs."""


@overload
def clean(text: str, field: str, limit: int, *, empty: bool = False) -> str: ...
@overload
def clean(text: None, field: str, limit: int, *, empty: bool = False) -> None: ...
def clean(text: str | None, field: str, limit: int, *, empty: bool = False) -> str | None:
    """The text as it is kept. Raises Invalid or LimitReached, naming the field and the limit."""
    if text is None:
        return None
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if all(unicodedata.category(sign) in UNSEEN for sign in kept):
        kept = ""
    if not kept and not empty:
        raise Invalid("Please write something.", field=field)
    if any(unicodedata.category(sign) in UNKEPT and sign not in "\n\t" for sign in kept):
        raise Invalid("The text has signs that cannot be shown.", field=field)
    if len(kept) > limit:
        raise LimitReached(f"The text is too long. At most {limit} characters fit.", field=field, limit=limit)
    return kept


def optional(text: str | None, field: str, limit: int) -> str | None:
    """Like `clean`, for a text that may be left out: an empty one is None."""
    return clean(text, field, limit, empty=True) or None


def folded(text: str) -> str:
    """Two texts that a person would call the same fold to the same: case, width, accents, spaces, apostrophes."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.replace("\u2019", "'").split())
