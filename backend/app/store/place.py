"""Where a store is: a SQLite file on this machine, or a PostgreSQL database named by a URL."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

POSTGRES = ("postgresql", "postgres")
FILE_NAME = "themeroom.sqlite"
"""What the SQLite file of a data folder is called."""
LOOK = "postgresql://user:password@host/database or sqlite:///folder"


class UnusablePlace(ValueError):
    """No store can be there; the message says why, and never quotes a password."""


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A PostgreSQL database. As text it has no password, so that it may be printed."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        user = f"{parts.username}@" if parts.username else ""
        return f"postgresql://{user}{parts.netloc.rpartition('@')[2]}{parts.path}"


Place: TypeAlias = Path | PostgresPlace
"""A path is a SQLite file."""


def place_of(url: str) -> Place:
    """The place of a URL: `postgresql://...`, `postgres://...` or `sqlite:///FOLDER-OR-FILE`. Raises UnusablePlace."""
    scheme, mark, rest = url.partition("://")
    if mark and scheme in POSTGRES:
        return _postgres(f"postgresql://{rest}")
    if mark and scheme == "sqlite":
        return _sqlite(unquote(rest.removeprefix("/")))
    raise UnusablePlace(f"A database looks like {LOOK}; this one starts in another way.")


def _postgres(url: str) -> PostgresPlace:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise UnusablePlace(f"Host or port cannot be read. A database looks like {LOOK}.") from None
    if not parts.path.strip("/"):
        raise UnusablePlace(f"The name of the database is missing at the end. It looks like {LOOK}.")
    if not parts.hostname and "host" not in parse_qs(parts.query):
        raise UnusablePlace(f"The host is missing. A database looks like {LOOK}.")
    return PostgresPlace(url)


def _sqlite(path: str) -> Path:
    if not path:
        raise UnusablePlace(f"The folder is missing. A database looks like {LOOK}.")
    place = Path(path)
    return place if place.suffix else place / FILE_NAME
