"""What processes on one store tell each other about a board: hints and presence, never data or words (law L8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from app.realtime.presence import Doing


@dataclass(frozen=True, slots=True)
class HeadAt:
    """The board's log goes up to this seq."""

    board_id: str
    seq: int
    type: Literal["head"] = "head"


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Somebody came into the board's study, left it, was removed, or is another person now."""

    board_id: str
    type: Literal["people"] = "people"


@dataclass(frozen=True, slots=True)
class Here:
    """What the people connected to one process do; None for who has gone. `whole`: nobody else is connected there."""

    board_id: str
    doing: Mapping[str, Doing | None]
    whole: bool
    type: Literal["here"] = "here"


@dataclass(frozen=True, slots=True)
class WhoIsHere:
    """A process has just opened the board and asks the others who is connected to them."""

    board_id: str
    type: Literal["who"] = "who"


PACE: Literal["pace"] = "pace"
"""What everybody follows instead of a board."""


@dataclass(frozen=True, slots=True)
class Spent:
    """How many commands of each person one process has let through since it last told."""

    people: Mapping[str, int]
    board_id: Literal["pace"] = PACE
    type: Literal["spent"] = "spent"


Hint: TypeAlias = HeadAt | PeopleChanged | Here | WhoIsHere | Spent


@dataclass(frozen=True, slots=True)
class Said:
    """A hint and the process it comes from."""

    process: str
    hint: Annotated[Hint, Field(discriminator="type")]


_SAID: TypeAdapter[Said] = TypeAdapter(Said)


def told(said: Said) -> bytes:
    """A hint as it travels."""
    return _SAID.dump_json(said)


def heard(text: bytes) -> Said | None:
    """The hint in what arrived; None when it is none. Hints may be lost, so nobody needs to be told."""
    try:
        return _SAID.validate_json(text)
    except ValidationError:
        return None
