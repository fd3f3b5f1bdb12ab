"""What can be asked for about taking words back.

`words.remove` comes over the wire like any command. The other two concern all boards of a study at once: the server
asks each board for them.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.limits import LIMITS
from app.domain.model_withdrawal import Way

RemovableKind = Literal["card", "theme", "comment", "vote", "minutes", "attendance", "moment", "event"]


class Removable(Asked):
    """Where the words stand; `event` is an entry of the log, by its seq, whose reason is meant."""

    kind: RemovableKind
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class WordsRemove(Asked):
    """Needs a reason (`why`). Words that were removed are gone for good."""

    type: Literal["words.remove"]
    on: Removable


class WithdrawalAsk(Asked):
    """`stand_in` is put in the place of the person where the name goes, `pseudonym` is looked for in minutes."""

    type: Literal["withdrawal.ask"]
    withdrawal_id: Id
    way: Way
    person_id: Id
    stand_in: Id
    pseudonym: str = ""
    source: Annotated[str, Field(max_length=LIMITS.source)] = ""
    until: str | None = None


class WithdrawalCancel(Asked):
    """`before`: it was called off in time before, which a copy from then does not know."""

    type: Literal["withdrawal.cancel"]
    withdrawal_id: Id
    asked_at: int
    before: bool = False


WithdrawalCommand = WithdrawalAsk | WithdrawalCancel
