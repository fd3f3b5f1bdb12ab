"""Who may do what: one table, role x what is asked. What is not in it is refused."""

from collections.abc import Mapping

from app.domain.commands import Batch, Command
from app.domain.commands_withdrawal import WithdrawalAsk
from app.domain.errors import NotAllowed
from app.domain.events import Author, EventType
from app.domain.model import Role

SORTING = frozenset(
    {
        "card.create", "card.edit", "card.split", "card.merge", "card.retire", "card.restore",
        "placement.add", "placement.move", "placement.remove", "placement.mark",
        "theme.create", "theme.edit", "theme.move", "theme.merge", "theme.retire", "theme.restore",
        "undo", "batch",
    }
)  # fmt: skip
MOMENTS = frozenset({"moment.name", "moment.remove"})
TALKING = (
    frozenset({"comment.add", "comment.edit", "comment.withdraw", "vote.cast", "meeting.attend", "minutes.sign"})
    | MOMENTS
)
READING = frozenset({"board.read", "people.read", "export"})
GUIDING = frozenset(
    {
        "board.edit", "meeting.start", "meeting.end", "meeting.unattend", "comment.hide", "comment.show",
        "round.open", "round.close", "stage.set", "lock.set", "lock.lift", "timer.start", "timer.stop",
        "minutes.write", "minutes.edit", "on_behalf_of", "import", "people.manage", "board.create",
        "words.remove", "withdrawal.source", "withdrawal.offer", "replays.choose",
    }
)  # fmt: skip

OWN = frozenset({"withdrawal.ask", "withdrawal.cancel"})
"""What concerns nobody but oneself."""

ALLOWED: Mapping[Role, frozenset[str]] = {
    "facilitator": READING | OWN | SORTING | TALKING | GUIDING,
    "co_researcher": READING | OWN | SORTING | TALKING,
    "observer": READING | OWN,
}

COMMAND_OF: Mapping[EventType, str] = {
    "board.created": "board.create",
    "board.edited": "board.edit",
    "card.created": "card.create",
    "card.edited": "card.edit",
    "card.split": "card.split",
    "card.merged": "card.merge",
    "card.retired": "card.retire",
    "card.restored": "card.restore",
    "placement.added": "placement.add",
    "placement.moved": "placement.move",
    "placement.removed": "placement.remove",
    "placement.marked": "placement.mark",
    "theme.created": "theme.create",
    "theme.edited": "theme.edit",
    "theme.moved": "theme.move",
    "theme.merged": "theme.merge",
    "theme.retired": "theme.retire",
    "theme.restored": "theme.restore",
    "meeting.started": "meeting.start",
    "meeting.ended": "meeting.end",
    "meeting.attended": "meeting.attend",
    "meeting.unattended": "meeting.unattend",
    "comment.added": "comment.add",
    "comment.edited": "comment.edit",
    "comment.withdrawn": "comment.withdraw",
    "comment.hidden": "comment.hide",
    "comment.shown": "comment.show",
    "round.opened": "round.open",
    "round.closed": "round.close",
    "vote.cast": "vote.cast",
    "stage.set": "stage.set",
    "lock.set": "lock.set",
    "lock.lifted": "lock.lift",
    "timer.started": "timer.start",
    "timer.stopped": "timer.stop",
    "minutes.written": "minutes.write",
    "minutes.edited": "minutes.edit",
    "minutes.signed": "minutes.sign",
    "moment.named": "moment.name",
    "moment.removed": "moment.remove",
    "withdrawal.asked": "withdrawal.ask",
    "withdrawal.cancelled": "withdrawal.cancel",
    "words.removed": "words.remove",
    "change.undone": "undo",
    "batch.applied": "batch",
}
UNDONE: frozenset[EventType] = frozenset(
    {event for event, asked in COMMAND_OF.items() if asked in SORTING} | {"board.edited"}
)
"""What can be undone: sorting. What was said, asked, answered or noted of a meeting is taken back in its own way."""


def may(role: Role, asked: str) -> bool:
    """True when the table has it."""
    return asked in ALLOWED.get(role, frozenset())


def demand(role: Role, asked: str) -> None:
    """Raises NotAllowed when the table does not have it."""
    if not may(role, asked):
        raise NotAllowed("Your role may not do this.", asked=asked, role=role)


def demand_command(author: Author, command: Command) -> None:
    """Raises NotAllowed when the author may not ask for the command, any part of it, or act for somebody else."""
    demand(author.role, command.type)
    if isinstance(command, Batch):
        for part in command.commands:
            demand(author.role, part.type)
    if isinstance(command, WithdrawalAsk) and command.way == "source":
        demand(author.role, "withdrawal.source")
    if author.on_behalf_of is not None:
        demand(author.role, "on_behalf_of")
