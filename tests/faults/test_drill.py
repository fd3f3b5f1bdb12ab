"""The drill: a server under load is backed up, the backup is restored elsewhere, checked and served (rule L42)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from tests.command import Run
from tests.line import PATIENCE
from tests.server import Person, Server, make_study, running

WRITERS = 3
BEFORE = 40
"""Changes that are acknowledged before the backup begins, and while it runs at least."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_L42_what_was_acknowledged_before_a_backup_is_in_it(
    themeroom: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else f"sqlite:///{tmp_path}/data"
    monkeypatch.setenv("THEMEROOM_DATABASE_URL", url)
    file = tmp_path / "backup.sqlite"
    with running(tmp_path / "data") as server:
        study = make_study(server)
        facilitator = Person(server).come(study.facilitator_link)
        before = backed_up(themeroom, server, study.invite_link, file)
        link = facilitator.return_link

    monkeypatch.setenv("THEMEROOM_DATABASE_URL", "")
    restored = themeroom("restore", str(file), "--data", str(tmp_path / "elsewhere"))
    assert (restored.returncode, restored.stderr) == (0, "")

    with running(tmp_path / "elsewhere") as server:
        back = Person(server).come(link)
        events = back.events()
        assert [one["seq"] for one in events] == list(range(1, len(events) + 1))
        assert before <= {one["command_id"] for one in events}
        assert back.do(card("card-after"))[0]["seq"] == len(events) + 1
        log = tmp_path / "records.jsonl"
        log.write_bytes(back.http.get(f"/api/boards/{back.board_id}/export/records.jsonl").content)
    assert themeroom("verify", str(log)).returncode == 0


def backed_up(themeroom: Run, server: Server, invite: str, file: Path) -> set[str]:
    """Takes a backup while people work; answers what had been acknowledged when it began."""
    acknowledged: list[str] = []
    ends, comes = threading.Event(), threading.Semaphore(0)

    def work(number: int) -> None:
        person = Person(server).come(invite)
        for n in count():
            if ends.is_set():
                return
            acknowledged.append(person.do(card(f"card-{number}-{n:06}"))[0]["command_id"])
            comes.release()

    with ThreadPoolExecutor(WRITERS) as threads:
        try:
            working = [threads.submit(work, number) for number in range(WRITERS)]
            _wait_for(comes, BEFORE)
            before = set(acknowledged)
            ended = themeroom("backup", str(file))
            _wait_for(comes, 1)
        finally:
            ends.set()
        assert [job.result() for job in working] == [None] * WRITERS
    assert (ended.returncode, ended.stderr) == (0, "")
    return before


def card(card_id: str) -> dict[str, str]:
    """A new card."""
    return {"type": "card.create", "card_id": card_id, "text": "Feeling safe"}


def _wait_for(comes: threading.Semaphore, times: int) -> None:
    for _ in range(times):
        assert comes.acquire(timeout=PATIENCE)
