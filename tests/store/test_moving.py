"""Moving a whole store (rule L27)."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.store import copying
from app.store.backend import StorageUnavailable
from app.store.database import Database
from app.store.folder_lock import one_server
from app.store.keeping import move
from app.store.place import place_of
from tests.command import Ended, Run
from tests.servers.cable import cable_to
from tests.servers.postgres import Postgres
from tests.store.pens import Pen
from tests.store.stores import KINDS, beneath, board_of, check_the_old_study, old_study, place_for, rows

WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]


@pytest.fixture(params=WAYS, ids="-to-".join)
def ends(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A store with an old study, and an empty place."""
    here, there = (place_for(kind, request, name) for kind, name in zip(request.param, ("here", "there"), strict=True))
    old_study(here)
    return here, there


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest) -> str:
    """An empty place of each kind."""
    return place_for(request.param, request, "there")


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows at once that every table takes several steps."""
    monkeypatch.setattr(copying, "AT_ONCE", 2)


def marks(connection: Connection) -> int:
    """How many marks of transactions there are."""
    found: int = connection.execute(text("SELECT count(*) FROM written")).scalar_one()
    return found


def moved(themeroom: Run, here: str, there: str) -> Ended:
    """`themeroom move`."""
    return themeroom("move", "--from", here, "--to", there)


def test_L27_a_whole_store_moves(themeroom: Run, ends: tuple[str, str]) -> None:
    here, there = ends
    before = rows(here)

    ended = moved(themeroom, here, there)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Copied 2 studies, 2 boards and 6 records from" in ended.stdout
    assert "Every row is the same, and every log holds." in ended.stdout
    assert before == rows(here) == rows(there)
    assert [beneath(url, marks) for url in ends] == [1, 0]
    assert len(before["web_session"]) == len(before["membership"]) == 1
    check_the_old_study(there)


def test_L27_what_is_not_empty_is_left_alone(themeroom: Run, ends: tuple[str, str]) -> None:
    here, there = ends
    with Pen.at(there):
        pass
    before = rows(there)

    ended = moved(themeroom, here, there)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("There is something in the target already.")
    assert rows(there) == before


def test_L27_a_store_that_is_not_there_is_not_made(themeroom: Run, tmp_path: Path, bare: str) -> None:
    ended = moved(themeroom, f"sqlite:///{tmp_path}/nowhere", bare)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("There is no store at")
    assert not (tmp_path / "nowhere").exists()


def test_L27_an_empty_store_is_not_moved(themeroom: Run, tmp_path: Path, bare: str) -> None:
    with Database(place_of(bare)):
        pass

    ended = moved(themeroom, bare, f"sqlite:///{tmp_path}/other")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("There is nothing to copy.")


def test_L27_a_store_is_not_moved_to_itself_nor_under_a_server(themeroom: Run, tmp_path: Path) -> None:
    here = f"sqlite:///{tmp_path}/here"
    old_study(here)

    assert moved(themeroom, here, f"{here}/themeroom.sqlite").stderr.startswith("Both are the same place.")
    with one_server(place_of(here)):
        ended = moved(themeroom, here, f"sqlite:///{tmp_path}/there")
    assert ended.returncode == 2
    assert ended.stderr.startswith("Another Themeroom server uses")


def test_L27_a_log_that_was_broken_before_is_named_and_copied(themeroom: Run, ends: tuple[str, str]) -> None:
    here, there = ends
    beneath(here, lambda c: c.execute(text("UPDATE record SET chain = leaf WHERE seq = 3")))
    board = beneath(here, board_of)

    ended = moved(themeroom, here, there)

    assert ended.returncode == 1
    assert f"The log of board {board} does not hold at record 3" in ended.stderr
    assert rows(there) == rows(here)


@pytest.mark.parametrize("kind", KINDS)
def test_L27_a_copy_that_differs_is_not_kept(themeroom: Run, request: pytest.FixtureRequest, kind: str) -> None:
    here, there = place_for("sqlite", request, "here"), place_for(kind, request, "there")
    old_study(here)
    with Database(place_of(there)):
        pass
    beneath(there, lambda connection: [connection.execute(text(trick)) for trick in TRICKS[kind]])

    ended = moved(themeroom, here, there)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"The copy differs: record board_id={beneath(here, board_of)} seq=4." in ended.stderr
    assert not any(rows(there).values())


def test_L27_a_move_that_breaks_off_leaves_the_target_empty(
    tmp_path: Path, postgres: Postgres, postgres_url: str
) -> None:
    here = f"sqlite:///{tmp_path}/here"
    old_study(here)

    with cable_to(postgres.port) as cable:
        there = place_of(postgres_url.replace(f":{postgres.port}/", f":{cable.port}/"))

        def told(what: str, _more: int, _whole: int) -> None:
            if what == "comparing rows":
                cable.cut = "before the commit"

        with pytest.raises(StorageUnavailable):
            move(place_of(here), there, told)
        assert cable.cuts == 1
    assert not any(rows(postgres_url).values())
    assert move(place_of(here), place_of(postgres_url), lambda *_: None).records == 6
    assert rows(postgres_url) == rows(here)


TRICKS = {
    "sqlite": [
        """CREATE TRIGGER trick AFTER INSERT ON record WHEN new.seq = 4
        BEGIN UPDATE record SET chain = leaf WHERE seq = 4; END""",
    ],
    "postgresql": [
        """CREATE FUNCTION trick() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF new.seq = 4 THEN new.chain = new.leaf; END IF; RETURN new; END $$""",
        "CREATE TRIGGER trick BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION trick()",
    ],
}
"""What makes a target keep something else than it was given."""
