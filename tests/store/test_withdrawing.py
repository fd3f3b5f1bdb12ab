"""Words that were taken back are in no file of the store, whatever ends the server in between (rules W6 to W9)."""

import contextlib
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from app.domain.model_withdrawal import Way
from app.store import keeper, repeating
from app.store.deleting import Deleting
from app.store.drafts import keep_draft
from app.store.place import FILE_NAME
from app.store.remembered import Remembered
from app.store.sqlite import SqliteBackend
from app.store.tables import BoardRow, DraftRow, PersonRow, SnapshotRow, StudyRow
from app.verifier.records import checked_lines
from tests.servers.postgres import own_postgres
from tests.store.pens import Pen
from tests.store.test_traces import fill_and_delete
from tests.store.withdrawing import NOW, by, change_mind, found, joined, state_of, take_back

TOO_LATE = "2026-01-05T00:00:00.000Z"
MINE = [f"the heron at bend {number} of the river" for number in range(40)]
THEIRS = [f"the choir in hall {number} of the town" for number in range(40)]


def worked(pen: Pen) -> tuple[PersonRow, PersonRow]:
    """Two people who wrote much, with drafts, answers that nobody has seen, minutes and snapshots."""
    mine, other = joined(pen, "Heron friend"), joined(pen, "Choir friend")
    for number, (one, two) in enumerate(zip(MINE, THEIRS, strict=True)):
        pen.card(f"card-m{number:03}", author=by(mine), text=one, why=f"{one}, I said")
        pen.card(f"card-t{number:03}", author=by(other), text=f"{two}" * (1 + number % 5))
    pen.write("card.edit", author=by(mine), card_id="card-m001", text="the heron at bend 1 again")
    pen.write(
        "minutes.write", minutes_id="minutes-1", title="First", text=f"Heron friend said “{MINE[3]}”. All agreed."
    )
    round_: dict[str, Any] = {"question": "Which?", "method": "sense", "on": "card", "hidden_until_closed": True}
    pen.write("round.open", round_id="round-0001", **round_)
    on = {"kind": "card", "id": "card-t001"}
    pen.write("vote.cast", author=by(mine), round_id="round-0001", on=on, value="agree", reason=MINE[5])
    draft = DraftRow(
        person_id=mine.id, board_id=pen.board_id, draft_id="draft-001", about="{}", text=MINE[6], changed_at="x"
    )
    pen.database.write_now(lambda transaction: keep_draft(transaction, draft, None))
    pen.log.work_off()
    return mine, other


def snapshots(pen: Pen) -> str:
    """What is written down of boards, unpacked."""
    rows = pen.database.read_now(lambda session: list(session.exec(select(SnapshotRow.content))))
    return "".join(zlib.decompress(content).decode() for content in rows)


