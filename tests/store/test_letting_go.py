"""What is done with is let go of at once, without waiting for the garbage collector to find it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.model import Board
from app.store.submission import Outcome
from app.store.writer import Transaction
from tests.store.pens import Pen


@pytest.fixture
def found() -> Iterator[list[object]]:
    """What went in a circle is kept here by `gc.collect()`; nothing else collects meanwhile."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


def test_nothing_of_a_transaction_goes_in_a_circle(tmp_path: Path, found: list[object]) -> None:
    with Pen.at(f"sqlite:///{tmp_path}/themeroom.sqlite") as pen:
        for number in range(10):
            pen.card(f"card-{number:04}")
        gc.collect()

        assert [type(one) for one in found if isinstance(one, Transaction | Outcome | Board)] == []
