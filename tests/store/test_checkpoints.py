"""What is signed of a log, and when (rules C10 to C16). On both kinds of store."""

import asyncio
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.errors import BrokenLog
from app.store.checkpoints import Checkpoints, Noted, journal_of
from app.store.hourly import Hourly
from app.store.records import rows_of
from app.store.signing import NoKey, Signer, new_key, signer_from
from app.store.submission import Submission
from app.store.tables import CheckpointRow
from app.store.writer import Transaction
from app.verifier.merkle import Tree, leaf_hash
from app.verifier.notes import checkpoint_of, demand_signed, key_of, note_of
from tests.store.pens import SIGNER, Pen
from tests.store.stores import KINDS, beneath, place_for

MAKERS = 4
SIGNED = 8
"""By each of two processes."""


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    """An empty place of each kind."""
    return place_for(request.param, request, "here")


@pytest.fixture
def pen(url: str) -> Iterator[Pen]:
    """A new study in an open store, whose logs are signed."""
    with Pen.at(url) as pen:
        yield pen


def signs(pen: Pen) -> Checkpoints:
    """Who signs there."""
    assert pen.log.checkpoints is not None
    return pen.log.checkpoints


def journal(pen: Pen) -> list[CheckpointRow]:
    """All that was signed of the board."""
    return pen.database.read_now(lambda session: journal_of(session, pen.board_id))


def root_at(pen: Pen, size: int) -> str:
    """The root over what is stored."""
    tree = Tree()
    for row in pen.database.read_now(lambda session: list(rows_of(session, pen.board_id))):
        tree.append(leaf_hash(row.leaf))
    return tree.root(size).hex()


def test_C10_what_is_signed_is_the_log_as_it_is(pen: Pen) -> None:
    for number in range(3):
        pen.card(f"card-000{number}")
        asyncio.run(signs(pen).sign(pen.board_id, Noted("export", "person-fac", "log.csv", "ab" * 32)))

    for number, row in enumerate(journal(pen), start=1):
        note = note_of(row.note)
        demand_signed(note, key_of(row.key))
        assert checkpoint_of(note.text) == (f"tests.example.org/{pen.board_id}", row.size, bytes.fromhex(row.root))
        assert (row.number, row.size, row.root) == (number, number + 1, root_at(pen, number + 1))
        assert (row.reason, row.who, row.what, row.content_hash) == ("export", "person-fac", "log.csv", "ab" * 32)


def test_C10_it_goes_on_from_the_last_one_and_reads_only_what_came_since(pen: Pen) -> None:
    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))
    pen.card("card-0001")
    root = root_at(pen, 2)
    blank = text("UPDATE record SET leaf = :nothing WHERE seq = 1")
    pen.database.write_now(lambda work: work.session.connection().execute(blank, {"nothing": b"{}"}))

    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))

    assert [row.root for row in journal(pen)][1] == root != root_at(pen, 2)


def test_C10_what_another_key_signed_or_nobody_is_not_leaned_on(pen: Pen) -> None:
    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))
    pen.card("card-0001")
    spoil = text("UPDATE checkpoint SET peaks = :peaks, root = :peaks")
    pen.database.write_now(lambda work: work.session.connection().execute(spoil, {"peaks": "ab" * 32}))

    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))

    assert journal(pen)[1].root == root_at(pen, 2)


def test_C10_another_key_goes_on_from_the_beginning_and_that_is_logged(
    pen: Pen, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))
    pen.card("card-0001")
    other = Checkpoints(pen.database, Signer.of(new_key("tests.example.org")), signs(pen).clock)
    asyncio.run(other.sign(pen.board_id, Noted("hour")))

    assert [row.root for row in journal(pen)] == [root_at(pen, 1), root_at(pen, 2)]
    assert f"board {pen.board_id} was signed with another key before" in caplog.text
    for row in journal(pen):
        demand_signed(note_of(row.note), key_of(row.key))


def test_C10_several_processes_sign_one_after_another(pen: Pen, url: str) -> None:
    with Pen.at(url, pen.board_id, beside=True) as beside, ThreadPoolExecutor(2) as both:
        list(both.map(_write_and_sign, [pen, beside]))

    rows = journal(pen)
    assert [row.number for row in rows] == list(range(1, 2 * SIGNED + 1))
    assert [row.root for row in rows] == [root_at(pen, row.size) for row in rows]


def _write_and_sign(pen: Pen) -> None:
    for number in range(SIGNED):
        pen.card(f"card-{id(pen)}-{number}")
        asyncio.run(signs(pen).sign(pen.board_id, Noted("export", "person-fac", "log.csv", "ab" * 32)))


def test_C11_the_end_of_a_meeting_is_signed_with_it(pen: Pen) -> None:
    pen.write("meeting.start", meeting_id="meeting-0001", title="First")
    ended = pen.write("meeting.end", meeting_id="meeting-0001").events[0]
    pen.card("card-0001")

    [row] = journal(pen)
    assert (row.reason, row.size, row.root) == ("meeting.end", ended["seq"], root_at(pen, ended["seq"]))


