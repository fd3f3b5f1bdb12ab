"""Backing a store up and going back to it (rules L28 and L29)."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store import copying
from app.store.database import Database
from app.store.place import place_of
from tests.command import Run
from tests.store.pens import Pen
from tests.store.stores import KINDS, beneath, check_the_old_study, old_study, place_for, rows


@pytest.fixture(params=KINDS)
def full(request: pytest.FixtureRequest) -> str:
    """A store of each kind with an old study."""
    url = place_for(request.param, request, "here")
    old_study(url)
    return url


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest) -> str:
    """An empty place of each kind."""
    return place_for(request.param, request, "there")


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows at once that every table takes several steps."""
    monkeypatch.setattr(copying, "AT_ONCE", 2)


def test_L28_a_backup_is_whole_and_for_its_owner_alone(
    themeroom: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, full: str
) -> None:
    monkeypatch.setenv("THEMEROOM_DATABASE_URL", full)
    file = tmp_path / "kept" / "monday.sqlite"
    file.parent.mkdir()

    ended = themeroom("backup", str(file))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["monday.sqlite"]
    assert "Not in it: 1 answers in rounds that are still open" in ended.stdout
    assert len(rows(full)["ballot"]) == 1
    assert rows(f"sqlite:///{file}") == rows(full) | {"ballot": []}


def test_L28_a_backup_replaces_nothing(themeroom: Run, tmp_path: Path, full: str) -> None:
    file = tmp_path / "monday.sqlite"
    file.write_text("of great worth")

    ended = themeroom("backup", str(file), THEMEROOM_DATABASE_URL=full)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "is there already" in ended.stderr
    assert file.read_text() == "of great worth"


def test_L28_a_backup_that_fails_leaves_nothing(themeroom: Run, tmp_path: Path, bare: str) -> None:
    with Database(place_of(bare)):
        pass
    kept = tmp_path / "kept"
    kept.mkdir()

    ended = themeroom("backup", str(kept / "monday.sqlite"), THEMEROOM_DATABASE_URL=bare)

    assert ended.returncode == 2
    assert list(kept.iterdir()) == []


def test_L28_a_backup_leaves_the_tables_of_another_release_alone(themeroom: Run, tmp_path: Path, full: str) -> None:
    beneath(full, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0000'")))

    ended = themeroom("backup", str(tmp_path / "monday.sqlite"), THEMEROOM_DATABASE_URL=full)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "was written by another release" in ended.stderr


def test_L29_a_backup_of_the_first_release_is_restored(themeroom: Run, tmp_path: Path, bare: str) -> None:
    file = tmp_path / "old" / "themeroom.sqlite"
    old_study(f"sqlite:///{file}", "0001")
    before = file.read_bytes()

    ended = themeroom("restore", str(file), THEMEROOM_DATABASE_URL=bare)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert file.read_bytes() == before
    check_the_old_study(bare)


def test_L29_nothing_is_restored_over_something(themeroom: Run, tmp_path: Path, bare: str) -> None:
    old_study(f"sqlite:///{tmp_path}/old")
    with Pen.at(bare):
        pass
    before = rows(bare)

    ended = themeroom("restore", str(tmp_path / "old" / "themeroom.sqlite"), THEMEROOM_DATABASE_URL=bare)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("There is something in the target already.")
    assert rows(bare) == before


@pytest.mark.parametrize("what", ["nothing", "words", "empty", "in use"])
def test_L29_what_is_no_backup_is_refused(themeroom: Run, tmp_path: Path, what: str) -> None:
    file = tmp_path / "old" / "themeroom.sqlite"
    old_study(f"sqlite:///{file}")
    match what:
        case "nothing":
            file.unlink()
        case "words":
            file.write_text("words")
        case "empty":
            file.write_bytes(b"")
        case _:
            (tmp_path / "old" / "themeroom.sqlite-wal").touch()

    ended = themeroom("restore", str(file), "--data", str(tmp_path / "data"))

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "data" / "themeroom.sqlite").exists()
