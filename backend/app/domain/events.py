"""What happened: changes, events and who made them."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, NotRequired

from typing_extensions import TypedDict

from app.domain.model import Kind, Role

EventType = Literal[
    "board.created",
    "board.edited",
    "card.created",
    "card.edited",
    "card.split",
    "card.merged",
    "card.retired",
    "card.restored",
    "placement.added",
    "placement.moved",
    "placement.removed",
    "placement.marked",
    "theme.created",
    "theme.edited",
    "theme.moved",
    "theme.merged",
    "theme.retired",
    "theme.restored",
    "meeting.started",
    "meeting.ended",
    "meeting.attended",
    "meeting.unattended",
    "comment.added",
    "comment.edited",
    "comment.withdrawn",
    "comment.hidden",
    "comment.shown",
    "round.opened",
    "round.closed",
    "vote.cast",
    "stage.set",
    "lock.set",
    "lock.lifted",
    "timer.started",
    "timer.stopped",
    "minutes.written",
    "minutes.edited",
    "minutes.signed",
    "moment.named",
    "moment.removed",
    "withdrawal.asked",
    "withdrawal.cancelled",
    "words.removed",
    "change.undone",
    "batch.applied",
]
REWRITING: frozenset[EventType] = frozenset({"withdrawal.asked", "withdrawal.cancelled", "words.removed"})
"""After these, earlier entries of the log read otherwise. Whoever holds a copy of them has to read them anew."""


class Change(TypedDict):
    """One record before and after. Create: `before` is None. Remove: `after` is None. Update: only changed fields."""

    kind: Kind
    id: str
    before: dict[str, object] | None
    after: dict[str, object] | None


class Event(TypedDict):
    """One entry of the log as everybody reads it. `at` is ISO 8601, UTC, milliseconds."""

    seq: int
    at: str
    actor: str | None
    on_behalf_of: NotRequired[str | None]
    command_id: str
    type: EventType
    why: NotRequired[str | None]
    changes: list[Change]
    withdrawn: NotRequired[list[str]]


class Author(NamedTuple):
    """Who asks for a command, in which role, and for whom."""

    person_id: str
    role: Role
    on_behalf_of: str | None = None

    @property
    def speaker(self) -> str:
        """Whose deed it is: the person who was acted for, or the one who acts."""
        return self.on_behalf_of or self.person_id


class Taking(NamedTuple):
    """What an event takes out of the log: by seq the pointers of the openings, and who did it when `nameless`.

    `until`: to when it could be called off; None: never. What the event itself changes was in what it takes away.
    """

    withdrawal_id: str
    paths: Mapping[int, tuple[str, ...]]
    until: str | None = None
    nameless: bool = False


class Draft(NamedTuple):
    """What `decide` answers: an event without its place and time. No changes: nothing to record."""

    type: EventType
    changes: tuple[Change, ...]
    taking: Taking | None = None
