"""What goes when something is taken back: gathered while a log is read, from its first event to its last.

Reading a long log takes seconds. It can be done beforehand, up to some event, and gone on with where it is decided.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self, assert_never

from app.domain.belongings import Key, Value, Walk
from app.domain.commands_withdrawal import WithdrawalAsk, WordsRemove
from app.domain.events import Event
from app.domain.model_withdrawal import NAMELESS, WORDLESS, Way
from app.domain.quotes import Quotes


@dataclass(frozen=True, slots=True)
class Whose:
    """Which values go: by the way, of a person, a source, or (`removed`) of one record or entry of the log."""

    way: Way
    person_id: str = ""
    source: str = ""
    kind: str = ""
    id: str = ""

    @classmethod
    def of(cls, command: WithdrawalAsk | WordsRemove) -> Self:
        """As a command says."""
        match command:
            case WithdrawalAsk():
                return cls(command.way, command.person_id, command.source)
            case WordsRemove():
                return cls("removed", kind=command.on.kind, id=command.on.id)
            case _:
                assert_never(command)

    @property
    def is_nothing(self) -> bool:
        """True when no value can go, so that nothing need be read."""
        return self.way == "stop"

    def may_take(self, value: Value) -> bool:
        """True when a value goes; of a source: when it is one of a card's."""
        match self.way:
            case "removed" if self.kind == "event":
                return value.path == "/why" and str(value.seq) == self.id
            case "removed":
                return value.of == "words" and value.key is not None and value.key[:2] == (self.kind, self.id)
            case "source":
                return value.of == "words" and value.key is not None and value.key[0] == "card"
            case _:
                going = NAMELESS if value.of == "person" else WORDLESS
                return self.way in going and value.owner == self.person_id


class Found(NamedTuple):
    """Quotes to look for, pointers by seq, and the fields of the board whose words of now go."""

    quotes: Quotes
    paths: dict[int, tuple[str, ...]]
    standing: Sequence[Key]


@dataclass
class Gathering:
    """One reading of a log. `seq` is the last event that was read."""

    whose: Whose
    seq: int = 0
    walk: Walk = field(default_factory=Walk)
    chosen: list[Value] = field(default_factory=list)
    minutes: list[Value] = field(default_factory=list)
    now: dict[Key, None] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)

    def read(self, events: Iterable[Event]) -> None:
        """Goes on. The events are those behind `seq`."""
        for event in events:
            for value in self.walk.values((event,)):
                self._note(value)
            if self.whose.way == "source":
                self.cards |= set(_from_source(event, self.whose.source))
            self.seq = event["seq"]

    def _note(self, value: Value) -> None:
        goes = self.whose.may_take(value)
        if goes:
            self.chosen.append(value)
        if _is_minutes(value):
            self.minutes.append(value)
        if value.of == "words" and value.key is not None and "/after/" in value.path:
            self.now.pop(value.key, None)
            if goes:
                self.now[value.key] = None

    def gone_on(self, events: Iterable[Event]) -> "Gathering":
        """Another one that has read more; this one stays as it is."""
        other = replace(
            self,
            walk=self.walk.copied(),
            chosen=[*self.chosen],
            minutes=[*self.minutes],
            now={**self.now},
            cards={*self.cards},
        )
        other.read(events)
        return other

    def found(self, name: str) -> Found:
        """What goes. `name` goes out of minutes too."""
        chosen = [value for value in self.chosen if self._goes(value.key)]
        quotes = Quotes({value.value for value in chosen if value.of == "words" and not _is_minutes(value)}, name)
        quoting = [value for value in self.minutes if quotes.cut(value.value) != value.value]
        paths: dict[int, dict[str, None]] = {}
        for value in (*chosen, *quoting):
            paths.setdefault(value.seq, {})[value.path] = None
        standing = [key for key in self.now if self._goes(key)]
        return Found(quotes, {seq: tuple(found) for seq, found in sorted(paths.items())}, standing)

    def _goes(self, key: Key | None) -> bool:
        return self.whose.way != "source" or (key is not None and key[1] in self.cards)


def _from_source(event: Event, source: str) -> Iterator[str]:
    """The cards that came from a source with an event, parts of split ones included."""
    for change in event["changes"]:
        if change["kind"] == "card" and (change["after"] or {}).get("source") == source:
            yield change["id"]


def _is_minutes(value: Value) -> bool:
    return value.of == "words" and value.key is not None and value.key[0] == "minutes"
