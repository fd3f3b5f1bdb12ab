"""Records of what was taken back. They hold no words, and stay when the words have gone."""

from typing import Literal

from typing_extensions import TypedDict

from app.domain.words import PersonRef

OwnWay = Literal["stop", "unlink", "words", "all"]
"""`stop`: take no further part, words stay. `unlink`: the name goes. `words`: what I wrote goes. `all`: words, name and
answers go.
"""
Way = Literal["stop", "unlink", "words", "all", "source", "removed"]
"""Besides the own ways: `source`: all cards from one source. `removed`: words put here by mistake."""
OWN_WAYS: tuple[OwnWay, ...] = ("stop", "unlink", "words", "all")
LEAVING: frozenset[Way] = frozenset({"stop", "unlink", "all"})
"""Whoever takes one of these only reads from then on, and is out of the study once it is final."""
NAMELESS: frozenset[Way] = frozenset({"unlink", "all"})
WORDLESS: frozenset[Way] = frozenset({"words", "all"})


class Withdrawal(TypedDict):
    """`until`: to when it could be called off, ISO 8601, UTC; None: not at all. `person` is None where the name went.

    `on_kind` and `on_id`: whose words were removed; None for everything of somebody.
    """

    way: Way
    person: PersonRef | None
    at: str
    until: str | None
    cancelled: bool
    on_kind: str | None
    on_id: str | None
