"""At once while little happens, in step when much does: so that what is done together is worth its trouble."""

import asyncio
from collections.abc import Callable

AT_ONCE = 3
"""Beats in quick succession before they fall into step."""


class Pulse:
    """Calls `beat` on the event loop: at once, unless that was often lately; then some time after the one before."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._timer: asyncio.TimerHandle | None = None
        self._spent_until = 0.0

    def soon(self, gap: float) -> None:
        """There is something to do. `gap` is how many seconds beats keep apart when there is much."""
        if self._timer is not None:
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        wait = self._spent_until - now - AT_ONCE * gap
        self._spent_until = max(self._spent_until, now) + gap
        if wait > 0:
            self._timer = loop.call_later(wait, self._late)
        else:
            self._beat()

    def _late(self) -> None:
        self._timer = None
        self._beat()
