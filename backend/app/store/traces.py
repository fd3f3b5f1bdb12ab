"""Wiping what deleting leaves behind: pages that still hold it, and logs of what was written.

Serves everything that must not be found again: ballots of closed rounds.
"""

from typing import Any

from sqlalchemy import delete, insert, text
from sqlmodel import Session, SQLModel, select


def write_anew(session: Session, table: type[SQLModel]) -> None:
    """What is left in a table goes to fresh pages; the old ones are filled with zeros (SQLite, `secure_delete`).

    Deleting alone would leave copies in pages that were split or joined when the table grew and shrank.
    On PostgreSQL `write_afresh` does this afterwards, because nobody can use the table meanwhile.
    """
    if session.get_bind().dialect.name == "sqlite":
        rows = _rows(session, table)
        session.connection().execute(delete(table))
        _put(session, table, rows)


def write_afresh(session: Session, table: type[SQLModel]) -> None:
    """The same for PostgreSQL: the files of before are removed. Waits a second at most for those who use the table."""
    name = str(table.__tablename__)
    session.connection().execute(text("SET LOCAL lock_timeout = '1s'"))
    session.connection().execute(text(f"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE"))
    rows = _rows(session, table)
    session.connection().execute(text(f"TRUNCATE TABLE {name}"))
    _put(session, table, rows)


class SomebodyReads(Exception):
    """An open question could still see what was deleted, so PostgreSQL would keep it."""


WITH_WORDS = ("record", "taken", "withdrawal", "snapshot", "draft", "ballot", "person")


def rewrite_all(session: Session) -> None:
    """Every table with words goes to fresh files (PostgreSQL), in a way that others may go on reading afterwards.

    Raises SomebodyReads when there is a question now that began before.
    """
    session.connection().execute(text("SET LOCAL lock_timeout = '1s'"))
    session.connection().execute(text(f"LOCK TABLE {', '.join(WITH_WORDS)} IN ACCESS EXCLUSIVE MODE"))
    if session.connection().execute(text(READING)).scalar_one():
        raise SomebodyReads
    for table in WITH_WORDS:
        session.connection().execute(text(f"CLUSTER {table} USING {table}_pkey"))


READING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
"""


def _rows(session: Session, table: type[SQLModel]) -> list[dict[str, Any]]:
    session.flush()
    return [row.model_dump() for row in session.exec(select(table))]


def _put(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)
