"""SQLite keeps the contract, and is set up as it must be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.store.database import StorageUnavailable
from app.store.tables import BoardRow
from app.store.writer import Transaction
from tests.store.contract import LogContract
from tests.store.contract_leading import LeadingContract
from tests.store.contract_snapshots import SnapshotContract
from tests.store.contract_values import ValuesContract
from tests.store.contract_withdrawal import WithdrawalContract
from tests.store.contract_words import WordsContract
from tests.store.contract_writer import WriterContract
from tests.store.pens import Pen


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path}/data/themeroom.sqlite3"


class TestSqliteLog(LogContract):
    """Rules L1 to L3, L6 and L7 on SQLite."""


class TestSqliteWriter(WriterContract):
    """Rules L4 and L5 on SQLite."""


class TestSqliteWithdrawal(WithdrawalContract):
    """Rules W1 to W5 on SQLite."""


class TestSqliteLeading(LeadingContract):
    """Rules A23 to A26 on SQLite."""


class TestSqliteWords(WordsContract):
    """Rules L8 to L14 on SQLite."""


class TestSqliteSnapshots(SnapshotContract):
    """Rules L30 to L35 on SQLite."""


class TestSqliteValues(ValuesContract):
    """Rules L22, L23 and L41 on SQLite."""


def writing_pragma(pen: Pen, name: str) -> object:
    """A setting of the writing connection."""
    return pen.database.write_now(lambda t: t.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one())


def reading_pragma(pen: Pen, name: str) -> object:
    """A setting of a reading connection."""
    return pen.database.read_now(lambda s: s.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one())


@pytest.mark.parametrize("beside", [False, True])
def test_L4_the_writing_connection_is_set_to_lose_nothing(place: str, *, beside: bool) -> None:
    with Pen.at(place, beside=beside) as pen:
        assert writing_pragma(pen, "journal_mode") == "wal"
        assert writing_pragma(pen, "synchronous") == 2
        assert writing_pragma(pen, "foreign_keys") == 1


def test_L4_reading_connections_cannot_write(place: str) -> None:
    def write(session: Session) -> None:
        session.connection().exec_driver_sql("DELETE FROM record")

    with Pen.at(place) as pen:
        assert reading_pragma(pen, "query_only") == 1
        with pytest.raises(StorageUnavailable):
            pen.database.read_now(write)
        assert len(pen.events()) == 1


def test_L6_each_transaction_reads_what_is_stored_whatever_the_one_before_read_or_broke(place: str) -> None:
    broken: list[BoardRow] = []
    with Pen.at(place) as pen:
        known = pen.database.write_now(_board)
        pen.database.write_now(lambda t: t.session.connection().exec_driver_sql("UPDATE board SET title = 'Other'"))
        with pytest.raises(ZeroDivisionError):
            pen.database.write_now(lambda t: _renamed(t, broken))
        found = pen.database.write_now(_board)

    assert (known.title, found.title) == ("Secret title", "Other")


def _renamed(transaction: Transaction, rows: list[BoardRow]) -> float:
    rows.append(_board(transaction))
    rows[0].title = "Never kept"
    transaction.session.flush()
    return 1 / 0


def _board(transaction: Transaction) -> BoardRow:
    return transaction.session.exec(select(BoardRow)).one()


def test_L13_only_the_server_checkpoints(place: str) -> None:
    with Pen.at(place) as server, Pen.at(place, beside=True) as second:
        assert writing_pragma(server, "wal_autocheckpoint") == 1000
        assert writing_pragma(second, "wal_autocheckpoint") == 0
        assert reading_pragma(server, "wal_autocheckpoint") == 0


def test_L13_a_study_is_made_beside_a_running_store(tmp_path: Path) -> None:
    with Pen.at(f"sqlite:///{tmp_path}") as pen:
        for number in range(2):
            pen.card(f"card-{number:04}")
            command = [
                sys.executable,
                "-m",
                "app",
                "study",
                "create",
                f"Study {number}",
                "--json",
                "--data",
                str(tmp_path),
            ]
            environment = {**os.environ, "THEMEROOM_DATABASE_URL": ""}
            answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            made = json.loads(answer.stdout)
            assert made["board_id"] in pen.database.read_now(_boards)
            assert Pen(pen.database, pen.log, made["board_id"]).card("card-0001").events[0]["seq"] == 2


def test_L15_a_full_disk_is_said_and_passes(place: str) -> None:
    with Pen.at(place) as pen:
        pages = writing_pragma(pen, "page_count")
        writing_pragma(pen, f"max_page_count={pages}")
        for _ in range(3):
            with pytest.raises(StorageUnavailable):
                pen.database.write_now(_much)
        writing_pragma(pen, "max_page_count=1000000")

        assert pen.card("card-0001").events[0]["seq"] == 2


def _boards(session: Session) -> list[str]:
    return [row.id for row in session.exec(select(BoardRow))]


def _much(transaction: Transaction) -> None:
    transaction.session.connection().exec_driver_sql(
        "INSERT INTO study VALUES ('study-much', hex(zeroblob(900000)), '', '')"
    )
