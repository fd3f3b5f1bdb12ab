"""Ranks: sort keys between two neighbours, so that one move changes one record."""

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from fractional_indexing import generate_key_between, generate_n_keys_between

from app.domain.asked import Asked
from app.domain.index import Row

LONGEST = 40
"""Characters after which a row of ranks is spaced anew: about 200 cards put one after another into the same gap."""


class Spot(NamedTuple):
    """Where something is wanted: behind a neighbour, first (`after` is None), or last."""

    last: bool
    after: str | None = None


LAST = Spot(last=True)
"""The spot that is wanted most."""


def spot_of(command: Asked) -> Spot:
    """Reads the field `after` as the protocol means it: absent is last, null is first."""
    return Spot(last=False, after=getattr(command, "after", None)) if command.given("after") else LAST


def index_of(row: Row, spot: Spot, rank: str | None) -> int:
    """The index in the row. `rank` is the neighbour's; None when it has left in the meantime, which means last."""
    if not spot.last and spot.after is None:
        return 0
    if spot.last or spot.after is None or rank is None:
        return len(row)
    return bisect_left(row, (rank, spot.after)) + 1


@lru_cache(maxsize=4_096)
def between(before: str | None, after: str | None) -> str:
    """A rank between two others; None is an open end. Remembered: rows begin alike, so the same ends come again."""
    key: str = generate_key_between(before, after)
    return key


def inserted(row: Row, index: int, newcomer: str) -> dict[str, str]:
    """The new ranks when `newcomer` comes in at `index`: its own, and the whole row's when keys have become long."""
    lower = row[index - 1][0] if index > 0 else None
    upper = row[index][0] if index < len(row) else None
    rank = between(lower, upper)
    if len(rank) <= LONGEST:
        return {newcomer: rank}
    order = [*(key for _, key in row[:index]), newcomer, *(key for _, key in row[index:])]
    return dict(zip(order, spaced(len(order)), strict=True))


def spaced(count: int) -> list[str]:
    """So many ranks in order."""
    keys: list[str] = generate_n_keys_between(None, None, count)
    return keys


def free(rank: str, taken: set[str]) -> str:
    """The rank itself, or the next one above it that nobody has."""
    if rank not in taken:
        return rank
    above = [other for other in taken if other > rank]
    return between(rank, min(above, default=None))
