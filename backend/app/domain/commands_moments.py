"""What can be asked for about moments with a name."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.limits import LIMITS

MomentName = Annotated[str, Field(max_length=LIMITS.moment_name)]


class MomentNameIt(Asked):
    """`seq`: the event right after which the board was so."""

    type: Literal["moment.name"]
    moment_id: Id
    seq: Annotated[int, Field(ge=1, le=2**53 - 1)]
    name: MomentName


class MomentRemove(Asked):
    type: Literal["moment.remove"]
    moment_id: Id


MomentCommand = MomentNameIt | MomentRemove
