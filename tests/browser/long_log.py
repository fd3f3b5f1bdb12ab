"""A board with a long history, written straight into the store, one decision after another."""

import random

from pydantic import TypeAdapter

from app.domain.commands import Command
from app.domain.events import Author
from app.main import open_log
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.submission import Submission
from app.store.writer import Transaction
from tests.browser.house import Table

THEMES, CARDS = 12, 119
COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)


def commands(count: int) -> list[dict[str, object]]:
    """Themes, cards in them, and then one move after another. The same ones every time."""
    dice = random.Random(7)
    asked: list[dict[str, object]] = [
        {"type": "theme.create", "theme_id": f"theme-{number:03d}", "title": f"Theme {number}"}
        for number in range(THEMES)
    ]
    for number in range(CARDS):
        place = {"placement_id": f"place-{number:03d}", "theme_id": f"theme-{number % THEMES:03d}"}
        asked.append(
            {"type": "card.create", "card_id": f"card-{number:04d}", "text": f"Card {number}", "placement": place}
        )
    there = [number % THEMES for number in range(CARDS)]
    while len(asked) < count:
        number = dice.randrange(CARDS)
        there[number] = (there[number] + dice.randrange(1, THEMES)) % THEMES  # never where it stands already
        where = {"theme_id": f"theme-{there[number]:03d}", "after": None}
        asked.append({"type": "placement.move", "placement_id": f"place-{number:03d}", **where})
    return asked


def write_long_log(table: Table, count: int) -> None:
    """Brings a new board to `count` events, beside the running server."""
    author = Author(table.person("Facilitator").id, "facilitator")
    with Database(table.house.server.data / "themeroom.sqlite", checkpoints=False) as database:
        log = open_log(database)
        database.write_now(lambda transaction: _decide(transaction, log, table.board_id, author, commands(count - 1)))


def _decide(
    transaction: Transaction, log: EventLog, board_id: str, author: Author, asked: list[dict[str, object]]
) -> None:
    for number, one in enumerate(asked):
        submission = Submission(author, f"long-{number:06d}", COMMANDS.validate_python(one), None)
        assert log.decide_in(transaction, board_id, submission).rejection is None
