"""How fast people may ask: a bucket of tokens for each. The clock is handed in; nothing here waits."""

import math

from app.domain.errors import Rejection
from app.domain.limits import Limits

TIDIED_EVERY = 1_000
"""Takes after which the buckets of those who have gone quiet are thrown away."""


class TooFast(Rejection):
    """Nothing was recorded, and the same command id may be sent again after `retry_after_ms`."""

    code = "too_fast"


Bucket = tuple[float, float]
"""Tokens that were left at a moment, in seconds of the clock. A plain pair: one is made for each command."""


class Limiter:
    """So many a second for each person, and so many at once for whoever was quiet before."""

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._buckets: dict[str, Bucket] = {}
        self._taken = 0

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, person_id: str, now: float) -> float:
        """Takes a token and answers 0; or takes nothing and answers the seconds until there is one."""
        self._taken += 1
        if self._taken % TIDIED_EVERY == 0:
            self._tidy(now)
        tokens = self._tokens(person_id, now)
        if tokens >= 1:
            self._buckets[person_id] = (tokens - 1, now)
            return 0
        return (1 - tokens) / self._per_second

    def charge(self, person_id: str, count: int, now: float) -> None:
        """Another process let a person do so much. Whoever overdrew there waits here, for one burst at most."""
        self._buckets[person_id] = (max(-self._burst, self._tokens(person_id, now) - count), now)

    def _tokens(self, person_id: str, now: float) -> float:
        if person_id not in self._buckets:
            return self._burst
        tokens, at = self._buckets[person_id]
        return min(self._burst, tokens + max(0, now - at) * self._per_second)

    def _tidy(self, now: float) -> None:
        full = [person_id for person_id in self._buckets if self._tokens(person_id, now) >= self._burst]
        for person_id in full:
            del self._buckets[person_id]


def too_fast(limits: Limits, seconds: float) -> TooFast:
    """The refusal of a command that came too soon, and when it may come again."""
    return TooFast(
        f"That was too fast. At most {limits.commands_per_second} changes a second are taken from one person.",
        field="commands_per_second",
        limit=limits.commands_per_second,
        burst=limits.commands_burst,
        retry_after_ms=math.ceil(seconds * 1000),
    )
