"""What every kind of store must do with people and who leads a study (rules A23 to A25, A28). See `contract`."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.domain.errors import LimitReached, NotAllowed, Rejection, Stale
from app.domain.limits import LIMITS
from app.store import people
from app.store.leading import Given, give_role, leaders, roles_of
from app.store.members import people_then
from app.store.tables import BoardRow, PersonRow
from app.store.withdrawals import Asked
from app.store.writer import Transaction
from tests.store.pens import Pen
from tests.store.withdrawing import LATER, asking, by, change_mind, joined, take_back

LATE = "2026-01-02T00:00:00.000Z"


def giving(by_whom: PersonRow, person: PersonRow, role: Given, now: str = LATE) -> Callable[[Transaction], PersonRow]:
    """What the writer has to do when somebody gives a role."""
    by_id, person_id = by_whom.id, person.id
    return lambda transaction: give_role(
        transaction, transaction.session.get_one(PersonRow, by_id), person_id, role, now
    )


def study_of(session: Session, pen: Pen) -> str:
    """The study of a pen."""
    return session.get_one(BoardRow, pen.board_id).study_id


def leading(pen: Pen) -> list[PersonRow]:
    """Who leads."""
    return pen.database.read_now(lambda session: leaders(session, study_of(session, pen)))


def refused(*errors: BaseException | None) -> list[str]:
    """The codes of what was refused."""
    return sorted(error.code for error in errors if isinstance(error, Rejection))


def until_it_waits(session: Session, later: "Future[PersonRow]") -> None:
    """Until another process waits for this transaction, or did not wait. In SQLite it cannot even begin."""
    if session.get_bind().dialect.name == "postgresql":
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while not later.done() and session.connection().execute(waiting).scalar_one() == 0:
            pass


class LeadingContract:
    """Rules A23 to A25."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    @pytest.fixture
    def two(self, pen: Pen) -> tuple[PersonRow, PersonRow]:
        """Two who lead."""
        [first] = leading(pen)
        second = joined(pen, "Second")
        pen.database.write_now(giving(first, second, "facilitator"))
        return first, second

    def test_A28_a_full_study_takes_nobody_more(self, pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(people, "LIMITS", replace(LIMITS, people=2))
        joined(pen, "Second")

        with pytest.raises(LimitReached) as full:
            joined(pen, "Third")

        assert full.value.detail == {"field": "people", "limit": 2}

    def test_A23_a_role_is_given_and_given_back(self, pen: Pen, two: tuple[PersonRow, PersonRow]) -> None:
        first, second = two
        assert {one.id for one in leading(pen)} == {first.id, second.id}

        pen.database.write_now(giving(second, first, "co_researcher"))
        pen.database.write_now(giving(second, first, "co_researcher"))

        assert [one.id for one in leading(pen)] == [second.id]
        with pytest.raises(NotAllowed):
            pen.database.write_now(giving(first, first, "facilitator"))
        with pytest.raises(NotAllowed, match="Nobody else leads"):
            pen.database.write_now(giving(second, second, "co_researcher"))
        roles = pen.database.read_now(lambda session: roles_of(session, first.id))
        assert [(one.was, one.role, one.by) for one in roles] == [("facilitator", "co_researcher", second.id)]

    def test_A24_of_two_who_give_it_back_at_once_one_goes_on(self, pen: Pen, two: tuple[PersonRow, PersonRow]) -> None:
        answers = pen.together([giving(one, one, "co_researcher") for one in two])
        assert refused(*(one.exception() for one in answers)) == ["not_allowed"]
        assert len(leading(pen)) == 1

    def test_A24_so_it_is_in_two_processes(self, place: str, pen: Pen, two: tuple[PersonRow, PersonRow]) -> None:
        """The second comes while the first is not committed yet, and waits for it."""
        first, second = (giving(one, one, "co_researcher") for one in two)
        with Pen.at(place, pen.board_id, beside=True) as other:

            def work(transaction: Transaction) -> "Future[PersonRow]":
                first(transaction)
                later = other.database._writer.submit(second)
                until_it_waits(transaction.session, later)
                return later

            assert refused(pen.database.write_now(work).exception()) == ["not_allowed"]
        assert len(leading(pen)) == 1

    @pytest.mark.parametrize("until", [LATER, None])
    def test_A24_of_two_who_leave_at_once_one_stays(
        self, pen: Pen, two: tuple[PersonRow, PersonRow], until: str | None
    ) -> None:
        answers = pen.together([asking(pen, one, Asked("all", until)) for one in two])
        assert refused(*(one.exception() for one in answers)) == ["not_allowed"]
        assert len(leading(pen)) == 1

    def test_A24_of_two_who_take_each_other_out_one_stays_and_so_do_those_who_change_their_mind(
        self, pen: Pen, two: tuple[PersonRow, PersonRow]
    ) -> None:
        first, second = two
        taken, _ = take_back(pen, first, "stop")
        with pytest.raises(NotAllowed):
            take_back(pen, second, "stop")
        with pytest.raises(NotAllowed):
            pen.database.write_now(giving(second, second, "co_researcher"))
        with pytest.raises(Stale):
            pen.database.write_now(giving(second, first, "co_researcher"))
        change_mind(pen, first, taken)
        assert len(leading(pen)) == 2
        take_back(pen, second, "stop", until=None)
        assert [one.id for one in leading(pen)] == [first.id]

    def test_A25_what_was_under_way_is_judged_by_the_role_of_now(
        self, pen: Pen, two: tuple[PersonRow, PersonRow]
    ) -> None:
        first, second = two
        leader = by(second)._replace(role="facilitator")
        lead = pen.submission("meeting.start", author=leader, meeting_id="meeting-1", title="First")
        sort = pen.submission("card.create", author=leader, card_id="card-0001", text="Still mine")
        given, led, sorted_ = pen.together([giving(first, second, "co_researcher"), pen.job(lead), pen.job(sort)])
        assert given.exception() is None
        assert led.result().rejection.code == "not_allowed"
        assert sorted_.result().rejection is None

    def test_A26_people_then_have_the_roles_of_then_until_their_name_goes(
        self, pen: Pen, two: tuple[PersonRow, PersonRow]
    ) -> None:
        def role_at(time: str) -> str:
            people = pen.database.read_now(lambda session: people_then(session, study_of(session, pen), time))
            return next(one["role"] for one in people if one["id"] == two[1].id)

        assert role_at("2026-01-01T12:00:00.000Z") == "co_researcher"
        assert role_at("2026-01-03T00:00:00.000Z") == "facilitator"
        take_back(pen, two[0], "unlink", until=None)
        [row] = pen.database.read_now(lambda session: roles_of(session, two[1].id))
        assert row.by is None
        take_back(pen, joined(pen, "Third", "facilitator"), "stop")
        joined(pen, "Fourth", "facilitator")
        take_back(pen, two[1], "all", until=None)
        assert pen.database.read_now(lambda session: roles_of(session, two[1].id)) == []
