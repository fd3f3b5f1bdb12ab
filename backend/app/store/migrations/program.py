"""What we ask of Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def known_revisions() -> list[str]:
    """All revisions, newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()]


def upgrade(connection: Connection, revision: str) -> None:
    """Goes up to a revision, within the running transaction."""
    command.upgrade(_config(connection), revision)


def stamp(connection: Connection, revision: str) -> None:
    """Says that the tables are those of a revision."""
    command.stamp(_config(connection), revision)


def _config(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
