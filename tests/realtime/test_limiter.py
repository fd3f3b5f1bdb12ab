"""The bucket of tokens that every person has: 10 a second, 50 at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.realtime.limiter import TIDIED_EVERY, Limiter

GAPS = st.lists(st.floats(min_value=0, max_value=3), max_size=400)


def test_R20_a_burst_is_taken_and_then_ten_a_second() -> None:
    limiter = Limiter(10, 50)
    assert [limiter.take("me", 100.0) for _ in range(50)] == [0] * 50
    assert limiter.take("me", 100.0) == pytest.approx(0.1)
    assert limiter.take("me", 100.05) == pytest.approx(0.05)
    assert limiter.take("me", 100.11) == 0
    assert limiter.take("me", 100.11) > 0


def test_R20_whoever_waits_as_long_as_told_is_let_in() -> None:
    limiter, now = Limiter(10, 50), 0.0
    for _ in range(200):
        wait = limiter.take("me", now)
        if wait:
            now += wait + 1e-9
            assert limiter.take("me", now) == 0


def test_R20_one_person_does_not_use_up_another_ones_tokens() -> None:
    limiter = Limiter(10, 1)
    assert limiter.take("me", 0) == 0
    assert limiter.take("me", 0) > 0
    assert limiter.take("you", 0) == 0


def test_R20_a_clock_that_goes_back_gives_nothing_and_takes_nothing() -> None:
    limiter = Limiter(10, 2)
    assert limiter.take("me", 1000) == 0
    assert limiter.take("me", 0) == 0
    assert limiter.take("me", 0) == pytest.approx(0.1)
    assert limiter.take("me", 0.2) == 0


@given(GAPS)
def test_R20_never_more_than_the_burst_and_what_grew_since(gaps: list[float]) -> None:
    limiter, now, let_in = Limiter(10, 50), 0.0, 0
    for gap in gaps:
        now += gap
        let_in += limiter.take("me", now) == 0
        assert let_in <= 50 + 10 * now + 1e-6


def test_R20_those_who_went_quiet_are_forgotten() -> None:
    limiter = Limiter(10, 50)
    for n in range(TIDIED_EVERY - 1):
        limiter.take(f"person-{n}", 0)
    assert len(limiter) == TIDIED_EVERY - 1
    limiter.take("me", 3600)
    assert len(limiter) == 1


def test_R36_what_another_process_let_through_is_charged_here() -> None:
    limiter = Limiter(10, 50)
    limiter.charge("ann", 49, now=0)
    assert limiter.take("ann", now=0) == 0
    assert limiter.take("ann", now=0) > 0
    assert limiter.take("ben", now=0) == 0


def test_R36_a_debt_is_one_burst_at_most() -> None:
    limiter = Limiter(10, 50)
    limiter.charge("ann", 1_000, now=0)
    assert limiter.take("ann", now=5.0) > 0
    assert limiter.take("ann", now=5.11) == 0
