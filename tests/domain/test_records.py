"""Records behave like a dict that somebody copies before each change; the old ones stay as they were."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Records

KEYS = st.integers(0, 120).map(lambda number: f"key-{number}")
STEPS = st.lists(st.tuples(KEYS, st.none() | st.integers()), max_size=200)


@given(st.dictionaries(KEYS, st.integers(), max_size=100), STEPS)
def test_D83_records_are_a_dict_at_every_step_and_the_old_ones_stay(
    start: dict[str, int], steps: list[tuple[str, int | None]]
) -> None:
    records: Records[str, int] = Records(dict(start))
    plain = dict(start)
    passed: list[tuple[Records[str, int], dict[str, int]]] = []
    for key, value in steps:
        passed.append((records, dict(plain)))
        if value is not None:
            records, plain[key] = records.put(key, value), value
        elif key in plain:
            records = records.without(key)
            del plain[key]

    for held, expected in [*passed, (records, plain)]:
        assert list(held.items()) == list(expected.items())
        assert (len(held), bool(held)) == (len(expected), bool(expected))
        assert held == expected == held.plain()
    assert all((key in records) is (key in plain) for key in (f"key-{n}" for n in range(121)))
    assert all(records.get(key) == plain.get(key) for key in (f"key-{n}" for n in range(121)))


def test_D83_what_is_not_there_is_said_to_be_none() -> None:
    records: Records[str, Any] = Records({"a": 1, "b": 2}).without("a")

    for missing in ("a", "c"):
        with pytest.raises(KeyError):
            records[missing]
        assert records.get(missing, "nothing") == "nothing"
    assert records["b"] == 2
    assert list(records) == ["b"]
    assert list(records.values()) == [2]
    assert repr(records) == "Records({'b': 2})"


def test_D83_copies_share_their_base() -> None:
    records: Records[int, int] = Records({number: number for number in range(10_000)})
    copies = [records.put(number, 0) for number in range(50)]

    assert all(copy._base is records._base for copy in copies)
