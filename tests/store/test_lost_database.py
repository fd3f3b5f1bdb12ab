"""A PostgreSQL that goes away in the middle of work, and comes back (rules L19, L40 and L43)."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.store import lane
from app.store.backend import StorageUnavailable
from app.store.submission import Outcome, Submission
from app.store.tables import StudyRow
from app.verifier.records import checked_lines
from tests.line import PATIENCE
from tests.servers.cable import Cable, Cut, cable_to
from tests.servers.postgres import Postgres, own_postgres
from tests.store.contract import same
from tests.store.pens import Pen
from tests.store.stores import beneath

WRITERS = 4
KILLS = 3


@pytest.fixture(scope="module")
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL that may be killed."""
    with own_postgres() as server:
        yield server


@pytest.fixture
def cable(postgres: Postgres) -> Iterator[Cable]:
    """A way to the database that can be cut."""
    with cable_to(postgres.port) as cable:
        yield cable


@pytest.fixture
def pen(postgres: Postgres, postgres_url: str, cable: Cable) -> Iterator[Pen]:
    """A store behind the cable."""
    with Pen.at(postgres_url.replace(f":{postgres.port}/", f":{cable.port}/")) as pen:
        yield pen


def persist(pen: Pen, submission: Submission) -> Outcome:
    """Sends until there is an answer, as a browser does."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return pen.send(submission)
        except StorageUnavailable:
            assert time.monotonic() < deadline


def test_L19_nothing_acknowledged_is_lost_or_twice_when_the_database_is_killed(mortal: Postgres) -> None:
    url = mortal.new_database("killed")
    acknowledged: list[Outcome] = []
    ends, comes = threading.Event(), threading.Semaphore(0)

    def writer(pen: Pen, number: int) -> None:
        for n in range(100_000):
            if ends.is_set():
                return
            card = pen.submission("card.create", f"command-{number}-{n:06}", card_id=f"card-{number}-{n:06}", text="A")
            acknowledged.append(persist(pen, card))
            comes.release()

    with Pen.at(url) as pen, ThreadPoolExecutor(WRITERS) as threads:
        try:
            writing = [threads.submit(writer, pen, number) for number in range(WRITERS)]
            for _ in range(KILLS):
                _acquire(comes, 50)
                mortal.kill()
                mortal.start()
            _acquire(comes, 50)
        finally:
            ends.set()
        assert [job.result() for job in writing] == [None] * WRITERS

        recorded = {one["seq"]: one["command_id"] for one in pen.events()}
        assert list(recorded) == list(range(1, len(recorded) + 1))
        assert len(set(recorded.values())) == len(recorded)
        assert all(recorded[o.events[0]["seq"]] == o.events[0]["command_id"] for o in acknowledged)
        assert len(recorded) == len(acknowledged) + 1
        assert checked_lines(pen.lines()).records == len(recorded)


def test_L19_it_says_so_while_the_database_is_away_and_recovers_by_itself(mortal: Postgres) -> None:
    with Pen.at(mortal.new_database("away")) as pen:
        card = pen.submission("card.create", card_id="card-0001", text="A")
        mortal.kill()
        with pytest.raises(StorageUnavailable):
            pen.send(card)
        with pytest.raises(StorageUnavailable):
            pen.events()
        mortal.start()
        back = time.monotonic()

        assert persist(pen, card).events[0]["seq"] == 2
        assert len(pen.events()) == 2
        assert time.monotonic() - back < 5


def test_L19_a_group_that_waits_is_refused_at_once(mortal: Postgres) -> None:
    with Pen.at(mortal.new_database("group")) as pen:
        cards = [pen.submission("card.create", card_id=f"card-{n:04}", text="A") for n in range(50)]
        mortal.kill()
        start = time.monotonic()
        refused = [type(answer.exception()) for answer in pen.together([pen.job(card) for card in cards])]
        took = time.monotonic() - start
        mortal.start()

        assert refused == [StorageUnavailable] * 50
        assert took < 10
        assert [persist(pen, card).events[0]["seq"] for card in cards] == list(range(2, 52))


@pytest.mark.parametrize("cut", ["before the commit", "after the commit"])
def test_L40_a_command_whose_commit_got_no_answer_is_recorded_once(pen: Pen, cable: Cable, cut: Cut) -> None:
    card = pen.submission("card.create", "once-00001", card_id="card-0001", text="A")

    cable.cut = cut
    first = pen.send(card)

    assert cable.cuts == 1
    assert first.events[0]["seq"] == 2
    assert same(first, pen.send(card))
    assert [one["command_id"] for one in pen.events()[1:]] == ["once-00001"]
    assert pen.card("card-0002").events[0]["seq"] == 3


@pytest.mark.parametrize("cut", ["before the commit", "after the commit"])
def test_L40_a_study_whose_commit_got_no_answer_is_made_once(pen: Pen, cable: Cable, cut: Cut) -> None:
    def studies(session: Session) -> list[str]:
        return [study.id for study in session.exec(select(StudyRow))]

    before = pen.database.read_now(studies)
    cable.cut = cut
    made = pen.study()

    assert cable.cuts == 1
    assert set(pen.database.read_now(studies)) - set(before) == {made.study_id}
    assert pen.on(made.board_id).card("card-0001").events[0]["seq"] == 2


def test_L43_a_database_that_hangs_is_given_up_and_found_again(
    monkeypatch: pytest.MonkeyPatch, postgres: Postgres, postgres_url: str, cable: Cable
) -> None:
    monkeypatch.setattr(lane, "STATEMENT_SECONDS", 1.0)
    monkeypatch.setattr(lane, "CONNECT_SECONDS", 1.0)
    with Pen.at(postgres_url.replace(f":{postgres.port}/", f":{cable.port}/")) as pen:
        card = pen.submission("card.create", card_id="card-0001", text="A")
        pen.events()
        cable.flows.clear()
        for ask in (lambda: pen.send(card), pen.events):
            start = time.monotonic()
            with pytest.raises(StorageUnavailable):
                ask()
            assert time.monotonic() - start < 12
        cable.flows.set()
        back = time.monotonic()

        assert persist(pen, card).events[0]["seq"] == 2
        assert len(pen.events()) == 2
        assert time.monotonic() - back < 5


@pytest.mark.parametrize("code", ["disk_full", "io_error", "read_only_sql_transaction", "too_many_connections"])
def test_L43_a_database_that_is_full_or_only_read_is_unavailable(postgres_url: str, code: str) -> None:
    refuses = f"""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"""
    trigger = "CREATE TRIGGER refuse BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION refuse()"
    with Pen.at(postgres_url) as pen:
        card = pen.submission("card.create", card_id="card-0001", text="A")
        beneath(postgres_url, lambda connection: [connection.execute(text(one)) for one in (refuses, trigger)])
        with pytest.raises(StorageUnavailable):
            pen.send(card)
        beneath(postgres_url, lambda connection: connection.execute(text("DROP TRIGGER refuse ON record")))

        assert pen.send(card).events[0]["seq"] == 2
        assert len(pen.events()) == 2


def _acquire(comes: threading.Semaphore, times: int) -> None:
    for _ in range(times):
        assert comes.acquire(timeout=PATIENCE)
