"""What a downloaded replay holds: only what it plays, and nothing that the person who takes it may not see (SPEC Q)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.events import Change, Event
from app.domain.model import RECORD_TYPES, Kind
from app.domain.words import fields_of

PLAYED: frozenset[Kind] = frozenset(
    {"board", "card", "theme", "placement", "kept", "meeting", "undo", "comment", "talk", "round", "vote", "moment"}
)
PERSONS: Mapping[str, frozenset[str]] = {kind: fields_of(RECORD_TYPES[kind], "person") for kind in PLAYED}
Fields = dict[str, Any]


def replay_data(events: Sequence[Event], names: Mapping[str, str] | None, upto: int | None = None) -> Fields:
    """`events`: the whole log, of which those up to `upto` are told: what was hidden later is hidden all the same.
    `names`: pseudonyms by person id, None: nobody is named.

    People stand in it under numbers of its own, so that their ids lead nowhere. Left out are command ids, who was at
    meetings, minutes, answers in secret rounds, and the words of comments that were hidden or taken back, everywhere.
    """
    cleaning = Cleaning(events, names)
    shown = events if upto is None else events[:upto]
    told = [one for event in shown if (one := cleaning.event(event)) is not None]
    return {"named": names is not None, "people": cleaning.people(), "events": told}


class Cleaning:
    """Knows what must not be told of one log."""

    def __init__(self, events: Iterable[Event], names: Mapping[str, str] | None) -> None:
        self.names = names
        self.numbers: dict[str, str] = {}
        self.secret: set[str] = set()
        self.hidden: set[str] = set()
        self.taken_back: set[str] = set()
        self.votes: set[str] = set()
        for event in events:
            for change in event["changes"]:
                self._learn(change)

    def people(self) -> list[Fields]:
        """Those who did something, by the numbers they have here."""
        return [{"id": number, "pseudonym": (self.names or {}).get(key)} for key, number in self.numbers.items()]

    def event(self, event: Event) -> Fields | None:
        """None: nothing is left of it."""
        changes = [self._change(change) for change in event["changes"] if self._is_told(change)]
        if not changes:
            return None
        told: Fields = {"seq": event["seq"], "at": event["at"], "type": event["type"], "changes": changes}
        told["actor"] = self._person(event["actor"])
        if event.get("on_behalf_of") is not None and self.names is not None:
            told["on_behalf_of"] = self._person(event.get("on_behalf_of"))
        if event.get("why") is not None:
            told["why"] = event["why"]
        return told

    def _learn(self, change: Change) -> None:
        after = change["after"] or {}
        match change["kind"]:
            case "round" if after.get("secret"):
                self.secret.add(change["id"])
            case "vote" if after.get("round_id") in self.secret:
                self.votes.add(change["id"])
            case "comment":
                self._learn_words(change["id"], after)
            case _:
                pass

    def _learn_words(self, key: str, after: Mapping[str, Any]) -> None:
        """Hidden words may be shown again; words taken back never are."""
        if after.get("taken_back"):
            self.taken_back.add(key)
        if after.get("hidden") is not None:
            (self.hidden.add if after["hidden"] else self.hidden.discard)(key)

    def _is_told(self, change: Change) -> bool:
        return change["kind"] in PLAYED and not (change["kind"] == "vote" and change["id"] in self.votes)

    def _change(self, change: Change) -> Fields:
        sides = {side: self._fields(change, change[side]) for side in ("before", "after")}
        return {"kind": change["kind"], "id": change["id"], **sides}

    def _fields(self, change: Change, fields: Mapping[str, Any] | None) -> Fields | None:
        if fields is None:
            return None
        told = dict(fields)
        for name in PERSONS[change["kind"]] & told.keys():
            told[name] = self._person(told[name])
        if "by_command" in told:
            told["by_command"] = ""
        if "text" in told and change["kind"] == "comment" and change["id"] in self.hidden | self.taken_back:
            told["text"] = None
        if "source" in told and self.names is None:
            told["source"] = None
        return told

    def _person(self, key: str | None) -> str | None:
        if key is None or self.names is None:
            return None
        return self.numbers.setdefault(key, f"p{len(self.numbers) + 1}")