def test_C11_within_a_transaction_it_tells_of_what_is_recorded_there_and_goes_with_it(pen: Pen) -> None:
    def job(submission: Submission, *, fails: bool) -> None:
        def work(transaction: Transaction) -> None:
            pen.log.sign_in(transaction, pen.board_id, Noted("withdrawal.before"))
            pen.job(submission)(transaction)
            pen.log.sign_in(transaction, pen.board_id, Noted("withdrawal.after"))
            if fails:
                raise ZeroDivisionError

        pen.database.write_now(work, pen.board_id)

    card = pen.submission("card.create", card_id="card-0001", text="Words")
    with pytest.raises(ZeroDivisionError):
        job(card, fails=True)
    assert journal(pen) == []
    job(card, fails=False)

    found = [(row.number, row.reason, row.size, row.root) for row in journal(pen)]
    assert found == [
        (1, "withdrawal.before", 1, root_at(pen, 1)),
        (2, "withdrawal.after", 2, root_at(pen, 2)),
    ]


def test_C16_one_look_that_fails_is_not_the_last(pen: Pen) -> None:
    looks, again = iter([RuntimeError("odd"), None]), threading.Event()

    def clock() -> str:
        if trouble := next(looks, None):
            raise trouble
        again.set()
        return "2026-01-01T03:00:00.000Z"

    hourly = Hourly(pen.database, Checkpoints(pen.database, SIGNER, clock), every=0.01)
    hourly.start()
    assert again.wait(10)
    hourly.close()
    assert [row.reason for row in journal(pen)] == ["hour"]


def test_C16_what_changed_is_signed_within_an_hour_and_what_did_not_is_not(pen: Pen) -> None:
    def looked(at: str) -> list[str]:
        return Hourly(pen.database, Checkpoints(pen.database, SIGNER, lambda: at)).look()

    pen.card("card-0001")
    assert looked("2026-01-01T00:59:59.000Z") == []
    assert looked("2026-01-01T01:00:00.000Z") == [pen.board_id]
    assert looked("2026-01-01T03:00:00.000Z") == []
    pen.card("card-0002")
    assert looked("2026-01-01T01:30:00.000Z") == []
    assert looked("2026-01-01T02:00:00.000Z") == [pen.board_id]

    assert [(row.reason, row.size, row.at) for row in journal(pen)] == [
        ("hour", 2, "2026-01-01T01:00:00.000Z"),
        ("hour", 3, "2026-01-01T02:00:00.000Z"),
    ]


def test_C12_a_log_that_lost_something_is_not_signed(pen: Pen) -> None:
    for number in range(3):
        pen.card(f"card-000{number}")
    asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))
    cut = text("DELETE FROM record WHERE seq = 4")
    pen.database.write_now(lambda work: work.session.connection().execute(cut))

    with pytest.raises(BrokenLog) as refused:
        asyncio.run(signs(pen).sign(pen.board_id, Noted("hour")))

    assert refused.value.detail["seq"] == 4
    assert len(journal(pen)) == 1


def test_C13_the_key_is_made_once_for_its_owner_alone_and_is_not_in_the_store(tmp_path: Path, url: str) -> None:
    place = tmp_path / "keys" / "checkpoint.key"
    made = signer_from(place, "themes.example.org")

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["checkpoint.key"]
    assert made.key("board-0001") == signer_from(place, "other.example.org").key("board-0001")
    assert made.key("board-0001") == signer_from(place.read_text(), "").key("board-0001")
    with Pen.at(url):
        tables = beneath(url, lambda c: [str(row) for row in c.execute(text("SELECT * FROM checkpoint"))])
    assert place.read_text().strip() not in "".join(tables)


def test_C13_of_several_programs_that_start_at_once_one_makes_the_key(tmp_path: Path) -> None:
    place = tmp_path / "checkpoint.key"
    code = "import sys; from app.store.signing import signer_from; from pathlib import Path;"
    code += "print(signer_from(Path(sys.argv[1]), 'localhost').key('board').spelled())"
    makers = [
        subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True)
        for _ in range(MAKERS)
    ]
    keys = {maker.communicate()[0] for maker in makers}

    assert len(keys) == 1
    assert keys.pop().startswith("themeroom-")


def test_C13_a_key_that_cannot_be_used_is_said_and_not_quoted(tmp_path: Path) -> None:
    place = tmp_path / "checkpoint.key"
    place.write_text("something else")

    for bad in (place, tmp_path):
        with pytest.raises(NoKey) as refused:
            signer_from(bad, "")
        assert "something" not in str(refused.value)


def test_C13_the_name_stays_what_it_was_when_the_key_was_made() -> None:
    assert Signer.of(new_key("themes.example.org")).name == "themes.example.org"
    assert SIGNER.key("board-0001").name == "tests.example.org/board-0001"
