"""Boards to measure on, made straight in the store before a server starts."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.domain.commands import AnyCommand, Command
from app.domain.events import Author
from app.main import now, open_log
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.people import add_person
from app.store.place import Place
from app.store.sessions import find_session, sign_in
from app.store.studies import Titles, create_study
from app.store.submission import Submission
from app.store.tables import PersonRow
from app.store.writer import Transaction

COMMAND: TypeAdapter[Command] = TypeAdapter(AnyCommand)
THEMES = tuple(f"theme-{n:04d}" for n in range(10))
CARDS = 119
"""As in the published study."""
AT_ONCE = 5_000
"""Events in one transaction while a long log is made."""
LATE = 900
"""Events since the last snapshot, nearly as many as there can be in the end."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a signed-in browser keeps."""

    cookie: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A board, the placements on it, and the keys of the people who may move them."""

    board_id: str
    placements: tuple[str, ...]
    keys: tuple[Key, ...]


def lay(data: Path, people: int, events: int = 0, cards: int = CARDS) -> Ground:
    """A board with so many people and at least one card for each, and moves until its log holds so many events."""
    with Database(data / "themeroom.sqlite") as database:
        return _laid(database, people, events, max(cards, people))


def lay_many(place: Place, boards: int, people: Sequence[int]) -> list[Ground]:
    """So many boards, each of a study of its own, with these numbers of people in turn."""
    with Database(place) as database:
        return [_laid(database, people[n % len(people)], 0, CARDS) for n in range(boards)]


def _laid(database: Database, people: int, events: int, cards: int) -> Ground:
    log = open_log(database)
    board_id, facilitator, keys = database.write_now(lambda t: _study(t, log, people))
    placements = tuple(f"place-{n:04d}" for n in range(cards))
    commands = chain(_themes(), _cards(placements), _moves(placements, events - 1 - len(THEMES) - cards))
    while some := list(islice(commands, AT_ONCE)):
        _record(database, log, board_id, facilitator, some[:-LATE])
        log.work_off()
        _record(database, log, board_id, facilitator, some[-LATE:])
    return Ground(board_id, placements, keys)


def _study(transaction: Transaction, log: EventLog, people: int) -> tuple[str, Author, tuple[Key, ...]]:
    study = create_study(transaction, log, Titles("Measured", "Measured"), now())
    facilitator = study.facilitator
    others = [add_person(transaction, study.study_id, "co_researcher", f"CR{n}", now()) for n in range(1, people)]
    keys = tuple(_key(transaction, person) for person in (facilitator, *others))
    return study.board_id, Author(facilitator.id, "facilitator"), keys


def _key(transaction: Transaction, person: PersonRow) -> Key:
    token = sign_in(transaction, None, person, now())
    signed_in = find_session(transaction.session, token)
    assert signed_in is not None
    return Key(f"themeroom={token}", signed_in.csrf)


def _record(database: Database, log: EventLog, board_id: str, author: Author, commands: list[dict[str, Any]]) -> None:
    def job(transaction: Transaction) -> None:
        for command in commands:
            asked = Submission(author, secrets.token_hex(8), COMMAND.validate_python(command))
            outcome = log.decide_in(transaction, board_id, asked)
            assert outcome.rejection is None, outcome.rejection

    database.write_now(job)


def _themes() -> Iterator[dict[str, Any]]:
    for theme_id in THEMES:
        yield {"type": "theme.create", "theme_id": theme_id, "title": f"What we call {theme_id}"}


def _cards(placements: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, placement_id in enumerate(placements):
        placement = {"placement_id": placement_id, "theme_id": THEMES[number % len(THEMES)]}
        text = f"Having somebody who listens on day {number}, and not being told to hurry"
        yield {"type": "card.create", "card_id": f"card-{number:05d}", "text": text, "placement": placement}


def _moves(placements: tuple[str, ...], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        turn, which = divmod(number, len(placements))
        theme_id = THEMES[(which + turn + 1) % len(THEMES)]
        yield {"type": "placement.move", "placement_id": placements[which], "theme_id": theme_id}
