"""Rows by an id that somebody else may have made up."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)


def row_of(session: Session, table: type[Row], row_id: str) -> Row | None:
    """The row, or None. PostgreSQL refuses texts with NUL where SQLite finds nothing."""
    return session.get(table, row_id) if "\0" not in row_id else None
