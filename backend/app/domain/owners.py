"""Whose value a field has: the event that gave it, so that an undo can tell what stands on what.

An undo gives a field back to the owner it had before. Undoing step by step, and undoing an undo, work by that.
"""

from collections.abc import Iterable, Sequence, Set

from app.domain.events import Change, Event
from app.domain.index import ROW_OF

Field = tuple[str, str, str]
"""Kind, id and name."""
Owner = tuple[str, int]


def standing_on(event: Event, later: Sequence[Event]) -> int | None:
    """The seq of the event that a field of `event` has another value from since; None when all are as it left them."""
    ours = touched(event["changes"])
    owners: dict[Field, Owner] = dict.fromkeys(ours, ("event", event["seq"]))
    held_before: dict[int, dict[Field, Owner]] = {event["seq"]: dict.fromkeys(ours, ("before", event["seq"]))}
    for one in later:
        held = held_before.get(undone_by(one) or 0, {})
        for field in ours & altered(one["changes"]):
            held_before.setdefault(one["seq"], {})[field] = owners[field]
            owners[field] = held.get(field, ("event", one["seq"]))
    return max((seq for owner, seq in owners.values() if (owner, seq) != ("event", event["seq"])), default=None)


def undone_by(event: Event) -> int | None:
    """The seq of the event that an undo undid; None when it is no undo."""
    if event["type"] != "change.undone":
        return None
    return next(int(c["id"]) for c in reversed(event["changes"]) if c["kind"] == "undo")


def last_touching(later: Iterable[Event], records: Set[tuple[str, str]]) -> int | None:
    """The seq of the last event that has to do with one of the records."""
    seqs = (one["seq"] for one in later if any((kind, key) in records for kind, key, _ in touched(one["changes"])))
    return max(seqs, default=None)


def touched(changes: Iterable[Change]) -> set[Field]:
    """Every field that the changes name."""
    return {_field(change, name) for change in changes for name in _names(change)}


def altered(changes: Iterable[Change]) -> set[Field]:
    """Every field with another value after all of the changes. To be put away and kept as it is alters no field."""
    first: dict[tuple[Field, str], object] = {}
    last: dict[tuple[Field, str], object] = {}
    for change in changes:
        before, after = change["before"] or {}, change["after"] or {}
        for name in _names(change):
            key = (_field(change, name), name)
            first.setdefault(key, before.get(name, ...))
            last[key] = after.get(name, ...)
    return {field for (field, name), value in last.items() if first[field, name] != value}


def _names(change: Change) -> set[str]:
    return {*(change["before"] or {}), *(change["after"] or {})}


def _field(change: Change, name: str) -> Field:
    """A placement and its kept twin are one thing; a rank means nothing without its row."""
    kind = "placement" if change["kind"] == "kept" else change["kind"]
    return kind, change["id"], "rank" if name == ROW_OF.get(kind, "") else name
