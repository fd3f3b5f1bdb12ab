"""Where the store may be, and what is said when it cannot be there (P23, P26)."""

from pathlib import Path

import pytest

from app.config import Unusable, settings, store_place
from app.store.place import PostgresPlace, place_of
from tests.command import Run
from tests.server import free_port
from tests.servers.postgres import PASSWORD, Postgres

SECRET = "hidden-word"


def test_P26_without_a_url_the_store_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert settings("127.0.0.1", 8000, tmp_path, {}).database == tmp_path / "themeroom.sqlite"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_P26_both_names_of_postgresql_are_understood(scheme: str) -> None:
    place = place_of(f"{scheme}://anna:{SECRET}@db.example.org:6432/themes?sslmode=require")

    assert place == PostgresPlace(f"postgresql://anna:{SECRET}@db.example.org:6432/themes?sslmode=require")
    assert str(place) == "postgresql://anna@db.example.org:6432/themes"
    assert SECRET not in repr(place)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data", "data/themeroom.sqlite"),
        ("sqlite:////srv/themes", "/srv/themes/themeroom.sqlite"),
        ("sqlite:///copy%20of.sqlite", "copy of.sqlite"),
    ],
)
def test_P26_sqlite_names_a_folder_or_a_file(url: str, path: str) -> None:
    assert place_of(url) == Path(path)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"mysql://anna:{SECRET}@host/themes", "starts in another way"),
        (SECRET, "starts in another way"),
        (f"postgresql://anna:{SECRET}@host", "name of the database is missing"),
        (f"postgresql://anna:{SECRET}@host/", "name of the database is missing"),
        (f"postgresql://anna:{SECRET}@/themes", "host is missing"),
        (f"postgresql://anna:{SECRET}@host:many/themes", "Host or port"),
        (f"postgresql://anna:{SECRET}@[host/themes", "Host or port"),
        ("sqlite:///", "folder is missing"),
    ],
)
def test_P23_a_url_that_is_no_place_is_refused_without_its_password(url: str, why: str) -> None:
    with pytest.raises(Unusable) as refused:
        store_place(url, Path("data"))

    assert why in str(refused.value)
    assert str(refused.value).startswith("THEMEROOM_DATABASE_URL cannot be used. ")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("password", "password is wrong"),
        ("database", "There is no database"),
        ("port", "cannot be reached"),
        ("host", "cannot be reached"),
        ("option", "cannot be used"),
    ],
)
def test_P23_a_database_that_cannot_be_opened_is_named_without_its_password(
    themeroom: Run, postgres: Postgres, wrong: str, why: str
) -> None:
    right = postgres.url("postgres")
    url = {
        "password": right.replace(f"{right.split(':')[2].split('@')[0]}", SECRET),
        "database": postgres.url("nowhere"),
        "port": right.replace(f":{postgres.port}/", f":{free_port()}/"),
        "host": right.replace("127.0.0.1", "nowhere.invalid"),
        "option": f"{right}?sslmode=sometimes",
    }[wrong]

    ended = themeroom("serve", "--port", "0", THEMEROOM_DATABASE_URL=url)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert why in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert SECRET not in ended.stderr
    assert PASSWORD not in ended.stderr
