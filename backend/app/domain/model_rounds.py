"""Records of sense-checks: rounds and votes. A round helps to see where to talk; it never moves a card."""

from dataclasses import dataclass
from typing import Literal

from typing_extensions import TypedDict

from app.domain.words import PersonRef, Words

Method = Literal["dots", "sense"]
AskedOn = Literal["card", "theme", "question"]
VotedOn = Literal["card", "theme", "round"]
Sense = Literal["agree", "unsure", "differ"]
Apart = Literal["abstain", "aside"]
"""`abstain`: would rather not answer. `aside`: a facilitator who is not counted. `aside` is for a whole round."""
Value = int | Sense | Apart


class Round(TypedDict):
    """One question put to the group. `dots` to give in all, at most `per_item` on one thing. Times are ISO 8601, UTC.

    `voters` is how many people answered a secret round, once it is closed.
    """

    question: Words
    method: Method
    asked_on: AskedOn
    dots: int | None
    per_item: int | None
    secret: bool
    hidden_until_closed: bool
    open: bool
    opened_by: PersonRef
    opened_at: str
    closed_at: str | None
    voters: int | None


class Vote(TypedDict):
    """One person's latest answer on one thing. `held`: how many cards the theme held then.

    In a secret round `person` and `at` are None, votes appear only once it is closed, and `held` is of that moment.
    `value` and `reason` are None where fewer than three said something about one thing.
    """

    round_id: str
    on_kind: VotedOn
    on_id: str
    person: PersonRef | None
    value: Value | None
    reason: Words | None
    held: int | None
    at: str | None


SPLIT_FROM = 3
"""Answers of fewer voters than these are not told apart."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """An answer that is not in the log as long as its round is open."""

    round_id: str
    person: str
    on_kind: VotedOn
    on_id: str
    value: Value
    reason: str | None
    held: int | None
    at: str
