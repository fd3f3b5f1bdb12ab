"""After a secret round is closed, no file says who answered what (rules L50 to L53). Each test finds it before."""

import contextlib
import sqlite3
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete, text
from sqlmodel import Session, col

from app.domain.events import Author
from app.store import chore
from app.store.event_log import EventLog
from app.store.place import FILE_NAME
from app.store.sqlite import SqliteBackend
from app.store.tables import BallotRow, BoardRow, StudyRow
from app.store.traces import write_anew
from tests.line import PATIENCE
from tests.server import Person, Server, make_study, new_id, running
from tests.servers.postgres import own_postgres
from tests.store.links import links
from tests.store.pens import Pen

ROUND = {"round_id": "round-one", "question": "Which?", "method": "sense", "on": "card"}
PEOPLE = [f"person-{number:03}" for number in range(12)]
REASONS = {person: f"the very own reason of number {person[-3:]}" for person in PEOPLE}


def answer_all(pen: Pen, round_id: str = "round-one") -> None:
    """Everybody answers about every card, some of them twice."""
    for card in ("card-0001", "card-0002", "card-0003"):
        for person, reason in REASONS.items():
            on = {"kind": "card", "id": card}
            for value in ("agree", "differ") if card == "card-0002" else ("unsure",):
                author = Author(person, "co_researcher")
                pen.write("vote.cast", author=author, round_id=round_id, on=on, value=value, reason=reason)


def asked(pen: Pen) -> None:
    """Two secret rounds, answered by all."""
    for number in range(1, 4):
        pen.card(f"card-000{number}")
    for round_id in ("round-two", "round-one"):
        pen.write("round.open", round_id=round_id, question="Which?", method="sense", on="card", secret=True)
        answer_all(pen, round_id)


@contextlib.contextmanager
def reader(folder: Path) -> Iterator[None]:
    """Somebody reads the file and does not end, so that the write-ahead log must stay."""
    connection = sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM ballot").fetchone()
    try:
        yield
    finally:
        connection.close()


def test_L50_closing_a_secret_round_wipes_who_gave_what(tmp_path: Path) -> None:
    with Pen.at(f"sqlite:///{tmp_path}") as pen:
        asked(pen)
        assert len(links(tmp_path, PEOPLE, REASONS.values())) >= len(PEOPLE)

        pen.write("round.close", round_id="round-two")
        pen.write("round.close", round_id="round-one")
        assert pen.database.wipe()

        assert links(tmp_path, PEOPLE, [*REASONS.values(), "differ"]) == []
        votes = [change["after"] or {} for change in pen.events()[-1]["changes"] if change["kind"] == "vote"]
        assert sorted(str(vote["reason"]) for vote in votes) == sorted([*REASONS.values()] * 3)


def test_L50_another_round_goes_on_meanwhile(tmp_path: Path) -> None:
    with Pen.at(f"sqlite:///{tmp_path}") as pen:
        asked(pen)
        pen.write("vote.cast", author=Author("person-xyz", "co_researcher"), round_id="round-one",
                  on={"kind": "card", "id": "card-0001"}, value="agree", reason="the odd one")  # fmt: skip

        pen.write("round.close", round_id="round-one")
        assert pen.database.wipe()

        assert links(tmp_path, ["person-xyz"], ["the odd one", "round-one"]) == []
        assert links(tmp_path, PEOPLE, ["round-one"]) == []
        assert len(links(tmp_path, PEOPLE, ["round-two"])) == len(PEOPLE)
        closed = pen.write("round.close", round_id="round-two").events[0]
        assert sum(change["kind"] == "vote" for change in closed["changes"]) == 3 * len(PEOPLE)


def fill_and_delete(session: Session, dice: Random) -> None:
    """Answers of two rounds among each other, some long, some replaced; then those of the first round go."""
    for _ in range(dice.randint(20, 300)):
        round_id = dice.choice(["round-one", "round-two"])
        row = BallotRow(board_id="board", round_id=round_id, person_id=f"person-of-{round_id}", on_kind="card",
                        on_id="card", value="1", reason="x" * dice.randint(0, dice.choice([10, 500, 3000])),
                        held=None, at="now")  # fmt: skip
        session.add(row)
        session.flush()
        if dice.random() < 0.3:
            session.delete(row)
    session.flush()
    session.connection().execute(delete(BallotRow).where(col(BallotRow.round_id) == "round-one"))


