"""Both kinds of store, and what is done to their tables beneath the program."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, create_engine, insert

from app.store.lane import Lane
from app.store.place import place_of

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


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value for name, value in row.items()}
