"""What a PostgreSQL database must be like, and what is said when it is not. Messages hold no password."""

import asyncpg
from sqlalchemy import Connection, text

from app.store.backend import StorageUnavailable
from app.store.place import PostgresPlace

OLDEST = 13
"""The first version that can say what became of a transaction (`pg_xact_status` of an `xid8`)."""


def check(connection: Connection, place: PostgresPlace) -> None:
    """Raises StorageUnavailable when the server is too old or keeps other texts than UTF-8."""
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    if version < OLDEST:
        raise StorageUnavailable(f"{place} is PostgreSQL {version}. Themeroom needs {OLDEST} or later.")
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StorageUnavailable(f"{place} keeps texts as {encoding}. Make a database with the encoding UTF8.")


def why_not(place: PostgresPlace, error: BaseException) -> str:
    """Why a database could not be opened, in a sentence."""
    while error.__cause__ is not None:
        error = error.__cause__
    match error:
        case asyncpg.InvalidPasswordError() | asyncpg.InvalidAuthorizationSpecificationError():
            return f"{place} cannot be opened: the user or the password is wrong."
        case asyncpg.InvalidCatalogNameError():
            return f"{place} cannot be opened. There is no database of that name on the server."
        case asyncpg.InsufficientPrivilegeError():
            return f"{place} cannot be opened: this user may not make tables there."
        case ValueError() | asyncpg.CantChangeRuntimeParamError() | asyncpg.UndefinedObjectError():
            return f"{place} cannot be used: something behind the ? in its URL is not known."
        case asyncpg.PostgresError():
            return f"{place} cannot be opened: {type(error).__name__}."
        case _:
            return f"{place} cannot be reached. Is the server running, and may this machine ask it?"
