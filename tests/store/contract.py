"""What every kind of store must do with a log. A store proves it by a subclass that says where it is (`place`)."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.domain.events import Author
from app.domain.evolve import new_board, replay
from app.domain.model import Board
from app.store.submission import Outcome
from app.store.writer import Transaction
from app.verifier.records import checked_lines
from tests.store.pens import Pen

OTHER = Author("person-two", "co_researcher")


def folded(pen: Pen) -> Board:
    """The board as its stored log says it is."""
    return replay(new_board(pen.board_id), pen.events())


def same(one: Outcome, other: Outcome) -> bool:
    """Two outcomes that tell their askers the same."""
    reasons = [
        (o.rejection.code, o.rejection.message, dict(o.rejection.detail)) if o.rejection else None for o in (one, other)
    ]
    return one.events == other.events and reasons[0] == reasons[1]


class LogContract:
    """Rules L1 to L3, L6 and L7."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    def test_L1_twenty_writers_leave_no_gap(self, pen: Pen) -> None:
        def writer(number: int) -> list[int]:
            return [pen.card(f"card-{number:02}-{n}").events[0]["seq"] for n in range(10)]

        with ThreadPoolExecutor(20) as threads:
            written = list(threads.map(writer, range(20)))

        assert sorted(seq for seqs in written for seq in seqs) == list(range(2, 202))
        assert all(seqs == sorted(seqs) for seqs in written)
        assert [one["seq"] for one in pen.events()] == list(range(1, 202))
        assert len(folded(pen).state["card"]) == 200

    def test_L1_tasks_of_one_loop_leave_no_gap(self, pen: Pen) -> None:
        async def write() -> list[Outcome]:
            cards = [pen.submission("card.create", card_id=f"card-{n:04}", text="A") for n in range(100)]
            return await asyncio.gather(*(pen.log.submit(pen.board_id, card) for card in cards))

        outcomes = asyncio.run(write())

        assert [outcome.events[0]["seq"] for outcome in outcomes] == list(range(2, 102))
        assert [one["seq"] for one in pen.events()] == list(range(1, 102))

    def test_L1_everybody_is_decided_on_top_of_everything_before(self, pen: Pen) -> None:
        pen.card("card-0001")
        edits = [pen.submission("card.edit", card_id="card-0001", text=f"Text {n}") for n in range(20)]

        outcomes = [answer.result() for answer in pen.together([pen.job(edit) for edit in edits])]

        befores = [outcome.events[0]["changes"][0]["before"]["text"] for outcome in outcomes]
        assert befores == ["Secret words", *(f"Text {n}" for n in range(19))]

    @pytest.mark.parametrize("anew", [False, True], ids=["at once", "after opening anew"])
    @pytest.mark.parametrize("kind", ["recorded", "rejected", "nothing changed"])
    def test_L2_the_same_command_id_gets_the_same_answer(self, place: str, kind: str, *, anew: bool) -> None:
        asked: dict[str, Any] = {
            "recorded": {"text": "New"},
            "rejected": {"text": "  "},
            "nothing changed": {"text": "Secret words"},
        }[kind]
        with Pen.at(place) as pen:
            pen.card("card-0001")
            first = pen.write("card.edit", "once-00001", card_id="card-0001", **asked)
            length = len(pen.events())
            if not anew:
                again = pen.write("card.retire", "once-00001", OTHER, card_id="card-0001")
        with Pen.at(place, pen.board_id) as later:
            if anew:
                again = later.write("card.retire", "once-00001", OTHER, card_id="card-0001")

            assert same(first, again)
            assert (len(first.events) == 1, first.rejection is not None) == (kind == "recorded", kind == "rejected")
            assert len(later.events()) == length
            assert later.write("card.retire", "twice-0001", card_id="card-0001").events

    def test_L2_the_same_command_id_twice_in_one_group(self, pen: Pen) -> None:
        card = pen.submission("card.create", card_id="card-0001", text="A")
        wrong = pen.submission("card.edit", card_id="card-0009", text="A")

        outcomes = [answer.result() for answer in pen.together([pen.job(one) for one in (card, wrong, card, wrong)])]

        assert same(outcomes[0], outcomes[2])
        assert same(outcomes[1], outcomes[3])
        assert len(pen.events()) == 2

    def test_L2_two_boards_do_not_share_command_ids(self, pen: Pen) -> None:
        other = Pen(pen.database, pen.log, pen.study().board_id)

        for one in (pen, other):
            assert one.write("card.create", "once-00001", card_id="card-0001", text="A").events[0]["seq"] == 2

    def test_L3_what_was_acknowledged_survives_a_kill(self, place: str, pen: Pen) -> None:
        command = [sys.executable, "-m", "tests.store.writing_child", place, pen.board_id]
        pen.close()
        length = 1

        for _ in range(2):
            with subprocess.Popen([*command, str(length)], stdout=subprocess.PIPE, text=True) as child:
                assert child.stdout is not None
                acknowledged = [int(child.stdout.readline()) for _ in range(15)]
                child.kill()
                acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]

            with Pen.at(place, pen.board_id) as later:
                seqs = [one["seq"] for one in later.events()]
                assert seqs == list(range(1, len(seqs) + 1))
                assert set(acknowledged) <= set(seqs)
                assert len(seqs) - max(acknowledged) <= 1
                assert checked_lines(later.log.lines(pen.board_id)).records == len(seqs)
            length = len(seqs)

    def test_L6_a_job_that_fails_hurts_no_neighbour(self, pen: Pen) -> None:
        def fails(transaction: Transaction) -> None:
            pen.log.decide_in(transaction, pen.board_id, pen.submission("card.create", card_id="card-bad", text="A"))
            raise ZeroDivisionError

        cards = [pen.submission("card.create", card_id=f"card-000{number}", text="A") for number in (1, 2)]
        answers = pen.together([pen.job(cards[0]), fails, pen.job(cards[1])])

        errors = [type(answer.exception()) for answer in answers]
        assert errors == [type(None), ZeroDivisionError, type(None)]
        assert folded(pen).state["card"].keys() == {"card-0001", "card-0002"}
        assert pen.card("card-0003").events[0]["seq"] == 4

    def test_L6_a_failed_job_can_be_sent_again(self, pen: Pen) -> None:
        card = pen.submission("card.create", card_id="card-0001", text="A")

        def fails(transaction: Transaction) -> None:
            pen.log.decide_in(transaction, pen.board_id, card)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            pen.database.write_now(fails)
        outcome = pen.database.write_now(pen.job(card))

        assert outcome.events[0]["seq"] == 2
        assert folded(pen) == outcome.board

    @pytest.mark.parametrize("started", [False, True], ids=["while it waits", "while it runs"])
    def test_L6_somebody_who_leaves_hurts_nobody(self, pen: Pen, *, started: bool) -> None:
        busy, go = threading.Event(), threading.Event()

        def slow(_transaction: Transaction) -> None:
            busy.set()
            go.wait()

        async def leave() -> None:
            staying = asyncio.create_task(pen.database.write(slow))
            await asyncio.to_thread(busy.wait)
            leaving = staying if started else asyncio.create_task(pen.database.write(lambda _: None))
            await asyncio.sleep(0)
            leaving.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
            go.set()
            await asyncio.gather(staying, return_exceptions=True)
            after = await pen.log.submit(pen.board_id, pen.submission("card.create", card_id="card-0001", text="A"))
            assert after.events

        asyncio.run(asyncio.wait_for(leave(), timeout=20))

    def test_L7_the_board_is_the_fold_of_its_log(self, place: str, pen: Pen) -> None:
        boards = [pen.card("card-0001").board, pen.write("theme.create", theme_id="theme-01", title="A").board]
        boards.append(pen.write("card.edit", card_id="card-0001", text="B").board)
        boards.append(pen.write("undo", seq=4).board)
        pen.close()

        with Pen.at(place, pen.board_id) as later:
            assert boards[-1] == folded(later) == asyncio.run(later.log.open(pen.board_id))
            for board in boards:
                assert asyncio.run(later.log.board_at(pen.board_id, board.seq)) == board
            assert later.card("card-0002").board.state["card"].keys() == {"card-0001", "card-0002"}

    def test_L7_an_undo_sees_what_waits_in_its_own_group(self, pen: Pen) -> None:
        asked = [
            pen.submission("card.create", card_id="card-0001", text="A"),
            pen.submission("card.edit", card_id="card-0001", text="B"),
            pen.submission("undo", seq=3),
        ]

        outcomes = [answer.result() for answer in pen.together([pen.job(one) for one in asked])]

        assert [outcome.events[0]["type"] for outcome in outcomes] == ["card.created", "card.edited", "change.undone"]
        assert folded(pen).state["card"]["card-0001"]["text"] == "A"

    def test_L7_a_log_is_read_in_pieces(self, pen: Pen) -> None:
        for number in range(6):
            pen.card(f"card-{number:04}")

        pieces = [asyncio.run(pen.log.read(pen.board_id, after, 3)) for after in (0, 3, 6, 7)]

        assert [[one["seq"] for one in piece] for piece in pieces] == [[1, 2, 3], [4, 5, 6], [7], []]
        assert asyncio.run(pen.log.read_all(pen.board_id)) == pen.events()
