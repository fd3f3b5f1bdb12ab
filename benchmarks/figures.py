"""Numbers about numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Delays:
    """How long things took, in milliseconds: half of them, 95 and 99 of 100 were quicker."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Delays":
        """The three marks of a sample; infinite when there is none."""
        ordered = sorted(seconds)
        return cls(*(1000 * _at(ordered, share) for share in (0.50, 0.95, 0.99)))


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else math.inf


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over all rounds: the middle one, the lowest, the highest."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """The spread of at least one value."""
        return cls(median(values), min(values), max(values))
