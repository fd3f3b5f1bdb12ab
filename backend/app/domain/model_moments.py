"""Moments of the log that somebody gave a name, to find them again when looking back."""

from typing_extensions import TypedDict

from app.domain.words import PersonRef, Words


class Moment(TypedDict):
    """The board as it was right after the event `seq`, under a name."""

    seq: int
    name: Words
    named_by: PersonRef
