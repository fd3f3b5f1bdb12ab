"""Names people choose."""

import itertools

import pytest

from app.domain.errors import Invalid, LimitReached
from app.domain.limits import LIMITS
from app.domain.pseudonyms import BIRDS, SHADES, cleaned, key_of, offers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CR1", "cr1"),
        ("CR1", "CRl"),
        ("CR1", "CR|"),
        ("Teal Robin", "teal-robin"),
        ("Teal Robin", " TEAL  ROBIN "),
        ("Zoë", "Zoe"),
        ("Ann", "Аnn"),
        ("Robin", "R0bin"),
        ("\uff32obin", "Robin"),
        ("Rob\u200bin", "Robin"),
    ],
)
def test_D72_names_that_look_alike_count_as_one(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), [("CR1", "CR2"), ("Ann", "Anna"), ("!!", "??"), ("李", "王"), ("🐦", "🦉")])
def test_D72_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_D72_a_name_is_one_line() -> None:
    assert cleaned("  Teal \n Robin ") == "Teal Robin"
    with pytest.raises(Invalid) as caught:
        cleaned(" \n ")
    assert caught.value.detail == {"field": "pseudonym"}
    with pytest.raises(LimitReached) as reached:
        cleaned("a" * (LIMITS.pseudonym + 1))
    assert reached.value.detail == {"field": "pseudonym", "limit": LIMITS.pseudonym}


@pytest.mark.parametrize("start", [0, 1, 57, 9_999])
def test_D72_offers_are_free_and_differ(start: int) -> None:
    first = offers(set(), start)
    taken = {key_of(name) for name in first}

    second = offers(taken, start)

    assert len({key_of(name) for name in (*first, *second)}) == 12
    assert first[:2] == ["CR1", "CR2"]
    assert second[:2] == ["CR3", "CR4"]
    assert all(len(name) <= LIMITS.pseudonym for name in first)


def test_D72_there_are_numbers_when_all_birds_are_taken() -> None:
    taken = {key_of(f"{shade} {bird}") for shade, bird in itertools.product(SHADES, BIRDS)}

    assert offers(taken, 3) == ["CR1", "CR2"]
    assert len(taken) == len(SHADES) * len(BIRDS)
