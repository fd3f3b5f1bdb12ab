"""What every kind of store must do with the words in a log, and with a second process. See `contract`."""

import json
from collections.abc import Iterator

import pytest

from app.domain.events import Author
from app.domain.leaf import GENESIS, canonical, chained, check_openings
from app.store.records import rows_of
from app.store.tables import BoardRow
from app.store.writer import Transaction
from app.verifier.records import checked_lines
from tests.store.contract import folded, same
from tests.store.pens import Pen


class WordsContract:
    """Rules L8 to L14."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A new study in an open store."""
        with Pen.at(place) as pen:
            yield pen

    def test_L8_stored_leaves_hold_no_words_and_no_person(self, pen: Pen) -> None:
        author = Author("person-fac", "facilitator", "person-cr2")
        pen.card("card-0001", author=author, label="Secret label", source="Secret source", why="Secret reason")
        pen.write("board.edit", legend={"✱": "Secret meaning"}, question="Secret question")

        for row, one in pen.rows():
            assert b"Secret" not in row.leaf
            assert b"person-" not in row.leaf
            assert "Secret" in row.openings
            assert row.leaf == canonical(json.loads(row.leaf))
            assert one["actor"] is not None
        assert pen.events()[1]["why"] == "Secret reason"
        assert pen.events()[1]["on_behalf_of"] == "person-cr2"

    def test_L9_no_nonce_is_used_twice(self, pen: Pen) -> None:
        for number in range(5):
            pen.card(f"card-{number:04}")

        nonces = [nonce for row, _ in pen.rows() for nonce, _ in json.loads(row.openings).values()]

        assert len(nonces) == len(set(nonces)) >= 12

    def test_L10_the_stored_chain_is_that_of_the_leaves(self, pen: Pen) -> None:
        for number in range(3):
            pen.card(f"card-{number:04}")

        chain = GENESIS
        for row, _ in pen.rows():
            chain = chained(chain, row.leaf)
            assert row.chain == chain

    def test_L11_openings_can_be_deleted_for_good(self, pen: Pen) -> None:
        pen.card("card-0001")
        pen.card("card-0002")
        before = [(row.leaf, row.chain) for row, _ in pen.rows()]

        def withdraw(transaction: Transaction) -> None:
            row = list(rows_of(transaction.session, pen.board_id))[1]
            openings = json.loads(row.openings)
            del openings["/changes/0/after/text"], openings["/actor"]
            row.openings = json.dumps(openings)

        pen.database.write_now(withdraw)

        withdrawn = pen.events()[1]
        assert sorted(withdrawn["withdrawn"]) == ["/actor", "/changes/0/after/text"]
        assert withdrawn["actor"] is None
        assert [(row.leaf, row.chain) for row, _ in pen.rows()] == before
        for row, _ in pen.rows():
            check_openings(row.leaf, json.loads(row.openings))
        assert checked_lines(pen.log.lines(pen.board_id)).withdrawn == 2
        assert pen.card("card-0003").events[0]["seq"] == 4

    def test_L13_two_processes_number_on_from_each_other(self, place: str, pen: Pen) -> None:
        with Pen.at(place, pen.board_id, beside=True) as other:
            for number in range(6):
                writing = (pen, other)[number % 2]
                outcome = writing.write("card.create", f"command-x{number}", card_id=f"card-{number:04}", text="A")
                assert outcome.events[0]["seq"] == number + 2
            assert folded(pen) == folded(other) == outcome.board
            assert same(pen.write("card.retire", "command-x5", card_id="card-0001"), outcome)

        assert checked_lines(pen.log.lines(pen.board_id)).records == 7

    def test_L14_the_title_in_lists_is_the_one_of_the_log(self, pen: Pen) -> None:
        pen.write("board.edit", title="New")

        assert pen.database.read_now(lambda session: session.get_one(BoardRow, pen.board_id).title) == "New"
        pen.write("undo", seq=2)
        assert pen.database.read_now(lambda session: session.get_one(BoardRow, pen.board_id).title) == "Secret title"
