"""Command -> event (law L2): what a command means for the board as it is. Knows no database, clock or dice."""

from typing import assert_never

from app.domain import (
    decide_board,
    decide_cards,
    decide_meetings,
    decide_minutes,
    decide_moments,
    decide_placements,
    decide_rounds,
    decide_talk,
    decide_themes,
    decide_withdrawal,
)
from app.domain.beyond import Beyond
from app.domain.changes import Draftsman
from app.domain.commands import (
    Batch,
    BoardEdit,
    CardCommand,
    CardCreate,
    CardEdit,
    CardMerge,
    CardRestore,
    CardRetire,
    CardSplit,
    Command,
    OfCard,
    OfPlacement,
    OfTheme,
    PlacementAdd,
    PlacementCommand,
    PlacementMark,
    PlacementMove,
    PlacementRemove,
    SimpleCommand,
    Sorting,
    SortingCommand,
    ThemeCommand,
    ThemeCreate,
    ThemeEdit,
    ThemeMerge,
    ThemeMove,
    ThemeRestore,
    ThemeRetire,
    Undo,
)
from app.domain.commands_meetings import (
    LockLift,
    LockSet,
    MeetingAttend,
    MeetingEnd,
    MeetingStart,
    MeetingUnattend,
    MinutesEdit,
    MinutesSign,
    MinutesWrite,
    StageSet,
    TimerStart,
    TimerStop,
)
from app.domain.commands_moments import MomentNameIt, MomentRemove
from app.domain.commands_rounds import RoundClose, RoundOpen, VoteCast
from app.domain.commands_talk import CommentAdd, CommentEdit, CommentHide, CommentShow, CommentWithdraw
from app.domain.commands_withdrawal import WithdrawalAsk, WithdrawalCancel, WordsRemove
from app.domain.errors import Rejection
from app.domain.events import Author, Draft
from app.domain.model import Board
from app.domain.model_rounds import Ballot
from app.domain.permissions import demand_command
from app.domain.undo import demand_reach, undo


def decide(board: Board, author: Author, command: Command, command_id: str, beyond: Beyond) -> Draft | Ballot:
    """What happens when the author asks for this. A Draft without changes: nothing is to be recorded. A Ballot is kept
    beside the log until its round is closed.

    Raises a Rejection; then nothing has changed.
    """
    demand_command(author, command)
    match command:
        case Sorting():
            draft = _sorting(board, command)
        case WithdrawalAsk() | WithdrawalCancel() | WordsRemove():
            return decide_withdrawal.withdrawal(board, author, command, beyond, command_id)
        case RoundOpen() | RoundClose() | VoteCast():
            return decide_rounds.rounds(board, author, command, command_id, beyond)
        case Undo():
            demand_reach(board, command.seq)
            draft = undo(board, author, beyond.since(command.seq), command_id)
        case Batch():
            draft = _batch(board, author, command, beyond.at)
        case _:
            draft = _simple(board, author, command, beyond.at)
    decide_meetings.demand_open(board, author, draft.changes)
    return draft


def _batch(board: Board, author: Author, batch: Batch, at: str) -> Draft:
    draft = Draftsman(board)
    for index, command in enumerate(batch.commands):
        try:
            draft.make(*_simple(draft.board, author, command, at).changes)
        except Rejection as rejection:
            rejection.detail = {**rejection.detail, "index": index}
            raise
    return Draft("batch.applied", tuple(draft.changes))


def _simple(board: Board, author: Author, command: SimpleCommand, at: str) -> Draft:
    match command:
        case Sorting():
            return _sorting(board, command)
        case CommentAdd() | CommentEdit() | CommentWithdraw() | CommentHide() | CommentShow():
            return decide_talk.talk(board, author, command, at)
        case MeetingStart() | MeetingEnd() | MeetingAttend() | MeetingUnattend():
            return decide_meetings.meeting(board, author, command)
        case StageSet() | LockSet() | LockLift() | TimerStart() | TimerStop():
            return decide_meetings.guide(board, author, command, at)
        case MinutesWrite() | MinutesEdit() | MinutesSign():
            return decide_minutes.minutes(board, author, command, at)
        case MomentNameIt() | MomentRemove():
            return decide_moments.moment(board, author, command)
        case _:
            assert_never(command)


def _sorting(board: Board, command: SortingCommand) -> Draft:
    match command:
        case OfPlacement():
            return _placement(board, command)
        case OfCard():
            return _card(board, command)
        case OfTheme():
            return _theme(board, command)
        case BoardEdit():
            return decide_board.edit(board, command)
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
