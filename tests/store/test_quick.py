"""The few statements that go straight to SQLite's driver."""

import sqlite3
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session

from app.store.quick import DRIVER, MOST_AT_ONCE, put
from app.store.tables import AnswerRow

TABLE = "CREATE TABLE answer (detail, message, code, command_id, board_id)"


def row(number: int) -> dict[str, Any]:
    """An answer, with its fields in an order of its own."""
    return {"detail": "{}", "message": f"m{number}", "command_id": f"c{number}", "code": None, "board_id": "board"}


@pytest.mark.parametrize("count", [1, 2, 3, MOST_AT_ONCE - 1, MOST_AT_ONCE, MOST_AT_ONCE + 1, 500])
def test_L6_however_many_rows_each_is_put_once_and_in_order(count: int) -> None:
    driver = sqlite3.connect(":memory:", isolation_level=None)
    driver.execute(TABLE)
    with Session(create_engine("sqlite://")) as session:
        session.info[DRIVER] = driver

        put(session, AnswerRow, [row(number) for number in range(count)])

    found = driver.execute("SELECT board_id, command_id, code, message, detail FROM answer ORDER BY rowid").fetchall()
    assert found == [("board", f"c{number}", None, f"m{number}", "{}") for number in range(count)]
