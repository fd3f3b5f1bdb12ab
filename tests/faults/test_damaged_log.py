"""Somebody damages the file while the server is down: that board is refused and says where; the others go on."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.verifier.notes import Broken
from app.verifier.records import checked_lines
from tests.server import Person, Server, make_study, running

HURT = 4
"""The record that is damaged. The log has ten."""
WORDS = "Words that nobody else should read"
DAMAGES = {
    "missing": "DELETE FROM record WHERE board_id = :board AND seq = 4",
    "leaf is no JSON": "UPDATE record SET leaf = CAST('{\"v\":1,' AS BLOB) WHERE board_id = :board AND seq = 4",
    "leaf says something else": "UPDATE record SET leaf = CAST(replace(CAST(leaf AS TEXT), 'card-0002', 'card-0009') "
    "AS BLOB) WHERE board_id = :board AND seq = 4",
    "chain does not fit": "UPDATE record SET chain = zeroblob(32) WHERE board_id = :board AND seq = 4",
    "openings are no JSON": "UPDATE record SET openings = '{\"/actor\":[' WHERE board_id = :board AND seq = 4",
    "openings are a list": "UPDATE record SET openings = '[]' WHERE board_id = :board AND seq = 4",
    "record of another place": "UPDATE record SET leaf = (SELECT leaf FROM record AS other WHERE "
    "other.board_id = :board AND other.seq = 5) WHERE board_id = :board AND seq = 4",
}


@dataclass(frozen=True)
class Ward:
    """A server that started anew after boards were damaged: the facilitators of these, and of one that is well."""

    server: Server
    hurt: dict[str, Person]
    well: Person


def nine_cards(server: Server) -> Person:
    """The facilitator of a new study, on a board with nine cards."""
    person = Person(server).come(make_study(server).facilitator_link)
    for number in range(9):
        person.do({"type": "card.create", "card_id": f"card-{number:04}", "text": WORDS})
    return person


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """A board for each damage."""
    data = tmp_path_factory.mktemp("damaged") / "data"
    with running(data) as first:
        people = {name: nine_cards(first) for name in (*DAMAGES, "well")}
    with contextlib.closing(sqlite3.connect(data / "themeroom.sqlite")) as file, file:
        for name, statement in DAMAGES.items():
            assert file.execute(statement, {"board": people[name].board_id}).rowcount == 1
    with running(data) as server:
        again = {name: Person(server).come(person.return_link) for name, person in people.items()}
        well = again.pop("well")
        yield Ward(server, again, well)


@pytest.mark.parametrize("damage", DAMAGES)
def test_L34_a_damaged_board_is_refused_and_names_the_record(ward: Ward, damage: str) -> None:
    hurt = ward.hurt[damage]
    board = f"/api/boards/{hurt.board_id}"
    for answer in (
        hurt.http.get(f"{board}/state"),
        hurt.http.get(f"{board}/state", params={"at": 9}),
        hurt.http.get(f"{board}/export/table.csv"),
        hurt.ask({"type": "card.create", "card_id": "card-new1", "text": "New"}),
    ):
        assert answer.status_code == 500, answer.text
        error = answer.json()["error"]
        assert (error["code"], error["detail"]["seq"]) == ("broken_log", HURT)
        assert str(HURT) in error["message"]
    with hurt.live() as line:
        refusal = line.next()
        assert (refusal["type"], refusal["code"], refusal["detail"]["seq"]) == ("rejected", "broken_log", HURT)
        assert line.close_code() == 4500
    assert "broken log" in ward.server.log
    assert WORDS not in ward.server.log


def test_L34_other_boards_go_on(ward: Ward) -> None:
    with ward.well.live() as line:
        command_id = line.submit({"type": "card.create", "card_id": "card-new1", "text": "New"})
        assert line.outcome(command_id)["settles"] == command_id
    assert len(ward.well.state()["card"]) == 10


@pytest.mark.parametrize("damage", ["missing", "leaf is no JSON", "openings are no JSON"])
def test_L34_events_before_the_damage_can_be_read_and_those_behind_are_refused(ward: Ward, damage: str) -> None:
    hurt = ward.hurt[damage]
    address = f"/api/boards/{hurt.board_id}/events"
    before = hurt.http.get(address, params={"limit": HURT - 1})
    assert [event["seq"] for event in before.json()["events"]] == [1, 2, 3]
    answer = hurt.http.get(address)
    assert (answer.status_code, answer.json()["error"]["detail"]) == (500, {"seq": HURT})


def test_L34_a_damaged_log_can_be_taken_out_to_look_at_it(ward: Ward) -> None:
    hurt = ward.hurt["missing"]
    answer = hurt.http.get(f"/api/boards/{hurt.board_id}/export/records.jsonl")

    assert answer.status_code == 200
    with pytest.raises(Broken) as broken:
        checked_lines(answer.text.splitlines(keepends=True))
    assert broken.value.seq == HURT


def test_L34_what_cannot_even_be_taken_out_is_named(ward: Ward) -> None:
    hurt = ward.hurt["openings are no JSON"]
    answer = hurt.http.get(f"/api/boards/{hurt.board_id}/export/records.jsonl")

    assert (answer.status_code, answer.json()["error"]["detail"]) == (500, {"seq": HURT})
