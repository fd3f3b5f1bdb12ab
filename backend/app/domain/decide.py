"""Command -> event (law L2): what a command means for the board as it is. Knows no database, clock or dice."""

from collections.abc import Callable, Sequence
from typing import assert_never

from app.domain import decide_board, decide_cards, decide_placements, decide_themes
from app.domain.changes import Draftsman
from app.domain.commands import (
    Batch,
    BoardCommand,
    BoardEdit,
    CardCommand,
    CardCreate,
    CardEdit,
    CardMerge,
    CardRestore,
    CardRetire,
    CardSplit,
    Command,
    MeetingEnd,
    MeetingStart,
    PlacementAdd,
    PlacementCommand,
    PlacementMark,
    PlacementMove,
    PlacementRemove,
    SimpleCommand,
    ThemeCommand,
    ThemeCreate,
    ThemeEdit,
    ThemeMerge,
    ThemeMove,
    ThemeRestore,
    ThemeRetire,
    Undo,
)
from app.domain.errors import Rejection
from app.domain.events import Author, Draft, Event
from app.domain.model import Board
from app.domain.permissions import demand_command
from app.domain.undo import undo

Since = Callable[[int], Sequence[Event]]
"""Reads the log from a seq to its head."""


def decide(board: Board, author: Author, command: Command, command_id: str, since: Since) -> Draft:
    """What happens when the author asks for this. No changes in the answer: nothing is to be recorded.

    Raises a Rejection; then nothing has changed.
    """
    demand_command(author, command)
    match command:
        case Undo():
            return undo(board, author, since(command.seq), command_id)
        case Batch():
            return _batch(board, command)
        case _:
            return _simple(board, command)


def _batch(board: Board, batch: Batch) -> Draft:
    draft = Draftsman(board)
    for index, command in enumerate(batch.commands):
        try:
            draft.make(*_simple(draft.board, command).changes)
        except Rejection as rejection:
            rejection.detail = {**rejection.detail, "index": index}
            raise
    return Draft("batch.applied", tuple(draft.changes))


def _simple(board: Board, command: SimpleCommand) -> Draft:
    match command:
        case CardCreate() | CardEdit() | CardSplit() | CardMerge() | CardRetire() | CardRestore():
            return _card(board, command)
        case PlacementAdd() | PlacementMove() | PlacementRemove() | PlacementMark():
            return _placement(board, command)
        case ThemeCreate() | ThemeEdit() | ThemeMove() | ThemeMerge() | ThemeRetire() | ThemeRestore():
            return _theme(board, command)
        case BoardEdit() | MeetingStart() | MeetingEnd():
            return _board(board, command)
        case _:
            assert_never(command)


def _card(board: Board, command: CardCommand) -> Draft:
    match command:
        case CardCreate():
            return decide_cards.create(board, command)
        case CardEdit():
            return decide_cards.edit(board, command)
        case CardSplit():
            return decide_cards.split(board, command)
        case CardMerge():
            return decide_cards.merge(board, command)
        case CardRetire():
            return decide_cards.retire(board, command)
        case CardRestore():
            return decide_cards.restore(board, command)
        case _:
            assert_never(command)


def _placement(board: Board, command: PlacementCommand) -> Draft:
    match command:
        case PlacementAdd():
            return decide_placements.add(board, command)
        case PlacementMove():
            return decide_placements.move(board, command)
        case PlacementRemove():
            return decide_placements.remove(board, command)
        case PlacementMark():
            return decide_placements.mark(board, command)
        case _:
            assert_never(command)


def _theme(board: Board, command: ThemeCommand) -> Draft:
    match command:
        case ThemeCreate():
            return decide_themes.create(board, command)
        case ThemeEdit():
            return decide_themes.edit(board, command)
        case ThemeMove():
            return decide_themes.move(board, command)
        case ThemeMerge():
            return decide_themes.merge(board, command)
        case ThemeRetire():
            return decide_themes.retire(board, command)
        case ThemeRestore():
            return decide_themes.restore(board, command)
        case _:
            assert_never(command)


def _board(board: Board, command: BoardCommand) -> Draft:
    match command:
        case BoardEdit():
            return decide_board.edit(board, command)
        case MeetingStart():
            return decide_board.start_meeting(board, command)
        case MeetingEnd():
            return decide_board.end_meeting(board, command)
        case _:
            assert_never(command)
