"""Who may do what: one table, role x what is asked. What is not in it is refused."""

from collections.abc import Mapping

from app.domain.commands import Batch, Command
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
READING = frozenset({"board.read", "people.read", "export"})
GUIDING = frozenset(
    {"board.edit", "meeting.start", "meeting.end", "on_behalf_of", "import", "people.manage", "board.create"}
)

ALLOWED: Mapping[Role, frozenset[str]] = {
    "facilitator": READING | SORTING | GUIDING,
    "co_researcher": READING | SORTING,
    "observer": READING,
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
    "change.undone": "undo",
    "batch.applied": "batch",
}
NEVER_UNDONE: frozenset[EventType] = frozenset({"board.created", "meeting.started", "meeting.ended"})


def may(role: Role, asked: str) -> bool:
    """True when the table has it."""
    return asked in ALLOWED.get(role, frozenset())


def demand(role: Role, asked: str) -> None:
    """Raises NotAllowed when the table does not have it."""
    if not may(role, asked):
        raise NotAllowed("Your role may not do this.", asked=asked, role=role)


def demand_command(author: Author, command: Command) -> None:
    """Raises NotAllowed when the author may not ask for the command, any part of it, or act for somebody else."""
    for asked in _asked(command):
        demand(author.role, asked)
    if author.on_behalf_of is not None:
        demand(author.role, "on_behalf_of")


def _asked(command: Command) -> list[str]:
    inner = command.commands if isinstance(command, Batch) else ()
    return [command.type, *(part.type for part in inner)]
