"""What a board would otherwise have to search for: rows in their order, and the places of a card. Follows the state."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from app.domain.records import Records

Row = tuple[tuple[str, str], ...]
"""(rank, id) of everything in a row, in order."""
RowKey = tuple[str, str | None]
"""A kind, and the theme or parent that the row belongs to."""
ROW_OF: Mapping[str, str | None] = {"card": None, "theme": "parent_id", "placement": "theme_id"}
"""The field that says in which row of ranks a record stands; None: all in one row."""
INDEXED: Mapping[str, str | None] = {**ROW_OF, "kept": ROW_OF["placement"]}
Kinds = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Index(NamedTuple):
    """`rows` by kind and row; `places` by shelf and card: the ids of its placements, sorted. Nothing empty is held."""

    rows: Records[RowKey, Row]
    places: Records[tuple[str, str], tuple[str, ...]]


def empty_index() -> Index:
    """The index of an empty state."""
    return Index(Records(), Records())


def index_after(index: Index, before: Kinds, after: Kinds, touched: Iterable[tuple[str, str]]) -> Index:
    """The index once these records (kind and id) have come, gone or changed."""
    rows, places = index
    for kind, key in touched:
        if kind in INDEXED:
            old, new, field = before[kind].get(key), after[kind].get(key), INDEXED[kind]
            rows = _rows_after(rows, (kind, key), _stand(field, old), _stand(field, new))
            if field == "theme_id" and (old is None or new is None or old["card_id"] != new["card_id"]):
                places = _places_after(places, (kind, key), _card_of(old), _card_of(new))
    return index if rows is index.rows and places is index.places else Index(rows, places)


def _stand(field: str | None, record: Mapping[str, Any] | None) -> tuple[str | None, str] | None:
    """In which row, by the field that says so, and with which rank."""
    if record is None:
        return None
    return None if field is None else record[field], record["rank"]


def _rows_after(
    rows: Records[RowKey, Row],
    record: tuple[str, str],
    was: tuple[str | None, str] | None,
    now: tuple[str | None, str] | None,
) -> Records[RowKey, Row]:
    if was == now:
        return rows
    kind, key = record
    if was is not None:
        of, rank = was
        left = row_without(rows[kind, of], (rank, key))
        rows = rows.put((kind, of), left) if left else rows.without((kind, of))
    if now is not None:
        of, rank = now
        row, entry = rows.get((kind, of), ()), (rank, key)
        index = bisect_left(row, entry)
        rows = rows.put((kind, of), (*row[:index], entry, *row[index:]))
    return rows


def row_without(row: Row, entry: tuple[str, str]) -> Row:
    """The row without an entry, if it is there."""
    index = bisect_left(row, entry)
    return row[:index] + row[index + 1 :] if index < len(row) and row[index] == entry else row


def _card_of(placement: Mapping[str, Any] | None) -> str | None:
    return None if placement is None else placement["card_id"]


def _places_after(
    places: Records[tuple[str, str], tuple[str, ...]], record: tuple[str, str], was: str | None, now: str | None
) -> Records[tuple[str, str], tuple[str, ...]]:
    kind, key = record
    if was is not None:
        left = tuple(other for other in places[kind, was] if other != key)
        places = places.put((kind, was), left) if left else places.without((kind, was))
    if now is not None:
        places = places.put((kind, now), tuple(sorted((*places.get((kind, now), ()), key))))
    return places
