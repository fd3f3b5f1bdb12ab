"""A board on a desk: commands as they come in, decided and folded in memory, with the laws checked around each one."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from pydantic import TypeAdapter

from app.domain.beyond import Beyond
from app.domain.commands import AnyCommand, Command
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.errors import Rejection
from app.domain.events import Author, Change, Draft, Event
from app.domain.evolve import advance, evolve, new_board, replay, reversed_changes
from app.domain.invariants import broken
from app.domain.model import Board, Role, tray
from app.domain.model_rounds import Ballot

BOARD_ID = "board-0001"
COMMAND: TypeAdapter[Command] = TypeAdapter(AnyCommand)
FACILITATOR = Author("person-fac", "facilitator")


def new_desk_board() -> tuple[Board, list[Event]]:
    """A board that has just begun."""
    board = new_board(BOARD_ID)
    draft = begin(BOARD_ID, "What matters?")
    return advance(board, draft.changes), [_event(1, FACILITATOR, "begin-0001", draft)]


@dataclass
class Desk:
    """A board, its log, and short ways to say commands. Every id has at least 8 signs, as the protocol wants."""

    board: Board = field(default_factory=lambda: new_desk_board()[0])
    events: list[Event] = field(default_factory=lambda: new_desk_board()[1])
    numbers: Any = field(default_factory=lambda: count(1))
    ballots: list[Ballot] = field(default_factory=list)

    def do(
        self,
        kind: str,
        *,
        role: Role = "facilitator",
        who: str | None = None,
        on_behalf_of: str | None = None,
        **fields: Any,
    ) -> Event | None:
        """Decides and records a command; answers its event, None when nothing changed. Raises its Rejection."""
        command = COMMAND.validate_json(json.dumps({"type": kind, **fields}))
        author = Author(who or f"person-{role}", role, on_behalf_of)
        command_id = f"command-{next(self.numbers):04}"
        at = f"2026-01-01T00:00:{(self.board.seq + 1) % 60:02}.000Z"
        draft = decide(self.board, author, command, command_id, Beyond(at, self.since, self._ballots_of))
        if isinstance(draft, Ballot):
            self.ballots.append(draft)
            return None
        return self.record(_event(self.board.seq + 1, author, command_id, draft)) if draft.changes else None

    def record(self, event: Event) -> Event:
        """Puts an event, as it comes out of the log, on top of the others."""
        event = json.loads(json.dumps(event))
        before = self.board
        self.board = advance(before, event["changes"])
        self.events.append(event)
        assert_true_changes(before, event["changes"])
        assert evolve(self.board.state, reversed_changes(event["changes"])) == before.state
        assert list(broken(self.board.state)) == []
        assert_true_index(self.board)
        assert replay(new_board(BOARD_ID), self.events) == self.board
        return event

    def _ballots_of(self, round_id: str, person: str | None) -> list[Ballot]:
        return [one for one in self.ballots if one.round_id == round_id and person in (None, one.person)]

    def since(self, seq: int) -> list[Event]:
        """The log from a seq on."""
        return self.events[seq - 1 :]

    def happens(self, kind: str, **fields: Any) -> Event:
        """Like `do`, for a command that must leave an event."""
        event = self.do(kind, **fields)
        assert event is not None, f"{kind} changed nothing"
        return event

    def refused(self, kind: str, code: str, /, **fields: Any) -> dict[str, Any]:
        """The detail of the rejection with this code, after which the board is as it was."""
        board, length = self.board, len(self.events)
        with pytest.raises(Rejection) as caught:
            self.do(kind, **fields)
        assert caught.value.code == code, f"{caught.value.code}: {caught.value.message}"
        assert self.board is board
        assert len(self.events) == length
        return dict(caught.value.detail)

    def undo(self, event: Event | int, **more: Any) -> Event:
        """Undoes an event."""
        return self.happens("undo", seq=event if isinstance(event, int) else event["seq"], **more)

    def not_undone(self, event: Event | int, code: str = "stale") -> dict[str, Any]:
        """The detail of the refusal to undo an event."""
        return self.refused("undo", code, seq=event if isinstance(event, int) else event["seq"])

    def card(self, *ids: str, **fields: Any) -> None:
        """Writes cards."""
        for card_id in ids:
            self.happens("card.create", **{"card_id": card_id, "text": f"Words of {card_id}", **fields})

    def theme(self, *ids: str, **fields: Any) -> None:
        """Names themes."""
        for theme_id in ids:
            self.happens("theme.create", **{"theme_id": theme_id, "title": f"Title of {theme_id}", **fields})

    def put(self, placement_id: str, card_id: str, theme_id: str, **fields: Any) -> Event:
        """Places a card in a theme."""
        return self.happens("placement.add", placement_id=placement_id, card_id=card_id, theme_id=theme_id, **fields)

    def records(self, kind: str) -> dict[str, Any]:
        """The records of a kind by id."""
        state: dict[str, Any] = {**self.board.state}
        return dict(state[kind])

    def row(self, theme_id: str) -> list[str]:
        """The placements of a theme in their order."""
        return self.board.in_theme(theme_id)

    def cards_in(self, theme_id: str) -> list[str]:
        """The cards of a theme in their order."""
        return [self.board.state["placement"][key]["card_id"] for key in self.row(theme_id)]

    def tray(self) -> list[str]:
        """The cards in the tray, in their order."""
        return tray(self.board)


def _event(seq: int, author: Author, command_id: str, draft: Draft) -> Event:
    at = f"2026-01-01T00:00:{seq % 60:02}.000Z"
    return Event(
        seq=seq, at=at, actor=author.person_id, command_id=command_id, type=draft.type, changes=list(draft.changes)
    )


def assert_true_index(board: Board) -> None:
    """Rows and places are those that a search through the whole state finds, and no more."""
    rows: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    places: dict[Any, list[str]] = defaultdict(list)
    fields = {"card": None, "theme": "parent_id", "placement": "theme_id", "kept": "theme_id"}
    for kind, name in fields.items():
        records: dict[str, Any] = dict(dict(board.state)[kind])  # type: ignore[call-overload]
        for key, record in records.items():
            rows[kind, name and record[name]].append((record["rank"], key))
            if name == "theme_id":
                places[kind, record["card_id"]].append(key)
    assert board.index.rows == {row: tuple(sorted(entries)) for row, entries in rows.items()}
    assert board.index.places == {card: tuple(sorted(keys)) for card, keys in places.items()}


def assert_true_changes(board: Board, changes: list[Change]) -> None:
    """Law D4: what a change says was there before, was there, word by word; and it does change something."""
    state: dict[str, dict[str, Any]] = {kind: dict(records) for kind, records in dict(board.state).items()}  # type: ignore[call-overload]
    for change in changes:
        records, key = state[change["kind"]], change["id"]
        before, after = change["before"], change["after"]
        if before is None or after is None:
            assert records.get(key) == before, change
        else:
            assert before.keys() == after.keys(), change
            assert {name: records[key][name] for name in before} == before, change
            assert all(before[name] != after[name] for name in before), change
        records[key] = {**records.get(key, {}), **(after or {})}
        if after is None:
            del records[key]
