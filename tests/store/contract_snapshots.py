"""What every kind of store must do with snapshots: they save time, and change nothing else."""

import asyncio
import logging
import zlib
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from app.domain.errors import BrokenLog
from app.domain.evolve import new_board, replay
from app.domain.model import KINDS, Board
from app.store import boards, opening
from app.store.secrets import new_id
from app.store.tables import RecordRow, SnapshotRow
from app.store.writer import Transaction
from tests.store.contract import folded
from tests.store.pens import Pen

CARDS = 30


def fill(pen: Pen, events: int) -> None:
    """So many more events: cards come to be, are edited, put away and put back."""

    first = new_id("card")

    def job(transaction: Transaction) -> None:
        for number in range(events):
            turn, which = divmod(number, CARDS)
            asked: dict[str, Any] = {"card_id": f"{first}-{which:02}"}
            kind = "create" if turn == 0 else ("edit", "retire", "restore")[turn % 3]
            if kind in ("create", "edit"):
                asked["text"] = f"Words {number}"
            outcome = pen.log.decide_in(transaction, pen.board_id, pen.submission(f"card.{kind}", **asked))
            assert outcome.events, outcome.rejection

    pen.database.write_now(job, pen.board_id)


def snapshots(pen: Pen) -> list[int]:
    """The seqs that were written down, in order."""
    asked = select(SnapshotRow.seq).where(SnapshotRow.board_id == pen.board_id).order_by(col(SnapshotRow.seq))
    return list(pen.database.read_now(lambda session: session.exec(asked).all()))


def opened(pen: Pen) -> Board:
    """The board as the server opens it."""
    return asyncio.run(pen.log.open(pen.board_id))


def spoil(pen: Pen, **values: Any) -> None:
    """Changes all snapshots behind everybody's back."""
    pen.database.write_now(lambda t: t.session.connection().execute(update(SnapshotRow).values(**values)))


def spoil_words(pen: Pen) -> None:
    """The snapshots now say something else than the log, and nothing about them looks wrong."""

    def job(transaction: Transaction) -> None:
        for row in transaction.session.exec(select(SnapshotRow)):
            content = orjson.loads(zlib.decompress(row.content))
            next(iter(content["state"]["card"].values()))["text"] = "Invented"
            row.content = zlib.compress(orjson.dumps(content))

    pen.database.write_now(job)


def forget_snapshots(pen: Pen) -> None:
    """Deletes them all."""
    pen.database.write_now(lambda t: t.session.connection().execute(delete(SnapshotRow)))


