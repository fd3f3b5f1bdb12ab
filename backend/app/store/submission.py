"""What goes into a log and what comes of it."""

from collections.abc import Callable
from typing import NamedTuple

from app.domain.commands import Command
from app.domain.errors import Rejection
from app.domain.events import Author, Event
from app.domain.gathering import Gathering
from app.domain.model import Board
from app.store.writer import Transaction

Clock = Callable[[], str]
"""Now, as ISO 8601, UTC, milliseconds."""
Nonces = Callable[[], bytes]
"""32 fresh random bytes."""


class Aside(NamedTuple):
    """What is done beside recording. `wipe`, `delete`: traces, or words, of what was committed must go. `sign` signs
    the log of a board within a transaction, for a reason.
    """

    wipe: Callable[[], None]
    delete: Callable[[], None]
    sign: Callable[[Transaction, str, str], None]


class Ahead(NamedTuple):
    """What was gathered of a log before it was decided, as long as earlier records read as then: `rewritten` tells."""

    gathering: Gathering
    rewritten: int


class Submission(NamedTuple):
    """A command on its way to a board. `ahead`: what was read for it beforehand."""

    author: Author
    command_id: str
    command: Command
    why: str | None = None
    ahead: Ahead | None = None


class Outcome(NamedTuple):
    """What became of a submission: events (none when nothing changed), or a rejection; and the board after it."""

    events: tuple[Event, ...]
    board: Board
    rejection: Rejection | None = None


class Live(NamedTuple):
    """A board at its head with the last chain value: all that the next append needs."""

    board: Board
    chain: bytes
