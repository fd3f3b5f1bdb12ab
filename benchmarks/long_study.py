"""A study in which ten people have worked for years: 100,000 events with words, reasons, talk and minutes."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.domain.commands import Command
from app.domain.events import Author
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.people import add_person
from app.store.secrets import Dice, new_id
from app.store.signing import Signer, new_key
from app.store.studies import Titles, create_study
from app.store.submission import Submission
from app.store.tables import PersonRow
from app.store.writer import Transaction

COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)
PEOPLE, CARDS, THEMES, COMMENTS, MINUTES = 10, 1_000, 40, 4_000, 60
NOW = "2026-01-01T00:00:00.000Z"
AT_ONCE = 5_000
SIGNER = Signer.of(new_key("bench.example.org"))


def opened(file: Path) -> tuple[Database, EventLog]:
    """The store in a file and its logs."""
    database = Database(file)
    return database, EventLog(database, lambda: NOW, Dice(), SIGNER)


def written(file: Path, events: int) -> tuple[str, list[PersonRow]]:
    """Makes the study; answers the board and its people."""
    database, log = opened(file)
    with database:
        made = database.write_now(lambda one: create_study(one, log, Titles("Long", "Long"), NOW))

        def join(transaction: Transaction) -> list[PersonRow]:
            return [add_person(transaction, made.study_id, "co_researcher", f"CR {n}", NOW) for n in range(PEOPLE)]

        people = database.write_now(join)
        asked = list(zip(range(events - 1), _asked(), strict=False))
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]

            def work(transaction: Transaction) -> None:
                for number, (fields, why) in some:  # noqa: B023
                    author = Author(people[number % PEOPLE].id, "facilitator")
                    command = COMMANDS.validate_python(fields)
                    outcome = log.decide_in(transaction, made.board_id, Submission(author, new_id("c"), command, why))
                    if outcome.rejection is not None:
                        raise outcome.rejection

            database.write_now(work)
    return made.board_id, people


def _asked() -> Iterator[tuple[dict[str, Any], str | None]]:
    """Commands and their reasons, the same ones every time."""
    dice = random.Random(7)
    for n in range(THEMES):
        yield {"type": "theme.create", "theme_id": f"theme-{n:03}", "title": f"Theme {n}"}, None
    for n in range(CARDS):
        place = {"placement_id": f"place-{n:04}", "theme_id": f"theme-{n % THEMES:03}"}
        text = f"Somebody said number {n} of what they had lived through"
        yield {"type": "card.create", "card_id": f"card-{n:04}", "text": text, "placement": place}, None
    there = [n % THEMES for n in range(CARDS)]
    comments = minutes = 0
    while True:
        n, kind = dice.randrange(CARDS), dice.random()
        if kind < 0.05:
            yield {"type": "card.edit", "card_id": f"card-{n:04}", "text": f"Now it reads {dice.random()}"}, None
        elif kind < 0.1 and comments < COMMENTS:
            on, comments = {"kind": "card", "id": f"card-{n:04}"}, comments + 1
            text = f"I know that from home, in words {dice.random()}"
            yield {"type": "comment.add", "comment_id": f"comment-{comments:04}", "on": on, "text": text}, None
        elif kind < 0.101 and minutes < MINUTES:
            minutes += 1
            text = "\n".join(f"{dice.random()} was said and talked about for long." for _ in range(100))
            yield {"type": "minutes.write", "minutes_id": new_id("minutes"), "title": "A day", "text": text}, None
        else:
            there[n] = (there[n] + dice.randrange(1, THEMES)) % THEMES
            move = {"type": "placement.move", "placement_id": f"place-{n:04}", "theme_id": f"theme-{there[n]:03}"}
            yield {**move, "after": None}, f"Because of {dice.random()}" if dice.random() < 0.5 else None
