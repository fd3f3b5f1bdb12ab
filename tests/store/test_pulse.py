"""What is done together waits for nothing while little happens, and falls into step when much does (rule L47)."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise

import pytest

from app.store.pulse import AT_ONCE, Pulse
from tests.simulation.loop import SimulatedLoop

GAP = 0.01


def beats(asked: Callable[[asyncio.AbstractEventLoop, Pulse], None], seconds: float) -> list[float]:
    """When it beats, in simulated seconds since it was first asked."""
    told: list[float] = []
    with closing(SimulatedLoop()) as loop:
        pulse = Pulse(lambda: told.append(loop.time()))

        async def ask() -> None:
            asked(loop, pulse)
            over = loop.create_future()
            loop.call_later(seconds, over.set_result, None)
            await over

        began = loop.time()
        loop.run_until_complete(ask())
    return [at - began for at in told]


def every(seconds: float, times: int) -> Callable[[asyncio.AbstractEventLoop, Pulse], None]:
    """Asks again and again."""

    def asked(loop: asyncio.AbstractEventLoop, pulse: Pulse) -> None:
        for n in range(times):
            loop.call_later(n * seconds, pulse.soon, GAP)

    return asked


def test_L47_while_little_happens_nobody_waits() -> None:
    assert beats(every(2 * GAP, 20), 1) == pytest.approx([n * 2 * GAP for n in range(20)], abs=1e-4)


def test_L47_a_few_at_once_do_not_wait_either() -> None:
    assert beats(every(0, AT_ONCE), 1) == pytest.approx([0] * AT_ONCE, abs=1e-4)


def test_L47_much_is_done_in_step_and_the_last_is_not_forgotten() -> None:
    told = beats(every(GAP / 10, 1_000), 2)
    gaps = [after - before for before, after in pairwise(told)][AT_ONCE + 1 :]

    assert all(GAP - 1e-4 <= gap <= 1.2 * GAP for gap in gaps)
    assert told[-1] >= 999 * GAP / 10
