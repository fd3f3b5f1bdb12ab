"""The records a board is made of, and the board itself as a frozen value.

`State` is `{kind: {id: record}}`. A record always has all of its fields; an empty one is `None`. Records are never
changed in place: `evolve` makes new ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast, get_args

from typing_extensions import TypedDict

from app.domain.index import Index, Row
from app.domain.model_meetings import Attendance, Locked, Meeting, Minutes, Signature, Stage, Timer
from app.domain.model_moments import Moment
from app.domain.model_rounds import Round, Vote
from app.domain.model_talk import Comment, Talk
from app.domain.model_withdrawal import Withdrawal
from app.domain.records import Records
from app.domain.words import Opening, Words, opened_fields

Kind = Literal[
    "board",
    "card",
    "theme",
    "placement",
    "kept",
    "meeting",
    "undo",
    "comment",
    "talk",
    "round",
    "vote",
    "attendance",
    "stage",
    "lock",
    "timer",
    "minutes",
    "signature",
    "moment",
    "withdrawal",
]
Role = Literal["facilitator", "co_researcher", "observer"]
ThemeKind = Literal["theme", "parked"]
Colour = Literal["teal", "green", "orange", "purple", "pink", "blue", "brown", "grey"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Shelf = Literal["placement", "kept"]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)
COLOURS: tuple[Colour, ...] = get_args(Colour)


class BoardRecord(TypedDict):
    """What the exercise is about; `legend` says what each mark means."""

    title: Words
    question: Words
    legend: Annotated[dict[str, str], Opening("words")]


class Card(TypedDict):
    """A finding in a few words. `rank` is its place in the tray. `merged_into` names the card it became part of."""

    text: Words
    label: Words | None
    source: Words | None
    rank: str
    retired: bool
    merged_into: str | None


class Theme(TypedDict):
    """A named group. `rank` is its place among the themes of the same parent. `merged_into` as for cards."""

    title: Words
    description: Words
    theme_kind: ThemeKind
    parent_id: str | None
    colour: Colour
    rank: str
    retired: bool
    merged_into: str | None


class Placement(TypedDict):
    """A card standing in a theme. `rank` is its place within the theme."""

    card_id: str
    theme_id: str
    rank: str
    mark: Words | None


class Undone(TypedDict):
    """Stands under the seq of an event for as long as that event is undone."""

    by_command: str


class State(TypedDict):
    """All records by kind and id. `kept` holds placements that wait for a retired card or theme."""

    board: Mapping[str, BoardRecord]
    card: Mapping[str, Card]
    theme: Mapping[str, Theme]
    placement: Mapping[str, Placement]
    kept: Mapping[str, Placement]
    meeting: Mapping[str, Meeting]
    undo: Mapping[str, Undone]
    comment: Mapping[str, Comment]
    talk: Mapping[str, Talk]
    round: Mapping[str, Round]
    vote: Mapping[str, Vote]
    attendance: Mapping[str, Attendance]
    stage: Mapping[str, Stage]
    lock: Mapping[str, Locked]
    timer: Mapping[str, Timer]
    minutes: Mapping[str, Minutes]
    signature: Mapping[str, Signature]
    moment: Mapping[str, Moment]
    withdrawal: Mapping[str, Withdrawal]


RECORD_TYPES: Mapping[Kind, type[Any]] = {
    "board": BoardRecord,
    "card": Card,
    "theme": Theme,
    "placement": Placement,
    "kept": Placement,
    "meeting": Meeting,
    "undo": Undone,
    "comment": Comment,
    "talk": Talk,
    "round": Round,
    "vote": Vote,
    "attendance": Attendance,
    "stage": Stage,
    "lock": Locked,
    "timer": Timer,
    "minutes": Minutes,
    "signature": Signature,
    "moment": Moment,
    "withdrawal": Withdrawal,
}
OPENED: Mapping[str, frozenset[str]] = {kind: opened_fields(record) for kind, record in RECORD_TYPES.items()}


def empty_state() -> State:
    """A state before its first event."""
    return state_of({kind: {} for kind in KINDS})


def state_of(kinds: Mapping[str, Mapping[str, Any]]) -> State:
    """A state from plain dicts."""
    return cast(State, {kind: Records(records) for kind, records in kinds.items()})


def plain(state: State) -> dict[str, Mapping[str, Any]]:
    """A state as plain dicts, for writing it down."""
    kinds = cast(dict[str, Records[str, Any]], state)
    return {kind: records.plain() for kind, records in kinds.items()}


Gone = Records[tuple[str, str], bool]
"""Kinds and ids that are used up."""


@dataclass(frozen=True, slots=True)
class Board:
    """A board at one seq: what `decide` looks at.

    `gone` holds the ids of records that have been removed, so that no id is ever used twice. `index` says what is in
    `state` once more, for those who search.
    """

    id: str
    seq: int
    state: State
    gone: Gone
    index: Index

    def records(self, kind: Kind) -> Mapping[str, Mapping[str, Any]]:
        """All records of a kind."""
        records: Mapping[str, Mapping[str, Any]] = self.state[kind]
        return records

    def row(self, kind: Kind, of: str | None) -> Row:
        """Ranks and ids of what stands in a row, in order: cards (None), themes of a parent, placements of a theme."""
        found: Row = self.index.rows.get((kind, of), ())
        return found

    def theme_is_live(self, theme_id: str) -> bool:
        """True when neither the theme nor its parent is retired."""
        theme = self.state["theme"].get(theme_id)
        if theme is None or theme["retired"]:
            return False
        return theme["parent_id"] is None or self.theme_is_live(theme["parent_id"])

    def in_theme(self, theme_id: str, kind: Shelf = "placement") -> list[str]:
        """The placements of a theme, in their order; or those kept for it."""
        return [key for _, key in self.row(kind, theme_id)]

    def places_of(self, card_id: str, kind: Shelf = "placement") -> tuple[str, ...]:
        """The placements of a card, sorted by id; or those kept for it."""
        found: tuple[str, ...] = self.index.places.get((kind, card_id), ())
        return found

    def standing(self, card_id: str, theme_id: str, kind: Shelf = "placement") -> str | None:
        """The placement by which a card stands in a theme, if it does; or the one kept for it."""
        records = self.state[kind]
        for key in self.places_of(card_id, kind):
            if records[key]["theme_id"] == theme_id:
                return key
        return None

    def children(self, theme_id: str | None) -> list[str]:
        """The themes directly under a parent (None: the sheets), in their order, retired ones too."""
        return [key for _, key in self.row("theme", theme_id)]


def ranked(ranks: Mapping[str, str]) -> list[str]:
    """Ids sorted by rank, then by id."""
    return sorted(ranks, key=lambda key: (ranks[key], key))


def tray(board: Board) -> list[str]:
    """The live cards without any placement, in their order."""
    cards = board.state["card"]
    return [key for _, key in board.row("card", None) if not cards[key]["retired"] and not board.places_of(key)]