def finishing(pen: Pen) -> Deleting:
    """Deletes as it is done four days later."""
    return Deleting(pen.database, lambda: TOO_LATE)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boards are written down often."""
    monkeypatch.setattr(keeper, "EVERY", 20)


@contextlib.contextmanager
def at(folder: Path, board_id: str = "") -> Iterator[Pen]:
    """A store in a folder."""
    with Pen.at(f"sqlite:///{folder}", board_id) as pen:
        yield pen


def test_W6_no_file_holds_the_words_any_more(tmp_path: Path) -> None:
    words = [*MINE, "the heron at bend 1 again", "Heron friend"]
    with at(tmp_path) as pen:
        mine, _ = worked(pen)
        assert len(found(tmp_path, words)) >= len(words)
        assert MINE[0] in snapshots(pen)
        taken, _ = take_back(pen, mine, "all")
        pen.log.work_off()
        assert "Heron friend" not in str(pen.events())
        assert not any(word in line for word in words for line in pen.lines())

        assert finishing(pen).work_off()

        assert found(tmp_path, words) == []
        assert not any(word in snapshots(pen) for word in words)
        assert state_of(pen, taken) == "done"
        assert pen.events()[-1]["type"] == "withdrawal.asked"
        board = pen.board_id
    with at(tmp_path, board) as again:
        checked_lines(again.lines())
        again.card("card-new1", text="something else")
        again.log.work_off()
        minutes = again.write("card.create", card_id="card-new2", text="more").board.state["minutes"]["minutes-1"]
        assert minutes["text"] == "(name taken out) said “(words taken back)”. All agreed."
    assert found(tmp_path, words) == []
    assert {entry.rsplit(": ")[-1] for entry in found(tmp_path, THEIRS)} == set(THEIRS)


@pytest.mark.parametrize("seed", [22, 38, 41, 45])
def test_W6_nothing_stays_in_the_corners_of_pages(tmp_path: Path, seed: int) -> None:
    """Of these some leave copies without it: see the same about L50."""
    file = tmp_path / FILE_NAME

    def work(session: Session) -> None:
        session.add(StudyRow(id="study", title="Study", created_at="now"))
        session.flush()
        session.add(BoardRow(id="board", study_id="study", title="Board", created_at="now"))
        session.flush()
        fill_and_delete(session, Random(seed))

    with contextlib.closing(SqliteBackend(file, checkpoints=True)) as backend:
        backend.transact(work)
        assert backend.scrub()

    assert b"person-of-round-one" not in file.read_bytes()


def test_W7_it_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    with at(tmp_path) as pen:
        mine, _ = worked(pen)
        taken, _ = take_back(pen, mine, "words")
        finishing(pen).let_go()
        assert state_of(pen, taken) == "deleting"
        assert found(tmp_path, MINE) != []
        board = pen.board_id
    with at(tmp_path, board) as again:
        assert finishing(again).work_off()
        assert state_of(again, taken) == "done"
    assert found(tmp_path, MINE) == []


def test_W8_within_the_time_nothing_is_deleted(tmp_path: Path) -> None:
    with at(tmp_path) as pen:
        mine, _ = worked(pen)
        taken, _ = take_back(pen, mine, "words")

        assert pen.log.deleting.work_off()

        assert state_of(pen, taken) == "waiting"
        assert found(tmp_path, [MINE[0]]) != []


@pytest.mark.parametrize("way", ["words", "all"])
def test_W25_a_copy_from_before_a_change_of_mind_gives_everything_back(tmp_path: Path, way: Way) -> None:
    remembered, copy = Remembered(tmp_path / "withdrawn.jsonl"), tmp_path / "copy"
    with at(tmp_path / "first") as pen:
        mine, _ = worked(pen)
        before = pen.events()
        taken, _ = take_back(pen, mine, way)
        Deleting(pen.database, lambda: NOW, remembered).work_off()
        shutil.copytree(tmp_path / "first", copy)
        change_mind(pen, mine, taken)
        Deleting(pen.database, lambda: NOW, remembered).work_off()
        board = pen.board_id
    with at(copy, board) as late:
        assert MINE[0] not in str(late.events())

        Deleting(late.database, lambda: TOO_LATE, Remembered(tmp_path / "withdrawn.jsonl")).catch_up(late.log.decide_in)

        assert state_of(late, taken) == "cancelled"
        assert late.events()[: len(before)] == before
        told = late.events()[-1]
        assert (told["type"], told["why"]) == ("withdrawal.cancelled", repeating.BACK_AGAIN)
        checked_lines(late.lines())
        name = late.database.read_now(lambda session: session.get_one(PersonRow, mine.id).pseudonym)
        assert name == "Heron friend"
        late.card("card-more", author=by(mine), text="and on it goes")


def test_W9_what_was_put_here_by_mistake_is_removed_with_a_reason(tmp_path: Path) -> None:
    with at(tmp_path) as pen:
        worked(pen)
        on = {"kind": "card", "id": "card-m001"}
        assert pen.write("words.remove", on=on).rejection is not None

        event = pen.write("words.remove", on=on, why="A real name stood here").events[0]

        assert event["why"] == "A real name stood here"
        assert event["type"] == "words.removed"
        assert finishing(pen).work_off()
        assert found(tmp_path, ["the heron at bend 1 again"]) == []
        assert found(tmp_path, [MINE[2]]) != []
        again = pen.write("card.edit", card_id="card-m001", text="Somebody in the north").events[0]
        assert pen.write("undo", seq=again["seq"]).board.state["card"]["card-m001"]["text"] is None


def test_W6_a_database_keeps_no_file_with_the_words() -> None:
    with own_postgres() as server:
        tables = server.data / "base"
        with Pen.at(server.new_database("withdrawn")) as pen:
            mine, _ = worked(pen)
            take_back(pen, mine, "all")
            flushed(pen)
            assert len(found(tables, MINE)) >= len(MINE)

            assert finishing(pen).work_off()
            flushed(pen)

            assert found(tables, [*MINE, "Heron friend"]) == []
            assert len(found(tables, THEIRS)) >= len(THEIRS)


def flushed(pen: Pen) -> None:
    """Has PostgreSQL write what it holds to its files, and remove what it dropped."""

    def checkpoint(session: Session) -> None:
        session.connection().execute(text("CHECKPOINT"))

    pen.database.read_now(checkpoint)