def test_L50_nothing_stays_in_the_corners_of_pages(tmp_path: Path) -> None:
    """Where SQLite moves rows between pages it leaves copies, which deleting alone does not overwrite."""
    left = {True: 0, False: 0}
    for seed, anew in product((22, 38, 41, 45), left):
        file = tmp_path / f"{seed}-{anew}" / FILE_NAME

        def work(session: Session, seed: int = seed, *, anew: bool = anew) -> None:
            session.add(StudyRow(id="study", title="Study", created_at="now"))
            session.flush()
            session.add(BoardRow(id="board", study_id="study", title="Board", created_at="now"))
            session.flush()
            fill_and_delete(session, Random(seed))
            if anew:
                write_anew(session, BallotRow)

        with contextlib.closing(SqliteBackend(file, checkpoints=True)) as backend:
            backend.transact(work)
            backend.wipe()
        left[anew] += b"person-of-round-one" in file.read_bytes()

    assert left[True] == 0
    assert left[False] > 0


def test_L51_wiping_is_tried_until_nobody_reads_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chore, "PAUSES", (0.01,))
    with Pen.at(f"sqlite:///{tmp_path}") as pen:
        asked(pen)
        with reader(tmp_path):
            pen.write("round.close", round_id="round-one")
            pen.log.traces.start()
            assert not pen.database.wipe()
            assert pen.log.traces.waiting
            assert links(tmp_path, PEOPLE, REASONS.values()) != []
        until_wiped(pen.log)

        assert links(tmp_path, PEOPLE, ["round-one"]) == []
        pen.log.close()


def until_wiped(log: EventLog) -> None:
    """Waits for the thread that does it, which is asked by nobody."""
    for _ in range(100 * PATIENCE):
        if not log.traces.waiting:
            return
        log.traces._background.rest(0.01)
    raise AssertionError("it was never wiped")


def voters(server: Server) -> tuple[Person, list[Person]]:
    """A facilitator and three who have done nothing else than to come."""
    study = make_study(server)
    return Person(server).come(study.facilitator_link), [Person(server).come(study.invite_link) for _ in range(3)]


def test_L51_a_crash_between_closing_and_wiping_is_made_good_at_the_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as server:
        facilitator, people = voters(server)
        card, round_id = new_id("card"), new_id("round")
        facilitator.do({"type": "card.create", "card_id": card, "text": "A finding"})
        facilitator.do({"type": "round.open", **ROUND, "round_id": round_id, "secret": True})
        cast = {"type": "vote.cast", "round_id": round_id, "on": {"kind": "card", "id": card}, "value": "differ"}
        for person, reason in zip(people, REASONS.values(), strict=False):
            person.do(cast | {"reason": reason})
        names, reasons = [person.id for person in people], [*REASONS.values()]
        with reader(data):
            facilitator.do({"type": "round.close", "round_id": round_id})
            server.kill()
        assert len(links(data, names, reasons)) >= 3

    with running(data) as server:
        back = Person(server).come(facilitator.return_link)
        while "\nthemeroom_traces_waiting 1.0" in back.http.get("/metrics").text:
            pass
        assert links(tmp_path, names, [*reasons, round_id]) == []
        for name in ("log.csv", "log.jsonl", "records.jsonl"):
            content = back.http.get(f"/api/boards/{back.board_id}/export/{name}").text
            assert reasons[0] in content
            assert not any(person in content for person in names)
        assert [vote["person"] for vote in back.state()["vote"].values()] == [None] * 3


def test_L52_a_database_keeps_no_file_with_who_gave_what() -> None:
    with own_postgres() as server:
        tables = server.data / "base"
        with Pen.at(server.new_database("secret")) as pen:
            asked(pen)
            flushed(pen)
            assert len(links(tables, PEOPLE, REASONS.values())) >= len(PEOPLE)

            pen.write("round.close", round_id="round-one")
            assert pen.database.wipe()
            flushed(pen)

            assert links(tables, PEOPLE, ["round-one"]) == []
            assert len(links(tables, PEOPLE, ["round-two"])) == len(PEOPLE)


def flushed(pen: Pen) -> None:
    """Has PostgreSQL write what it holds to its files, and remove what it dropped."""

    def checkpoint(session: Session) -> None:
        session.connection().execute(text("CHECKPOINT"))

    pen.database.read_now(checkpoint)
