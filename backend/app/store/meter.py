"""What is counted while the server runs: plain numbers, so that counting costs next to nothing."""

from bisect import bisect_left
from itertools import accumulate


class Histogram:
    """How often something was at most this large. Bounds grow; above the last one all is one bucket."""

    def __init__(self, *bounds: float) -> None:
        self.bounds = bounds
        self.total = 0.0
        self._counts = [0] * (len(bounds) + 1)

    def add(self, value: float) -> None:
        """Counts one."""
        self._counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    def buckets(self) -> list[tuple[str, int]]:
        """Upper bounds with the number of values up to them."""
        names = [*(f"{bound:g}" for bound in self.bounds), "+Inf"]
        return list(zip(names, accumulate(self._counts), strict=True))


class CommitMeter:
    """Groups that were committed together: commands in each, seconds from asking until all have their answers."""

    def __init__(self) -> None:
        self.sizes = Histogram(1, 2, 5, 10, 20, 50, 100, 200, 500)
        self.seconds = Histogram(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
        self.storage_errors = 0
