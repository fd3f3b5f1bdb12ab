"""Near-variants are suggested by a rule that can be explained in one breath."""

import pytest

from app.export.import_variants import PATTERN, SUGGESTIONS, variants


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ongoing progress", "Ongoing process"),
        ("Gaining confidence", "Aim: Gain confidence"),
        ("Relaxation", "Relaxing"),
        ("Gain Confidence", "gaining confidence"),
        ("Reduces stigma", "Reducing stigma"),
        ("Welcoming/friendly", "Welcoming, friendly"),
        ("Resiliance", "Resilience"),
    ],
)
def test_X10_suggested(a: str, b: str) -> None:
    assert variants([a, b]) == [(a, b)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Peer support", "Group support"),
        ("Life management", "Self-management"),
        ("Easy access", "Library access"),
        ("Creative courses", "Aim: Creative courses"),
        ("Feels safe there", "Feels unsafe there"),
        ("Gardening group", "Games group"),
        ("Meeting 1", "Meeting 2"),
        ("Support groups", "Group support"),
    ],
)
def test_X10_not_suggested(a: str, b: str) -> None:
    assert variants([a, b]) == []


def test_X10_a_long_row_of_the_same_pattern_is_not_a_row_of_slips() -> None:
    alike = [f"We like progres{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(PATTERN + 1)]
    assert variants(alike) == []
    assert len(variants(alike[:5])) > 0


def test_X10_two_thousand_cards_are_compared_and_the_list_ends() -> None:
    texts = [
        f"{word} number{chr(97 + n % 26)}{chr(97 + n // 26)}"
        for n in range(500)
        for word in ("Gain", "Gaining", "Walks")
    ]
    assert len(variants(texts)) <= SUGGESTIONS
