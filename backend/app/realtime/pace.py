"""How fast people may ask, over all their connections and all processes."""

from collections import Counter
from collections.abc import Callable, Mapping

from app.domain.limits import Limits
from app.realtime.broker import Bus, BusState
from app.realtime.limiter import Limiter, too_fast
from app.realtime.meter import Meter


class Pace:
    """Counts commands. `clock` tells seconds that only grow."""

    def __init__(self, limits: Limits, clock: Callable[[], float], meter: Meter, bus: Bus) -> None:
        self._limits = limits
        self._clock = clock
        self._meter = meter
        self._bus = bus
        self._spent: Counter[str] = Counter()
        self._limiter = Limiter(limits.commands_per_second, limits.commands_burst)

    def demand(self, person_id: str) -> None:
        """Counts a command of a person. Raises TooFast, which says when to send it again."""
        seconds = self._limiter.take(person_id, self._clock())
        if seconds:
            self._meter.too_fast += 1
            raise too_fast(self._limits, seconds)
        if self._bus.state is BusState.THERE:
            self._spent[person_id] += 1

    def take_spent(self) -> dict[str, int]:
        """How many commands of each person were let through since the last call, for the other processes."""
        spent, self._spent = self._spent, Counter()
        return dict(spent)

    def charge(self, people: Mapping[str, int]) -> None:
        """Another process let so many commands of people through."""
        for person_id, count in people.items():
            self._limiter.charge(person_id, count, self._clock())
