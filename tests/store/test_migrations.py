"""Stores of every earlier release are brought up; both kinds alike (rules L24 to L26)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from app.store.backend import StorageUnavailable
from app.store.database import Database
from app.store.migrations import HEAD
from app.store.migrations.program import known_revisions, upgrade
from app.store.place import place_of
from tests.command import Run
from tests.store.kept import everything, still_there
from tests.store.stores import KINDS, beneath, check_the_old_study, fill, old_study, version

STARTERS = 4


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.mark.parametrize("revision", known_revisions())
def test_L24_a_store_of_every_earlier_revision_is_brought_up(url: str, revision: str) -> None:
    old_study(url, revision)
    before = beneath(url, everything)
    assert [name for name, rows in before.items() if not rows] == []

    brought_up(url)

    assert still_there(before, beneath(url, everything)) == before
    check_the_old_study(url)


def test_L24_a_store_from_before_revisions_is_taken_over(url: str) -> None:
    def make(connection: Connection) -> None:
        upgrade(connection, "0001")
        fill(connection, "0001")
        connection.execute(text("DROP TABLE alembic_version"))

    beneath(url, make)
    before = beneath(url, everything)

    brought_up(url)

    assert still_there(before, beneath(url, everything)) == before
    check_the_old_study(url)


def brought_up(url: str) -> None:
    """Opens a store as the server does at its start, and closes it again."""
    with Database(place_of(url)):
        pass


def test_L24_the_tables_are_what_the_program_thinks(url: str) -> None:
    with Database(place_of(url)) as database:
        differences = database.read_now(
            lambda session: compare_metadata(MigrationContext.configure(session.connection()), SQLModel.metadata)
        )

    assert differences == []


def test_L24_the_newest_revision_is_the_one_that_stores_get(url: str) -> None:
    brought_up(url)

    assert known_revisions()[0] == HEAD == beneath(url, version)


def test_L23_every_text_in_postgresql_is_compared_by_code_unit(postgres_url: str) -> None:
    brought_up(postgres_url)
    columns = "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE data_type IN "
    kinds = "('character varying', 'text') AND table_schema = 'public' AND table_name <> 'alembic_version'"

    found = beneath(postgres_url, lambda connection: list(connection.execute(text(columns + kinds))))

    assert len(found) > 30
    assert [column for column in found if column[2] != "C"] == []


def test_L25_a_store_of_a_newer_program_is_refused(themeroom: Run, url: str) -> None:
    brought_up(url)
    beneath(url, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))

    ended = themeroom("serve", "--port", "0", THEMEROOM_DATABASE_URL=url)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "was written by a newer Themeroom (revision 9999)" in ended.stderr
    assert beneath(url, version) == "9999"


def test_L25_tables_of_somebody_else_are_left_alone(url: str) -> None:
    beneath(url, lambda connection: connection.execute(text("CREATE TABLE board (other TEXT)")))

    with pytest.raises(StorageUnavailable):
        Database(place_of(url))

    assert beneath(url, lambda connection: inspect(connection).get_table_names()) == ["board"]


def test_L26_of_several_programs_that_start_at_once_one_makes_the_tables(url: str) -> None:
    command = [sys.executable, "-m", "app", "study", "create", "Outcomes", "--json"]
    environment = {**os.environ, "THEMEROOM_DATABASE_URL": url}
    starting = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(STARTERS)
    ]
    ended = [process.communicate() for process in starting]

    assert [(process.returncode, said) for process, (_, said) in zip(starting, ended, strict=True)] == [(0, "")] * 4
    assert beneath(url, version) == HEAD
    assert beneath(url, lambda c: c.execute(text("SELECT count(*) FROM study")).scalar_one()) == STARTERS
