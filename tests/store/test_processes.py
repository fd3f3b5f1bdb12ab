"""Several processes on one PostgreSQL (rules L2, L17 and L18)."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.store.joining import join
from app.store.people import people_of
from app.store.submission import Outcome
from app.store.writer import Transaction
from app.verifier.records import checked_lines
from tests.store.contract import same
from tests.store.pens import NOW, Pen


@pytest.fixture
def pens(postgres_url: str) -> Iterator[tuple[Pen, Pen]]:
    """Two stores on one database, as two processes have it, with the same board."""
    with Pen.at(postgres_url) as one, Pen.at(postgres_url, one.board_id) as other:
        yield one, other


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """The answers of calls that start together."""
    ready = threading.Barrier(len(calls))

    def start(call: Callable[[], Any]) -> Any:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(start, calls))


def test_L17_no_move_is_refused_because_another_process_writes(pens: tuple[Pen, Pen]) -> None:
    def writer(number: int) -> list[Outcome]:
        pen = pens[number % 2]
        return [pen.send(pen.submission("card.create", card_id=f"card-{number}-{n:03}", text="A")) for n in range(25)]

    answers = at_once(*(lambda number=number: writer(number) for number in range(8)))

    seqs = [outcome.events[0]["seq"] for outcomes in answers for outcome in outcomes]
    assert sorted(seqs) == list(range(2, 202))
    assert checked_lines(pens[0].lines()).records == 201


def test_L17_groups_over_many_boards_do_not_wait_for_each_other(pens: tuple[Pen, Pen]) -> None:
    boards = [pens[0].board_id, *(pens[0].study().board_id for _ in range(9))]

    def group(pen: Pen, order: list[str], name: str) -> list[Outcome]:
        jobs = [
            (pen.on(board).job(pen.submission("card.create", card_id=f"card-{name}-{n}-{m:02}", text="A")), board)
            for n in range(5)
            for m, board in enumerate(order)
        ]
        return [answer.result() for answer in pen.together_on(jobs)]

    forward, backward = at_once(
        lambda: group(pens[0], boards, "forward"), lambda: group(pens[1], boards[::-1], "backward")
    )

    assert all(outcome.events for outcome in [*forward, *backward])
    for board in boards:
        assert checked_lines(pens[0].on(board).lines()).records == 11


@pytest.mark.parametrize("kind", ["recorded", "rejected", "nothing changed"])
def test_L2_the_same_command_id_to_two_processes_at_once(pens: tuple[Pen, Pen], kind: str) -> None:
    pens[0].card("card-0001")
    text = {"recorded": "New", "rejected": "  ", "nothing changed": "Secret words"}[kind]
    edit = pens[0].submission("card.edit", "once-00001", card_id="card-0001", text=text)

    one, other = at_once(*(lambda pen=pen: pen.send(edit) for pen in pens))

    assert same(one, other)
    assert (len(one.events), one.rejection is not None) == (int(kind == "recorded"), kind == "rejected")
    assert len(pens[0].events()) == 2 + int(kind == "recorded")


def test_L18_two_processes_do_not_give_one_name_twice(pens: tuple[Pen, Pen]) -> None:
    study = pens[0].study()

    def come(pen: Pen) -> list[str]:
        def job(transaction: Transaction) -> str:
            return join(transaction, study.invite_secret, None, None, NOW).person.pseudonym

        return [pen.database.write_now(job) for _ in range(10)]

    names = [name for came in at_once(*(lambda pen=pen: come(pen) for pen in pens)) for name in came]

    people = pens[0].database.read_now(lambda session: people_of(session, study.study_id))
    assert len(set(names)) == 20
    assert {person.pseudonym for person in people} == {"Facilitator", *names}
