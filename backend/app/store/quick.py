"""The few statements that every group of commands needs, straight to SQLite's driver (docs/decisions/0010).

They are written once, for SQLAlchemy. Where the session knows of a driver's connection, the compiled text goes there;
elsewhere, as on PostgreSQL, SQLAlchemy runs them. Both are one transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Executable, SelectBase, insert
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

DRIVER = "driver"
"""Where a session's `info` holds the driver's connection."""
NAMED, POSITIONAL = dialect(paramstyle="named"), dialect(paramstyle="qmark")
MOST_AT_ONCE = 64
"""Rows in one statement; SQLite takes at least 999 values."""
Row = Sequence[Any]


def ask(
    session: Session, statement: SelectBase, one: Mapping[str, str], many: Mapping[str, Sequence[str]]
) -> Sequence[Row]:
    """The rows of a constant statement, with its single and its listed values."""
    driver: sqlite3.Connection | None = session.info.get(DRIVER)
    if driver is None:
        return cast(Sequence[Row], session.connection().execute(cast(Executable, statement), {**one, **many}).all())
    lists = {name: _padded(values) for name, values in many.items()}
    text = _text(statement, tuple(one), tuple((name, len(values)) for name, values in lists.items()))
    listed = {f"{name}_{n}": value for name, values in lists.items() for n, value in enumerate(values, 1)}
    with DriverErrors():
        rows: list[Row] = driver.execute(text, {**one, **listed}).fetchall()
    return rows


def put(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same columns, with values as the driver takes them."""
    driver: sqlite3.Connection | None = session.info.get(DRIVER)
    if driver is None:
        session.connection().execute(insert(table), rows)
        return
    columns, begun = tuple(rows[0]), 0
    with DriverErrors():
        while begun < len(rows):
            some = rows[begun : begun + _at_once(len(rows) - begun)]
            text, order = _insert(table, columns, len(some))
            driver.execute(text, [row[name] for row in some for name in order])
            begun += len(some)


class DriverErrors:
    """What goes wrong at the driver is told as SQLAlchemy tells it. A class: six are entered for each transaction."""

    def __enter__(self) -> None:
        """Nothing to be done."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            told = DBAPIError.instance(None, None, error, sqlite3.Error, hide_parameters=True, dialect=NAMED)
            raise told from error


def _padded(values: Sequence[str]) -> list[str]:
    """As many as the next power of two, the last one repeated, so that few texts are needed."""
    missing = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return [*values, *([values[-1]] * missing if missing else ())]


@lru_cache(maxsize=256)
def _text(statement: SelectBase, one: Iterable[str], many: Iterable[tuple[str, int]]) -> str:
    values: dict[str, Any] = {**dict.fromkeys(one, ""), **{name: [""] * count for name, count in many}}
    return statement.params(values).compile(dialect=NAMED, compile_kwargs={"render_postcompile": True}).string


def _at_once(left: int) -> int:
    """A power of two, so that few texts are needed."""
    return 1 << (min(left, MOST_AT_ONCE).bit_length() - 1)


@lru_cache(maxsize=64)
def _insert(table: type[SQLModel], columns: Sequence[str], rows: int) -> tuple[str, Sequence[str]]:
    """The statement for so many rows, and the order of a row's values in it.

    A statement for each row would let go of the interpreter each time, and wait for it again.
    """
    one = insert(table).compile(dialect=POSITIONAL, column_keys=list(columns))
    head, values = one.string.split(" VALUES ")
    return f"{head} VALUES {', '.join([values] * rows)}", one.positiontup or ()
