"""The tables as they were and how they became what they are: one revision after another, on both kinds of store."""

from sqlalchemy import Connection, Inspector, inspect, text

from app.store.backend import StorageUnavailable

HEAD = "0010"
"""The newest revision. Said here too, so that an ordinary start need not load Alembic."""
FIRST = "0001"
"""What stores are that were made before there were revisions."""


def bring_up(connection: Connection, name: str, *, changes: bool = True) -> None:
    """Makes the tables or brings them up to this program, within the running transaction.

    Whoever calls holds a lock, so that of several processes one does it. `name` is how messages call the store. Without
    `changes` tables that are there are left alone: a server of their own release may be using them. Raises
    StorageUnavailable when another program wrote the store.
    """
    tables = inspect(connection)
    revision = _revision_of(connection, tables)
    if revision == HEAD:
        return
    if not changes and tables.has_table("record"):
        raise StorageUnavailable(f"{name} was written by another release of Themeroom. Start this one's server once.")
    _go_up(connection, tables, revision, name)


def _go_up(connection: Connection, tables: Inspector, revision: str | None, name: str) -> None:
    from app.store.migrations import program  # noqa: PLC0415 - loads Alembic, which takes half a second

    if revision is not None and revision not in program.known_revisions():
        raise StorageUnavailable(f"{name} was written by a newer Themeroom (revision {revision}). Please use that one.")
    if revision is None and tables.has_table("record"):
        program.stamp(connection, FIRST)
    program.upgrade(connection, HEAD)


def _revision_of(connection: Connection, tables: Inspector) -> str | None:
    if not tables.has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
