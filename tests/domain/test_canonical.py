"""Leaf bytes are for ever: the fast writer spells every value exactly as Python's own does."""

import json
import sys

from hypothesis import given
from hypothesis import strategies as st

from app.domain.leaf import canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=6),
)


def spelled(value: object) -> bytes:
    """The one spelling, by the standard library."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


@given(VALUES)
def test_L8_every_value_has_the_spelling_of_the_standard_library(value: object) -> None:
    assert canonical(value) == spelled(value)


def test_L8_every_character_has_it() -> None:
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]

    assert canonical("".join(characters)) == spelled("".join(characters))


def test_L8_keys_stand_by_code_point_also_where_utf_16_differs() -> None:
    keys = ["\U0001f600", "\uffff", "\ue000", "é", "e\u0301", "", "Z", "a", '"', "\\", "\x00", "\x1f", "\x7f"]
    value = dict.fromkeys(keys, 1)

    assert canonical(value) == spelled(value)
    assert list(json.loads(canonical(value))) == sorted(keys)
