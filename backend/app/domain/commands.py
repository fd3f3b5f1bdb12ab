"""What can be asked for: one frozen model for each command of the protocol."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.commands_meetings import GuideCommand, MeetingAttend, MeetingCommand, MinutesCommand
from app.domain.commands_moments import MomentCommand
from app.domain.commands_rounds import RoundCommand
from app.domain.commands_talk import CommentKinds, TalkCommand
from app.domain.commands_withdrawal import WithdrawalCommand, WordsRemove
from app.domain.limits import LIMITS
from app.domain.model import Colour, ThemeKind

LARGEST_SEQ = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""
CardText = Annotated[str, Field(max_length=LIMITS.card_text)]
Label = Annotated[str, Field(max_length=LIMITS.label)]
Source = Annotated[str, Field(max_length=LIMITS.source)]
ThemeTitle = Annotated[str, Field(max_length=LIMITS.theme_title)]
Description = Annotated[str, Field(max_length=LIMITS.theme_description)]
BoardTitle = Annotated[str, Field(max_length=LIMITS.board_title)]
Question = Annotated[str, Field(max_length=LIMITS.board_question)]
Mark = Annotated[str, Field(max_length=LIMITS.mark)]
Legend = Annotated[
    dict[Mark, Annotated[str, Field(max_length=LIMITS.legend_meaning)]], Field(max_length=LIMITS.legend_entries)
]


class Sorting(Asked):
    """Ground for what sorts a board. One look tells these, the most frequent by far, from all other commands."""


class OfCard(Sorting):
    """Ground for what is asked of cards."""


class OfPlacement(Sorting):
    """Ground for what is asked of placements."""


class OfTheme(Sorting):
    """Ground for what is asked of themes."""


class NewPlacement(Asked):
    placement_id: Id
    theme_id: Id
    after: Id | None = None


class CardCreate(OfCard):
    type: Literal["card.create"]
    card_id: Id
    text: CardText
    label: Label | None = None
    source: Source | None = None
    placement: NewPlacement | None = None


class CardEdit(OfCard):
    type: Literal["card.edit"]
    card_id: Id
    text: CardText | None = None
    label: Label | None = None


class Part(Asked):
    card_id: Id
    text: CardText


class CardSplit(OfCard):
    type: Literal["card.split"]
    card_id: Id
    into: tuple[Part, ...] = Field(min_length=2, max_length=20)


class CardMerge(OfCard):
    type: Literal["card.merge"]
    card_id: Id
    merged: tuple[Id, ...] = Field(min_length=1, max_length=50)
    text: CardText | None = None


class CardRetire(OfCard):
    type: Literal["card.retire"]
    card_id: Id


class CardRestore(OfCard):
    type: Literal["card.restore"]
    card_id: Id


class PlacementAdd(OfPlacement):
    type: Literal["placement.add"]
    placement_id: Id
    card_id: Id
    theme_id: Id
    after: Id | None = None


class PlacementMove(OfPlacement):
    type: Literal["placement.move"]
    placement_id: Id
    theme_id: Id
    after: Id | None = None


class PlacementRemove(OfPlacement):
    type: Literal["placement.remove"]
    placement_id: Id


class PlacementMark(OfPlacement):
    type: Literal["placement.mark"]
    placement_id: Id
    mark: Mark | None


class ThemeCreate(OfTheme):
    type: Literal["theme.create"]
    theme_id: Id
    title: ThemeTitle
    parent_id: Id | None = None
    theme_kind: ThemeKind = "theme"
    after: Id | None = None


class ThemeEdit(OfTheme):
    type: Literal["theme.edit"]
    theme_id: Id
    title: ThemeTitle | None = None
    description: Description | None = None
    colour: Colour | None = None


class ThemeMove(OfTheme):
    type: Literal["theme.move"]
    theme_id: Id
    parent_id: Id | None = None
    after: Id | None = None


class ThemeMerge(OfTheme):
    type: Literal["theme.merge"]
    theme_id: Id
    merged: tuple[Id, ...] = Field(min_length=1, max_length=50)


class ThemeRetire(OfTheme):
    type: Literal["theme.retire"]
    theme_id: Id


class ThemeRestore(OfTheme):
    type: Literal["theme.restore"]
    theme_id: Id


class BoardEdit(Sorting):
    type: Literal["board.edit"]
    title: BoardTitle | None = None
    question: Question | None = None
    legend: Legend | None = None
    comment_kinds: CommentKinds | None = None


class Undo(Asked):
    type: Literal["undo"]
    seq: Annotated[int, Field(ge=1, le=LARGEST_SEQ)]


CardCommand = CardCreate | CardEdit | CardSplit | CardMerge | CardRetire | CardRestore
PlacementCommand = PlacementAdd | PlacementMove | PlacementRemove | PlacementMark
ThemeCommand = ThemeCreate | ThemeEdit | ThemeMove | ThemeMerge | ThemeRetire | ThemeRestore
SortingCommand = CardCommand | PlacementCommand | ThemeCommand | BoardEdit
GatheringCommand = MeetingCommand | GuideCommand | MinutesCommand | MomentCommand
SimpleCommand = SortingCommand | TalkCommand | GatheringCommand


class Batch(Asked):
    """All or none, recorded as one event. Votes are each their own."""

    type: Literal["batch"]
    commands: tuple[Annotated[SimpleCommand, Field(discriminator="type")], ...] = Field(
        min_length=1, max_length=LIMITS.batch
    )


WireCommand = SimpleCommand | RoundCommand | Undo | Batch | WordsRemove
Command = WireCommand | WithdrawalCommand
AnyCommand = Annotated[WireCommand, Field(discriminator="type")]


NOBODY: frozenset[str] = frozenset()


def people_in(command: Command) -> frozenset[str]:
    """The people that a command is about, by id."""
    if isinstance(command, Sorting):
        return NOBODY
    if isinstance(command, Batch):
        return NOBODY.union(*map(people_in, command.commands))
    if isinstance(command, MeetingAttend) and command.person_id is not None:
        return frozenset((command.person_id,))
    return NOBODY
