"""Opening a store and writing into its logs, as the server does."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Self

from pydantic import TypeAdapter
from sqlmodel import Session

from app.domain.commands import AnyCommand, Command
from app.domain.events import Author, Event
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.place import place_of
from app.store.records import event_of, rows_of
from app.store.secrets import Dice, new_id
from app.store.signing import Signer, new_key
from app.store.studies import NewStudy, Titles, create_study
from app.store.submission import Outcome, Submission
from app.store.tables import RecordRow
from app.store.writer import Transaction

COMMAND: TypeAdapter[Command] = TypeAdapter(AnyCommand)
NOW = "2026-01-01T00:00:00.000Z"
ANYBODY = Author("person-fac", "facilitator")
SIGNER = Signer.of(new_key("tests.example.org"))


def open_store(place: str, *, beside: bool = False) -> Database:
    """Opens the store at a place. `beside`: as a second process opens it while the server runs."""
    return Database(place_of(place), checkpoints=not beside)


class Released(Exception):
    """The writer was held, and goes on."""


@dataclass
class Pen:
    """One open store with its logs, and one board to write on."""

    database: Database
    log: EventLog
    board_id: str = ""

    @classmethod
    def at(cls, place: str, board_id: str = "", *, beside: bool = False) -> Self:
        """A pen on the board of a store; makes a study when no board is named."""
        database = open_store(place, beside=beside)
        pen = cls(database, EventLog(database, _clock(), Dice(), SIGNER), board_id)
        if not board_id:
            pen.board_id = pen.study().board_id
        return pen

    def study(self) -> NewStudy:
        """A new study with its first board."""
        titles = Titles("Study", "Secret title")
        return self.database.write_now(lambda transaction: create_study(transaction, self.log, titles, NOW))

    def submission(
        self, kind: str, command_id: str | None = None, author: Author = ANYBODY, **fields: Any
    ) -> Submission:
        """A command on its way; `why` is said beside it."""
        why = fields.pop("why", None)
        command = COMMAND.validate_json(json.dumps({"type": kind, **fields}))
        return Submission(author, command_id or new_id("command"), command, why)

    def submission_of(self, kind: str, why: str | None, **fields: Any) -> Submission:
        """Like `submission`, with texts that could not come over the wire."""
        command = COMMAND.validate_python({"type": kind, **fields})
        return Submission(ANYBODY, new_id("command"), command, why)

    def job(self, submission: Submission) -> Callable[[Transaction], Outcome]:
        """What the writer has to do for a submission."""
        return lambda transaction: self.log.decide_in(transaction, self.board_id, submission)

    def together(self, jobs: Sequence[Callable[[Transaction], Any]]) -> "list[Future[Any]]":
        """Has jobs wait until they are all there, so that they are one group."""
        with held_writer(self.database):
            return [self.database._writer.submit(job) for job in jobs]

    def together_on(self, jobs: Sequence[tuple[Callable[[Transaction], Any], str]]) -> "list[Future[Any]]":
        """Like `together`, each job with its board."""
        with held_writer(self.database):
            return [self.database._writer.submit(job, board_id) for job, board_id in jobs]

    def write(self, kind: str, command_id: str | None = None, author: Author = ANYBODY, **fields: Any) -> Outcome:
        """Submits a command and waits until its answer is on disk."""
        submission = self.submission(kind, command_id, author, **fields)
        return self.database.write_now(self.job(submission))

    def card(self, card_id: str, **fields: Any) -> Outcome:
        """Writes a card."""
        return self.write("card.create", **{"card_id": card_id, "text": "Secret words", **fields})

    def on(self, board_id: str) -> "Pen":
        """The same store, another board."""
        return Pen(self.database, self.log, board_id)

    def send(self, submission: Submission) -> Outcome:
        """Submits as the server does."""
        return self.database.write_now(self.job(submission), self.board_id)

    def lines(self) -> list[str]:
        """The log as it is exported."""
        return list(self.log.lines(self.board_id))

    def events(self) -> list[Event]:
        """The whole log."""
        return [event for _, event in self.rows()]

    def rows(self) -> list[tuple[RecordRow, Event]]:
        """The stored records, and the events they hold."""
        return self.database.read_now(lambda session: rows_with_events(session, self.board_id))

    def close(self) -> None:
        """Lets go of the store."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def held_writer(database: Database) -> Iterator[None]:
    """Keeps the writer busy until the block ends, with a job of its own that commits nothing."""
    busy, go = threading.Event(), threading.Event()

    def job(_transaction: Transaction) -> None:
        busy.set()
        go.wait()
        raise Released

    waiting = database._writer.submit(job)
    busy.wait()
    try:
        yield
    finally:
        go.set()
        assert isinstance(waiting.exception(), Released)


@contextlib.contextmanager
def counted_commits(pen: Pen) -> Iterator[list[object]]:
    """Grows by one at each transaction of the writer that came through."""
    writer, commits = pen.database._writer, []
    transact = writer._transact

    def counting(work: Callable[[Session], Any]) -> Any:
        answer = transact(work)
        commits.append(answer)
        return answer

    writer._transact = counting
    yield commits
    writer._transact = transact


def rows_with_events(session: Session, board_id: str) -> list[tuple[RecordRow, Event]]:
    """Every record of a board with its event."""
    return [(row, event_of(row.leaf, row.openings)) for row in rows_of(session, board_id)]


def _clock() -> Any:
    start, seconds = datetime(2026, 1, 1, tzinfo=UTC), count()
    return lambda: (start + timedelta(seconds=next(seconds))).isoformat(timespec="milliseconds").replace("+00:00", "Z")
