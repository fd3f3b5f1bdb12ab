"""The demo in a store: its log has the times of its steps, so that meetings lie on their days."""

from datetime import UTC, datetime
from pathlib import Path

from app.demo.history import history
from app.demo.seed import seed, stamp
from app.store.database import Database
from app.store.opening import events_after

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_X20_each_step_stands_in_the_log_at_its_own_time(tmp_path: Path) -> None:
    with Database(tmp_path / "demo.sqlite") as database:
        made = seed(database, NOW)
        events = database.read_now(lambda session: events_after(session, made.board_id, 0, 10_000))
    assert [event["at"] for event in events[1:]] == [stamp(step.at) for step in history(NOW)]
