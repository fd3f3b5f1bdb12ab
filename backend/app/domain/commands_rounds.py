"""What can be asked for about rounds."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.limits import LIMITS
from app.domain.model_rounds import Apart, AskedOn, Method, Sense, VotedOn

RoundQuestion = Annotated[str, Field(max_length=LIMITS.round_question)]
Reason = Annotated[str, Field(max_length=LIMITS.vote_reason)]
Dots = Annotated[int, Field(ge=1, le=LIMITS.round_dots)]
Given = Annotated[int, Field(ge=0, le=LIMITS.round_dots)]


class RoundOpen(Asked):
    type: Literal["round.open"]
    round_id: Id
    question: RoundQuestion
    method: Method
    on: AskedOn
    dots: Dots | None = None
    per_item: Dots | None = None
    secret: bool = False
    hidden_until_closed: bool = False


class RoundClose(Asked):
    type: Literal["round.close"]
    round_id: Id


class VotedThing(Asked):
    """What an answer is about: a card, a theme, or the round itself."""

    kind: VotedOn
    id: Id


class VoteCast(Asked):
    type: Literal["vote.cast"]
    round_id: Id
    on: VotedThing
    value: Given | Sense | Apart
    reason: Reason | None = None


RoundCommand = RoundOpen | RoundClose | VoteCast
