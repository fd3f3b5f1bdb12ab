"""A commit whose answer was lost is told from others by the mark it left (rule L44)."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from app.store.lane import OutcomeUnknown
from app.store.mark import Mark
from app.store.place import PostgresPlace, place_of
from app.store.postgres import PostgresBackend
from app.store.tables import StudyRow
from tests.servers.cable import Cable, Cut, cable_to
from tests.servers.postgres import Postgres
from tests.store.pens import NOW, Pen
from tests.store.stores import beneath

FUTURE = "900000000"
WRITTEN = text("SELECT writer, number FROM written")


@pytest.fixture
def backend(postgres_url: str) -> Iterator[PostgresBackend]:
    """A store."""
    place = place_of(postgres_url)
    assert isinstance(place, PostgresPlace)
    backend = PostgresBackend(place, changes=True)
    yield backend
    backend.close()


def of_somebody_else(connection: Connection) -> str:
    """The number of a transaction that another connection commits."""
    connection.execute(text("INSERT INTO study (id, title, created_at) VALUES ('study-other', 'Other', '2026')"))
    found: str = connection.execute(text("SELECT CAST(pg_current_xact_id() AS text)")).scalar_one()
    return found


def outcome_of(backend: PostgresBackend, mark: Mark) -> str:
    """What the store answers when the commit of a transaction with this mark gets no answer."""
    runs: list[str] = []

    def work(session: Session) -> str:
        session.get(StudyRow, "study-0001")
        runs.append("ran again" if runs else "is committed")
        if len(runs) == 1:
            raise OutcomeUnknown(mark, runs[0])
        return runs[-1]

    return backend.transact(work)


@pytest.mark.parametrize("whose", ["in the future", "of somebody else"])
def test_L44_a_transaction_number_alone_is_not_believed(
    backend: PostgresBackend, postgres_url: str, whose: str
) -> None:
    xid = FUTURE if whose == "in the future" else beneath(postgres_url, of_somebody_else)

    assert outcome_of(backend, Mark("writer-gone", 1, xid)) == "ran again"


@pytest.mark.parametrize("whose", ["our own", "in the future", "of somebody else"])
def test_L44_the_mark_is_believed_and_no_other_number(backend: PostgresBackend, postgres_url: str, whose: str) -> None:
    def work(session: Session) -> str:
        session.add(StudyRow(id="study-0001", title="Ours", created_at=NOW))
        session.flush()
        return str(session.connection().execute(text("SELECT CAST(pg_current_xact_id() AS text)")).scalar_one())

    own = backend.transact(work)
    [(writer, number)] = beneath(postgres_url, lambda connection: list(connection.execute(WRITTEN)))
    other = FUTURE if whose == "in the future" else beneath(postgres_url, of_somebody_else)
    xid = own if whose == "our own" else other

    assert outcome_of(backend, Mark(writer, number, xid)) == "is committed"
    assert outcome_of(backend, Mark(writer, number + 1, xid)) == "ran again"
    assert outcome_of(backend, Mark(writer, number - 1, xid)) == "ran again"


def test_L44_a_question_leaves_no_mark(backend: PostgresBackend, postgres_url: str) -> None:
    backend.transact(lambda session: session.get(StudyRow, "study-0001"))

    assert beneath(postgres_url, lambda connection: list(connection.execute(WRITTEN))) == []


@pytest.mark.parametrize("cut", ["before the commit", "after the commit"])
def test_L44_a_connection_has_one_row_and_takes_it_away(postgres: Postgres, postgres_url: str, cut: Cut) -> None:
    def writers(connection: Connection) -> list[str]:
        return [writer for writer, _ in connection.execute(WRITTEN)]

    with cable_to(postgres.port) as cable:
        with Pen.at(postgres_url.replace(f":{postgres.port}/", f":{cable.port}/")) as pen:
            pen.card("card-0001")
            before = beneath(postgres_url, writers)
            _write_over_a_cut(pen, cable, cut)
            after = beneath(postgres_url, writers)
        left = beneath(postgres_url, writers)

    assert len(before) == 1
    assert len(after) == 2
    assert left == before


def _write_over_a_cut(pen: Pen, cable: Cable, cut: Cut) -> None:
    cable.cut = cut
    assert pen.card("card-0002").events[0]["seq"] == 3
    assert pen.card("card-0003").events[0]["seq"] == 4
    assert cable.cuts == 1
