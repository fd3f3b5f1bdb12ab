"""Whose words a log holds, value by value: what belongs to a person, to a source, or to one record.

A value belongs to the one who wrote it, or in whose name it was written. An undo that brings a value back, cutting a
card in parts, and showing an answer when its round closes change nothing about that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.domain.events import Change, Event
from app.domain.model import RECORD_TYPES
from app.domain.words import fields_of

FRAME = frozenset({"board", "talk", "meeting", "round", "timer", "placement", "kept", "withdrawal"})
"""Kinds whose words set up the exercise: they tell of the study, not of a person. They are edited, not withdrawn."""
SPEAKER: Mapping[str, str] = {"comment": "author", "vote": "person"}
"""Records that say themselves whose words they are."""
PEOPLE: Mapping[str, frozenset[str]] = {kind: fields_of(record, "person") for kind, record in RECORD_TYPES.items()}
WORDS: Mapping[str, frozenset[str]] = {
    kind: frozenset() if kind in FRAME else fields_of(record, "words") for kind, record in RECORD_TYPES.items()
}
BRINGS_BACK = frozenset({"change.undone", "withdrawal.cancelled"})
Key = tuple[str, str, str]
"""Kind, id and field."""


@dataclass(frozen=True, slots=True)
class Value:
    """One opening of a log. `owner` is the person it belongs to, or is about; `key` is None for the event's own."""

    seq: int
    path: str
    of: str
    owner: str | None
    key: Key | None
    value: Any


class Held(NamedTuple):
    """What a field held, and whose it was; `before` it another."""

    value: Any
    owner: str | None
    before: "Held | None"


class Walk:
    """A log read from its first event to its last, with who wrote what is on the board."""

    def __init__(self) -> None:
        self.owners: dict[Key, str | None] = {}
        """Who wrote what a field holds now."""
        self._held: dict[Key, Held] = {}
        self._speakers: dict[tuple[str, str], str | None] = {}

    def copied(self) -> "Walk":
        """Another one that goes on from here; this one stays as it is."""
        other = Walk()
        other.owners, other._held, other._speakers = {**self.owners}, {**self._held}, {**self._speakers}
        return other

    def values(self, events: Iterable[Event]) -> Iterator[Value]:
        """Every word and every person, in order."""
        for event in events:
            speaker = event.get("on_behalf_of") or event["actor"]
            yield from _own(event, speaker)
            for number, change in enumerate(event["changes"]):
                yield from self._of_change(event, f"/changes/{number}", change, speaker)

    def _of_change(self, event: Event, at: str, change: Change, speaker: str | None) -> Iterator[Value]:
        kind, key = change["kind"], change["id"]
        for side in ("before", "after"):
            fields: Mapping[str, Any] = change["before" if side == "before" else "after"] or {}
            for name in fields.keys() & PEOPLE[kind]:
                if fields[name] is not None:
                    field = (kind, key, name)
                    yield Value(event["seq"], f"{at}/{side}/{name}", "person", fields[name], field, fields[name])
        self._note_speaker(change, speaker)
        for name in sorted(WORDS[kind]):
            yield from self._words(event, at, change, name, speaker)

    def _words(self, event: Event, at: str, change: Change, name: str, speaker: str | None) -> Iterator[Value]:
        key = (change["kind"], change["id"], name)
        before, after = change["before"] or {}, change["after"] or {}
        if before.get(name) is not None:
            yield Value(event["seq"], f"{at}/before/{name}", "words", self.owners.get(key), key, before[name])
        if name in after:
            owner = self._owner(event, key, after[name], speaker)
            self.owners[key] = owner
            if after[name] is not None:
                self._held[key] = Held(after[name], owner, self._held.get(key))
                yield Value(event["seq"], f"{at}/after/{name}", "words", owner, key, after[name])

    def _owner(self, event: Event, key: Key, value: Any, speaker: str | None) -> str | None:
        if event["type"] in BRINGS_BACK:
            return next((held.owner for held in _back(self._held.get(key)) if held.value == value), speaker)
        if key[0] == "card":
            return self._copied_from(event, key, value, speaker)
        return self._speakers.get(key[:2], speaker) if key[0] in SPEAKER else speaker

    def _copied_from(self, event: Event, key: Key, value: Any, speaker: str | None) -> str | None:
        """Cards that are split or merged take words over from each other."""
        others = {other["id"] for other in event["changes"] if other["kind"] == "card" and other["before"] is not None}
        last = (self._held.get(("card", other, key[2])) for other in others - {key[1]})
        return next((one.owner for one in last if one and value is not None and value in one.value), speaker)

    def _note_speaker(self, change: Change, speaker: str | None) -> None:
        """Who says a comment or gives an answer stands in its record."""
        kind, after = change["kind"], change["after"] or {}
        if kind in SPEAKER and SPEAKER[kind] in after:
            told: Any = after[SPEAKER[kind]]
            known = change["before"] is not None and (kind, change["id"]) in self._speakers
            if not known:
                self._speakers[kind, change["id"]] = told if told is not None or kind == "vote" else speaker


def _back(held: Held | None) -> Iterator[Held]:
    """The newest first."""
    while held is not None:
        yield held
        held = held.before


def _own(event: Event, speaker: str | None) -> Iterator[Value]:
    """Who did it, for whom, and why."""
    if event["actor"] is not None:
        yield Value(event["seq"], "/actor", "person", event["actor"], None, event["actor"])
    for_whom, why = event.get("on_behalf_of"), event.get("why")
    if for_whom is not None:
        yield Value(event["seq"], "/on_behalf_of", "person", for_whom, None, for_whom)
    if why is not None:
        yield Value(event["seq"], "/why", "words", speaker, None, why)
