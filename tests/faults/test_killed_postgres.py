"""People move cards while the PostgreSQL behind the server is killed, again and again (rules L6, L7 and L19)."""

import asyncio
import os
import time
from functools import partial
from pathlib import Path

import pytest

from tests.command import Run
from tests.faults.client import Client
from tests.faults.movers import moving
from tests.faults.verdict import check_played
from tests.server import Person, make_study, running
from tests.servers.postgres import Postgres, own_postgres

PEOPLE = 6
KILLS = int(os.environ.get("THEMEROOM_KILLS", "4"))
"""Nightly: more, as in `test_kill`."""
MOVES_BETWEEN = 40


async def kill_again_and_again(postgres: Postgres, watcher: Client) -> None:
    """The database goes and comes back after so many events."""
    for _ in range(KILLS):
        due = (watcher.screen.seq or 0) + MOVES_BETWEEN
        await watcher.until(lambda screen, due=due: (screen.seq or 0) >= due)  # type: ignore[misc]
        await asyncio.to_thread(postgres.kill)
        await asyncio.to_thread(postgres.start)
    due = (watcher.screen.seq or 0) + MOVES_BETWEEN
    await watcher.until(lambda screen: (screen.seq or 0) >= due)


def test_L19_nothing_acknowledged_is_lost_when_postgresql_is_killed(
    themeroom: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with own_postgres() as postgres:
        monkeypatch.setenv("THEMEROOM_DATABASE_URL", postgres.new_database("killed"))
        with running(tmp_path / "data") as server:
            study = make_study(server)
            facilitator = Person(server).come(study.facilitator_link)
            people = [Person(server).come(study.invite_link) for _ in range(PEOPLE)]
            played = asyncio.run(moving(facilitator, people, partial(kill_again_and_again, postgres)))
            check_played(played, facilitator, may_refuse={"storage_unavailable"})
            lines = facilitator.http.get(f"/api/boards/{study.board_id}/export/records.jsonl").content
    (tmp_path / "records.jsonl").write_bytes(lines)
    assert themeroom("verify", str(tmp_path / "records.jsonl")).returncode == 0


def test_L19_P18_a_server_without_its_database_says_so_recovers_and_can_be_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with own_postgres() as postgres:
        monkeypatch.setenv("THEMEROOM_DATABASE_URL", postgres.new_database("away"))
        with running(tmp_path / "data") as server:
            person = Person(server).come(make_study(server).facilitator_link)
            postgres.kill()
            assert person.http.get("/healthz").status_code == 200
            assert person.http.get("/readyz").status_code == 503
            refused = person.http.get(f"/api/boards/{person.board_id}/events")
            assert (refused.status_code, refused.json()["error"]["code"]) == (503, "storage_unavailable")
            postgres.start()
            back = time.monotonic()
            while person.http.get("/readyz").status_code != 200:
                assert time.monotonic() - back < 5
            assert person.do({"type": "card.create", "card_id": "card-0001", "text": "A"})[0]["seq"] == 2
            postgres.kill()
            asked = time.monotonic()
            assert server.stop() == 0
            assert time.monotonic() - asked < 5
            postgres.start()
