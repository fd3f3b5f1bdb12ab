"""What can go wrong in the core.

    Rejection               a command that is refused; nothing has changed
      Malformed             its shape is wrong (code `malformed`, `invalid` or `unknown_command`)
      NotFound              it names something that is not there
      NotAllowed            this role may not do that
      Stale                 the board has moved on; `detail` says what stands in the way
      LimitReached          `detail` says which limit and how much
      IdTaken               ids are never used twice
      AlreadyThere          a card stands at most once in a theme
      Retired               the card or theme was put away
      TooDeep               themes nest one level
      Closed                a facilitator has closed this kind of change for now
    BrokenLog               records that do not fold or do not chain; `detail` names the first one

Messages are whole plain sentences and never quote words of the board, so that they may be stored and logged.
"""

from collections.abc import Mapping
from typing import Any


class Rejection(Exception):
    """A command that is refused."""

    code = "rejected"

    def __init__(self, message: str, **detail: Any) -> None:
        super().__init__(message)
        self.message = message
        self.detail: Mapping[str, Any] = detail


class Malformed(Rejection):
    code = "malformed"


class Invalid(Malformed):
    code = "invalid"


class UnknownCommand(Malformed):
    code = "unknown_command"


class NotFound(Rejection):
    code = "not_found"


class NotAllowed(Rejection):
    code = "not_allowed"


class Stale(Rejection):
    code = "stale"


class LimitReached(Rejection):
    code = "limit_reached"


class IdTaken(Rejection):
    code = "id_taken"


class AlreadyThere(Rejection):
    code = "already_there"


class Retired(Rejection):
    code = "retired"


class TooDeep(Rejection):
    code = "too_deep"


class Closed(Rejection):
    code = "closed"


class BrokenLog(Exception):
    """Records that do not fold or do not chain."""

    def __init__(self, message: str, **detail: Any) -> None:
        super().__init__(message)
        self.detail: Mapping[str, Any] = detail
