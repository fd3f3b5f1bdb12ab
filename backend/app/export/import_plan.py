"""What an import asks for: the commands that bring a table onto a board, in batches.

Themes and cards that are on the board already are used again. All ids follow from the import's own id, so an import
that is sent again, or was cut off between two batches, makes nothing twice.
"""

import hashlib
from collections.abc import Iterator, Sequence

from app.domain.access import room_for
from app.domain.commands import (
    Batch,
    BoardEdit,
    CardCreate,
    NewPlacement,
    PlacementAdd,
    PlacementMark,
    SimpleCommand,
    ThemeCreate,
)
from app.domain.errors import Invalid
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.export.import_board import OnBoard, on_board
from app.export.import_fold import GroupKey, Options, Place, Sorted, sort_rows
from app.export.import_table import Table


def import_plan(table: Table, board: Board, options: Options, import_id: str) -> list[Batch]:
    """The batches, to be sent in this order; none when everything is there already.

    Raises LimitReached when the board or its legend has no room for it all, Invalid for a sub-theme of a parked sheet.
    """
    commands = import_commands(sort_rows(table.rows, options), board, options, import_id)
    chunks = (commands[start : start + LIMITS.batch] for start in range(0, len(commands), LIMITS.batch))
    return [Batch(type="batch", commands=tuple(chunk)) for chunk in chunks]


def batch_id(import_id: str, batch: Batch) -> str:
    """The command id of a batch: the same for the same content, another for what is left of an import."""
    return derived_id(import_id, batch.model_dump_json(exclude_unset=True))


def derived_id(import_id: str, *parts: str) -> str:
    """An id of 20 hexadecimal digits that follows from the import and what it stands for."""
    return hashlib.sha256("\n".join((import_id, *parts)).encode()).hexdigest()[:20]


def import_commands(found: Sorted, board: Board, options: Options, import_id: str) -> Sequence[SimpleCommand]:
    """All commands in order. Raises LimitReached or Invalid."""
    planner = Planner(found, on_board(board), import_id)
    commands = [*planner.legend(), *(c for place in found.wanted(options) for c in planner.place(place))]
    _check_room(board, commands)
    return commands


def _check_room(board: Board, commands: Sequence[SimpleCommand]) -> None:
    state = board.state
    cards = sum(isinstance(command, CardCreate) for command in commands)
    themes = sum(isinstance(command, ThemeCreate) for command in commands)
    places = sum(isinstance(command, CardCreate | PlacementAdd) for command in commands)
    room_for(len(state["card"]) + cards - 1, LIMITS.cards, "cards")
    room_for(len(state["theme"]) + themes - 1, LIMITS.themes, "themes")
    room_for(len(state["placement"]) + len(state["kept"]) + places - 1, LIMITS.placements, "placements")


class Planner:
    """Turns places into commands, one after another, and remembers what it has asked for."""

    def __init__(self, found: Sorted, there: OnBoard, import_id: str) -> None:
        self.found = found
        self.there = there
        self.import_id = import_id

    def legend(self) -> Iterator[SimpleCommand]:
        """Marks that the legend lacks come into it unexplained."""
        marks = dict.fromkeys(place.row.mark for place in self.found.places if place.row.mark is not None)
        missing = {mark: "" for mark in marks if mark not in self.there.legend}
        if missing:
            room_for(len(self.there.legend) + len(missing) - 1, LIMITS.legend_entries, "marks")
            yield BoardEdit(type="board.edit", legend={**self.there.legend, **missing})

    def place(self, place: Place) -> Iterator[SimpleCommand]:
        """The commands for one row; none for what was made by this import and put away since."""
        yield from self._theme(place.group)
        theme_id, card_id = self.there.themes[place.group], self._card_id(place)
        if theme_id in self.there.away or card_id in self.there.away:
            return
        yield from self._stand(place, card_id, theme_id)
        yield from self._mark(place, self.there.standing.get((card_id, theme_id)))

    def _theme(self, group: GroupKey) -> Iterator[SimpleCommand]:
        theme, section = group
        if section:
            yield from self._theme((theme, ""))
        if group in self.there.themes:
            return
        parent_id = self.there.themes[theme, ""] if section else None
        if parent_id in self.there.parked:
            raise Invalid("A parked sheet has no sub-themes.", field="subtheme_group")
        theme_id = self.there.themes[group] = derived_id(self.import_id, "theme", *group)
        if theme_id not in self.there.used and parent_id not in self.there.away:
            title = self.found.titles[group]
            yield ThemeCreate(type="theme.create", theme_id=theme_id, title=title, parent_id=parent_id)

    def _card_id(self, place: Place) -> str:
        text, copy = place.card
        same = self.there.cards.get(text, ())
        return same[copy - 1] if copy <= len(same) else derived_id(self.import_id, "card", text, str(copy))

    def _stand(self, place: Place, card_id: str, theme_id: str) -> Iterator[SimpleCommand]:
        placement_id = derived_id(self.import_id, "placement", card_id, theme_id)
        if (card_id, theme_id) in self.there.standing or placement_id in self.there.used:
            return
        self.there.standing[card_id, theme_id] = (placement_id, None)
        if card_id in self.there.used:
            yield PlacementAdd(type="placement.add", placement_id=placement_id, card_id=card_id, theme_id=theme_id)
            return
        self.there.used.add(card_id)
        card, first = self.found.cards[place.card], NewPlacement(placement_id=placement_id, theme_id=theme_id)
        yield CardCreate(type="card.create", card_id=card_id, text=card.text, label=card.label, placement=first)

    def _mark(self, place: Place, standing: tuple[str, str | None] | None) -> Iterator[SimpleCommand]:
        mark = place.row.mark
        if standing is not None and mark is not None and standing[1] != mark:
            yield PlacementMark(type="placement.mark", placement_id=standing[0], mark=mark)