class SnapshotContract:
    """Rules L30 to L34."""

    @pytest.fixture
    def pen(self, place: str) -> Iterator[Pen]:
        """A board of 1,101 events, 1,001 of which were written down."""
        with Pen.at(place) as pen:
            fill(pen, 1_000)
            pen.log.work_off()
            fill(pen, 100)
            yield pen

    def test_L30_deleting_all_snapshots_changes_nothing(self, place: str, pen: Pen) -> None:
        board = folded(pen)
        assert snapshots(pen) == [1_001]
        for _ in range(2):
            with Pen.at(place, pen.board_id) as later:
                assert opened(later) == board
                assert later.card("card-new-1" if snapshots(pen) else "card-new-2").board.seq == board.seq + 1
            board = folded(pen)
            forget_snapshots(pen)

    def test_L30_only_what_came_since_is_read(self, place: str, pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[int] = []

        def counted(record: opening.Stored, before: bytes) -> bytes:
            read.append(record.seq)
            return honest(record, before)

        honest = opening.checked
        monkeypatch.setattr(opening, "checked", counted)
        with Pen.at(place, pen.board_id) as later:
            opened(later)

        assert read == list(range(1_002, 1_102))

    def test_L31_two_are_kept_and_a_long_log_is_written_down_when_it_is_opened(self, place: str, pen: Pen) -> None:
        for _ in range(2):
            fill(pen, 999)
            fill(pen, 31)
            pen.log.work_off()
        assert len(snapshots(pen)) == 2
        forget_snapshots(pen)

        with Pen.at(place, pen.board_id) as later:
            board = opened(later)
            later.log.work_off()

        assert snapshots(pen) == [board.seq]

    def test_L32_the_board_as_it_was_is_the_fold_up_to_there(self, place: str, pen: Pen) -> None:
        events = pen.events()
        for seq in (0, 1, 500, 1_000, 1_001, 1_002, 1_100, 1_101):
            with Pen.at(place, pen.board_id) as later:
                with_snapshot = asyncio.run(later.log.board_at(pen.board_id, seq))
            assert with_snapshot == replay(new_board(pen.board_id), events[:seq])

    @pytest.mark.parametrize(
        "values",
        [{"content": b"no snapshot"}, {"content": zlib.compress(b"[]")}, {"form": 0}, {"chain": bytes(32)}],
        ids=["garbage", "no board", "of another form", "of another log"],
    )
    def test_L33_what_cannot_be_used_is_passed_over(self, place: str, pen: Pen, values: dict[str, Any]) -> None:
        spoil_words(pen)
        spoil(pen, **values)
        with Pen.at(place, pen.board_id) as later:
            assert opened(later) == folded(pen)

    def test_L33_a_wrong_snapshot_is_found_and_deleted(
        self, place: str, pen: Pen, caplog: pytest.LogCaptureFixture
    ) -> None:
        spoil_words(pen)
        heard: list[tuple[str, bool]] = []
        with Pen.at(place, pen.board_id) as later, caplog.at_level(logging.ERROR):
            later.log.alarm_to(lambda board_id, *, broken: heard.append((board_id, broken)))
            assert opened(later) != folded(pen)
            later.log.work_off()

            assert snapshots(pen) == []
            assert heard == [(pen.board_id, False)]
            assert opened(later) == folded(pen)
        assert "snapshot wrong" in caplog.text
        assert "Invented" not in caplog.text
        assert "Words" not in caplog.text

    def test_L33_a_right_one_stays(self, place: str, pen: Pen) -> None:
        with Pen.at(place, pen.board_id) as later:
            later.log.alarm_to(lambda board_id, *, broken: pytest.fail(f"{board_id} {broken}"))
            opened(later)
            later.log.work_off()
            fill(later, 999)
            later.log.work_off()

        assert len(snapshots(pen)) == 2

    def test_L33_a_snapshot_on_which_the_log_does_not_fit_is_no_reason_to_refuse(self, place: str, pen: Pen) -> None:
        board = folded(pen)
        nothing: dict[str, Any] = {kind: {} for kind in KINDS}
        spoil(pen, content=zlib.compress(orjson.dumps({"state": nothing, "gone": []})))
        pen.write("card.edit", card_id=next(iter(board.state["card"])), text="Changed")

        with Pen.at(place, pen.board_id) as later:
            assert opened(later).state["card"].keys() == board.state["card"].keys()

    def test_L34_a_record_missing_before_the_snapshot_is_found_in_the_background(self, place: str, pen: Pen) -> None:
        gap = delete(RecordRow).where(col(RecordRow.seq) == 17)
        pen.database.write_now(lambda t: t.session.connection().execute(gap))
        heard: list[tuple[str, bool]] = []
        with Pen.at(place, pen.board_id) as later:
            later.log.alarm_to(lambda board_id, *, broken: heard.append((board_id, broken)))
            opened(later)
            later.log.work_off()

            assert heard == [(pen.board_id, True)]
            with pytest.raises(BrokenLog) as refused:
                opened(later)
        assert refused.value.detail == {"seq": 17}

    def test_L35_boards_not_used_for_long_leave_memory(self, pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(boards, "MOST", 2)
        others = [pen.on(pen.study().board_id) for _ in range(3)]

        for other in others:
            other.card("card-0001")

        assert [pen.log._boards.knows(one.board_id) for one in (pen, *others)] == [False, False, True, True]
        assert others[0].card("card-0002").board.seq == 3
