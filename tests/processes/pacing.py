"""Asking for something at a steady rate, whatever comes of it, while somebody waits for what does come of it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

Answer = TypeVar("Answer")


def at_a_pace(asks: Sequence[Callable[[], object]], rate: float, wait: Callable[[], Answer]) -> tuple[Answer, float]:
    """What `wait` found on a thread of its own while these were asked, so many a second; and the seconds it took.

    Each ask is due at its own moment on the clock of the loop, so one that waits does not put off the next.
    """

    async def pace() -> tuple[Answer, float]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number, ask in enumerate(asks):
            loop.call_at(began + number / rate, ask)
        found = await asyncio.to_thread(wait)
        return found, loop.time() - began

    return asyncio.run(pace())
