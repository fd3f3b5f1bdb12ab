"""What every kind of store must do with what waits to be written, from all boards."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from app.domain.events import Event
from app.store.backend import StorageUnavailable
from app.store.posting import LARGEST_BATCH
from app.store.submission import Outcome, Submission
from app.store.writer import Job, Transaction
from tests.store.pens import Pen, counted_commits, held_writer

HALF_A_LETTER = "\ud800"
"""What JSON can say and no store can keep."""


def twenty_cards_each(pens: list[Pen]) -> list[tuple[Pen, Submission]]:
    """Cards on their way to several boards in turn."""
    numbers = [f"card-{n:04}" for n in range(20)]
    return [(pen, pen.submission("card.create", card_id=number, text="A")) for number in numbers for pen in pens]


def words_in(events: list[Event]) -> list[object]:
    """What stands on the cards that were made, in the order of the log."""
    return [change["after"]["text"] for event in events for change in event["changes"] if change["after"] is not None]


class WriterContract:
    """Rules L4 and L5."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    @pytest.fixture
    def pens(self, pen: Pen) -> list[Pen]:
        """Five boards of one store."""
        return [pen, *(pen.on(pen.study().board_id) for _ in range(4))]

    def test_L4_one_thread_writes(self, pen: Pen) -> None:
        names = {pen.database.write_now(lambda _: threading.current_thread().name) for _ in range(5)}

        assert names == {"themeroom-writer"}

    def test_L5_what_waits_for_several_boards_is_committed_together(self, pens: list[Pen]) -> None:
        asked = [(one.job(card), one.board_id) for one, card in twenty_cards_each(pens)]

        with counted_commits(pens[0]) as commits:
            outcomes = [answer.result() for answer in pens[0].together_on(asked)]

        assert [outcome.events[0]["seq"] for outcome in outcomes] == [n for n in range(2, 22) for _ in pens]
        assert len(commits) == 1

    def test_L5_what_waits_from_all_rooms_is_committed_together(self, pens: list[Pen]) -> None:
        log = pens[0].log

        async def ask() -> list[Outcome]:
            await asyncio.gather(*(log.open(one.board_id) for one in pens))
            with held_writer(pens[0].database):
                asked = [asyncio.ensure_future(log.submit(one.board_id, card)) for one, card in twenty_cards_each(pens)]
                await asyncio.sleep(0)
            return await asyncio.gather(*asked)

        with counted_commits(pens[0]) as commits:
            outcomes = asyncio.run(ask())

        assert [outcome.events[0]["seq"] for outcome in outcomes] == [n for n in range(2, 22) for _ in pens]
        assert len(commits) == 1

    def test_R15_what_fails_in_a_batch_takes_nobody_with_it_and_nobody_overtakes(self, pen: Pen) -> None:
        texts = [f"Card {n}" for n in range(LARGEST_BATCH + 5)]
        cards = [pen.submission("card.create", card_id=f"card-{n:04}", text=text) for n, text in enumerate(texts)]
        cards[2] = cards[2]._replace(command_id=HALF_A_LETTER)

        async def ask() -> list[Outcome | BaseException]:
            await pen.log.open(pen.board_id)
            return await asyncio.gather(*(pen.log.submit(pen.board_id, one) for one in cards), return_exceptions=True)

        answers = asyncio.run(ask())

        assert [n for n, answer in enumerate(answers) if not isinstance(answer, Outcome)] == [2]
        assert words_in(pen.events()[1:]) == [*texts[:2], *texts[3:]]

    def test_R15_what_is_done_one_by_one_is_not_tried_any_more_once_the_store_fails(self, pen: Pen) -> None:
        tried: list[str] = []

        def job(name: str, error: Exception | None) -> Job:
            def work(_: Transaction) -> str:
                tried.append(name)
                if error is not None:
                    raise error
                return name

            return work

        whole, lost = job("whole", ValueError("one of them is wrong")), StorageUnavailable()
        pieces = [job("first", None), job("second", lost), job("third", None)]

        answers = pen.database._writer.submit_many(whole, lambda: pieces).result()

        assert answers == ["first", lost, lost]
        assert tried == ["whole", "first", "second"]
