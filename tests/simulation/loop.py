"""An event loop without a world around it: nothing comes from outside, and time passes when everybody sleeps."""

import asyncio
import selectors
from collections.abc import Mapping
from typing import Any


class NoSelector(selectors.BaseSelector):
    """Nothing is ever ready. Waiting for something moves the clock instead."""

    def __init__(self) -> None:
        self.now = 0.0
        self._key = selectors.SelectorKey(0, 0, 0, None)

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """The loop's own pipe, which nobody needs here."""
        return selectors.SelectorKey(fileobj, 0, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """The same."""
        return selectors.SelectorKey(fileobj, 0, 0, None)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Sleeps in no time."""
        assert timeout is not None, "everybody waits for something that nobody will do"
        self.now += max(0.0, timeout)
        return []

    def get_key(self, fileobj: Any) -> selectors.SelectorKey:
        """Nobody is registered."""
        raise KeyError(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """Nobody is registered."""
        return {}


class SimulatedLoop(asyncio.SelectorEventLoop):
    """A loop whose clock goes only when nothing is left to do."""

    def __init__(self) -> None:
        self._world = NoSelector()
        super().__init__(self._world)

    def time(self) -> float:
        """Seconds of simulated time."""
        return self._world.now + 1e-6
