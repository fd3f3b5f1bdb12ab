"""Both kinds of store, and what is done to their tables beneath the program."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, MetaData, create_engine, insert, select, text

from app.store.lane import Lane
from app.store.migrations import HEAD
from app.store.migrations.program import upgrade
from app.store.people import people_of
from app.store.place import place_of
from app.store.tables import BoardRow
from app.verifier.records import checked_lines
from tests.store.pens import Pen

Answer = TypeVar("Answer")
OLD = Path(__file__).parent / "revisions"
KINDS = ["sqlite", "postgresql"]


def beneath(url: str, change: Callable[[Connection], Answer]) -> Answer:
    """The answer to something done in one transaction on a store, whatever its tables are."""
    answers: list[Answer] = []
    place = place_of(url)
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{place}")
        with engine.begin() as connection:
            answers.append(change(connection))
        engine.dispose()
    else:
        lane = Lane(place, "READ COMMITTED")
        lane.prepare(lambda connection: answers.append(change(connection)))
        lane.close()
    return answers[0]


def fill(connection: Connection, revision: str) -> None:
    """Writes the rows of a study as the program of a revision wrote them."""
    rows: dict[str, list[dict[str, Any]]] = json.loads((OLD / f"r{revision}.json").read_text(encoding="utf-8"))
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if rows.get(table.name):
            connection.execute(insert(table), [_plain(row) for row in rows[table.name]])


def place_for(kind: str, request: pytest.FixtureRequest, name: str) -> str:
    """An empty place of a kind."""
    if kind == "sqlite":
        return f"sqlite:///{request.getfixturevalue('tmp_path')}/{name}"
    found: str = request.getfixturevalue("postgres_url")
    return found


def old_study(url: str, revision: str = HEAD) -> None:
    """A store as a release left it."""

    def make(connection: Connection) -> None:
        upgrade(connection, revision)
        fill(connection, revision)

    beneath(url, make)


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store holds, without what is a cache or only of use to a connection."""

    def read(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        tables = MetaData()
        tables.reflect(connection)
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in tables.sorted_tables
            if table.name not in ("alembic_version", "snapshot", "written")
        }

    return beneath(url, read)


def version(connection: Connection) -> str:
    """The revision that a store says it has."""
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def board_of(connection: Connection) -> str:
    """The board that the old rows tell of."""
    found: str = connection.execute(text("SELECT board_id FROM record WHERE seq = 5")).scalar_one()
    return found


def check_the_old_study(url: str) -> None:
    """Everything is there, holds, and goes on."""
    with Pen.at(url, beneath(url, board_of)) as pen:
        board = pen.database.read_now(lambda session: session.get_one(BoardRow, pen.board_id))
        people = pen.database.read_now(lambda session: people_of(session, board.study_id))
        assert board.title == "Secret title"
        assert [person.pseudonym for person in people][1:] == ["Ärger 🏳️‍🌈"]
        assert checked_lines(pen.lines()).records == 5
        card = pen.events()[1]["changes"][0]["after"] or {}
        assert card["text"] == 'Feeling safe, naïve "quotes"\nand ✱'
        refused = pen.write("card.retire", "refused-01", card_id="card-0001").rejection
        assert refused is not None
        assert refused.code == "not_found"
        assert pen.write("card.retire", "undone-0001", card_id="card-0001").events[0]["seq"] == 5
        assert pen.card("card-0002").events[0]["seq"] == 6
    assert beneath(url, version) == HEAD


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value for name, value in row.items()}
