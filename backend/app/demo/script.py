"""The pen that writes the demo's history: every command is decided on the board so far, as anybody's would be."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.beyond import Beyond
from app.domain.commands import Command
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.events import Author, Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.model import Board
from app.domain.model_rounds import Ballot

FACILITATOR = "Facilitator"
PEOPLE = (FACILITATOR, "CR1", "CR2", "CR3", "CR4", "CR5", "CR6")
TITLE = "What do outcomes mean to us?"


@dataclass(frozen=True, slots=True)
class Step:
    """One command at its time; `actor` and `on_behalf_of` are pseudonyms. It makes exactly one event."""

    at: datetime
    actor: str
    command: Command
    why: str | None = None
    on_behalf_of: str | None = None


class Script:
    """Steps so far, the board they lead to, and the clock."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.clock = now
        self.steps: list[Step] = []
        self.on_phone: Collection[str] = ()
        self.board: Board = new_board("demo-board")
        self._log: list[Event] = []
        self._record(begin(self.board.id, TITLE))

    def turn_to(self, days_ago: int, hour: int, minute: int = 0, on_phone: Collection[str] = ()) -> None:
        """A new stretch begins then (UTC). What people on the phone say, the facilitator writes for them."""
        day = self.now - timedelta(days=days_ago)
        self.clock = day.replace(hour=hour, minute=minute, second=7, microsecond=0)
        self.on_phone = on_phone

    def do(self, who: str, command: Command, why: str | None = None) -> None:
        """One step, some seconds after the one before. Raises a Rejection, or ValueError, when it makes no event."""
        whom = who if who in self.on_phone else None
        actor = who if whom is None else FACILITATOR
        author = Author(actor, "facilitator" if actor == FACILITATOR else "co_researcher", whom)
        beyond = Beyond(self.clock.isoformat(), self._since, lambda *_: ())
        draft = decide(self.board, author, command, self._key(), beyond)
        if isinstance(draft, Ballot) or not draft.changes:
            raise ValueError("This step changes nothing.")
        self._record(draft)
        self.steps.append(Step(self.clock, actor, command, why, whom))
        self.clock += timedelta(seconds=20 + scatter(self._key()) % 80)

    @property
    def seq(self) -> int:
        """The seq of the latest step's event."""
        return self.board.seq

    def _since(self, seq: int) -> Sequence[Event]:
        return self._log[seq - 1 :]

    def _record(self, draft: Draft) -> None:
        event = Event(
            seq=self.board.seq + 1,
            at=self.clock.isoformat(),
            actor=FACILITATOR,
            command_id=self._key(),
            type=draft.type,
            changes=list(draft.changes),
        )
        self._log.append(event)
        self.board = advance(self.board, draft.changes)

    def _key(self) -> str:
        return f"demo-{self.board.seq:06d}"


def scatter(text: str) -> int:
    """A number that looks like chance and is the same every time."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def shuffled(texts: Iterable[str], salt: str) -> list[str]:
    """The texts in an order that looks like chance and is the same every time."""
    return sorted(texts, key=lambda text: (scatter(salt + text), text))


def misfits(row: Sequence[int]) -> set[int]:
    """The fewest numbers that must leave the row, so that the others ascend."""
    runs: list[tuple[int, ...]] = [()]
    for number in row:
        before = [run for run in runs if run[-1:] < (number,)]
        runs.append((*max(before, key=len), number))
    longest = max(runs, key=len)
    return set(row) - set(longest)
