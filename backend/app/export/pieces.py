"""Texts on their way into a file, a piece at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice

LINES = 500
"""Lines that are encoded together."""
Text = str | Iterable[str]
"""All of it, or its lines as they are made."""


def pieces(text: Text) -> Iterator[bytes]:
    """The text in UTF-8."""
    lines = iter((text,) if isinstance(text, str) else text)
    while some := "".join(islice(lines, LINES)):
        yield some.encode()
