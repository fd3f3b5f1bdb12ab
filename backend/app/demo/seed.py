"""Puts the published study into an empty store, with a history made through commands like anybody's."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.demo.history import PEOPLE, SOURCE, TITLE, Step, history
from app.domain.events import Author
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.people import add_person
from app.store.secrets import Dice
from app.store.signing import Signer
from app.store.studies import NewStudy, Titles, create_study, new_links, study_from
from app.store.submission import Submission
from app.store.writer import Transaction

STUDY = "Life Rooms study"


def seed(database: Database, now: datetime, signer: Signer | None = None) -> NewStudy:
    """The demo study; on a later start the one that is there, with fresh links."""
    there = database.read_now(lambda session: study_from(session, SOURCE))
    if there is not None:
        return database.write_now(lambda transaction: new_links(transaction, there.id, stamp(now)))
    return database.write_now(lambda transaction: _make(transaction, database, history(now), signer))


def _make(transaction: Transaction, database: Database, steps: Sequence[Step], signer: Signer | None) -> NewStudy:
    """The study in one transaction: all of it or nothing."""
    time = stamp(steps[0].at)
    log = EventLog(database, lambda: time, Dice(), signer)
    made = create_study(transaction, log, Titles(STUDY, TITLE), time, SOURCE)
    authors = {"Facilitator": Author(made.facilitator.id, "facilitator")}
    for name in PEOPLE:
        if name not in authors:
            authors[name] = Author(
                add_person(transaction, made.study_id, "co_researcher", name, time).id, "co_researcher"
            )
    for number, step in enumerate(steps):
        time = stamp(step.at)
        author = authors[step.actor]
        if step.on_behalf_of is not None:
            author = Author(author.person_id, author.role, authors[step.on_behalf_of].person_id)
        submission = Submission(author, f"demo-{number:06d}", step.command, step.why)
        transaction.scratch["at"] = time  # what is committed together has one time, but for this
        outcome = log.decide_in(transaction, made.board_id, submission)
        if outcome.rejection is not None:
            raise outcome.rejection
    return made


def stamp(time: datetime) -> str:
    """A time as it stands in the log."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
