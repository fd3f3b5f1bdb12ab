"""The log as files: every kind of event as a plain sentence with the names of its time, streamed line by line."""

import csv
import io
import json
from collections.abc import Iterator
from typing import get_args

import pytest

from app.domain.commands import (
    Batch,
    CardCreate,
    CardMerge,
    NewPlacement,
    PlacementMove,
    PlacementRemove,
    ThemeCreate,
    ThemeMerge,
)
from app.domain.events import Event, EventType
from app.export.describe import described
from app.export.log_text import LOG_HEADER, log_csv, log_jsonl
from tests.export.boards import NAMES, Bench, published
from tests.export.story import STORY


def told(bench: Bench) -> list[str]:
    return [sentence for _, sentence in described(bench.log, NAMES)]


def test_X4_every_kind_of_event_has_its_sentence() -> None:
    bench = Bench()
    bench.do(*(command for command, _ in STORY))
    assert told(bench) == [
        "Facilitator made the board “What do outcomes mean to us?”.",
        *(f"Facilitator {deed}." for _, deed in STORY),
    ]
    assert {event["type"] for event in bench.log} == set(get_args(EventType))


def test_X4_a_merge_names_its_heir_even_when_nothing_moved() -> None:
    bench = Bench()
    bench.do(
        CardCreate(type="card.create", card_id="card-one", text="one"),
        CardCreate(type="card.create", card_id="card-two", text="two"),
        CardMerge(type="card.merge", card_id="card-one", merged=("card-two",)),
        ThemeCreate(type="theme.create", theme_id="theme-aa", title="A"),
        ThemeCreate(type="theme.create", theme_id="theme-bb", title="B"),
        ThemeMerge(type="theme.merge", theme_id="theme-aa", merged=("theme-bb",)),
    )
    assert told(bench)[3] == "Facilitator merged the card “two” into “one”."
    assert told(bench)[6] == "Facilitator merged the theme “B” into “A”."


def test_X4_a_move_and_its_end_in_one_batch() -> None:
    bench = Bench()
    bench.do(
        ThemeCreate(type="theme.create", theme_id="theme-aa", title="A"),
        ThemeCreate(type="theme.create", theme_id="theme-bb", title="B"),
        CardCreate(type="card.create", card_id="card-one", text="one",
                   placement=NewPlacement(placement_id="place-one", theme_id="theme-aa")),
        Batch(type="batch", commands=(
            PlacementMove(type="placement.move", placement_id="place-one", theme_id="theme-bb"),
            PlacementRemove(type="placement.remove", placement_id="place-one"),
        )),
    )  # fmt: skip
    assert told(bench)[4] == "Facilitator took out 1 card."


def test_X4_somebody_elses_hand_and_unknown_people() -> None:
    bench = Bench()
    bench.do(CardCreate(type="card.create", card_id="card-one", text="one"), why="Said twice", on_behalf_of="person-2")
    bench.do(CardCreate(type="card.create", card_id="card-two", text="two"), on_behalf_of="person-9")
    assert told(bench)[1:] == [
        "CR2 (written by Facilitator) wrote the card “one”.",
        "Somebody (written by Facilitator) wrote the card “two”.",
    ]
    (_, _, row, _) = csv.reader(io.StringIO("".join(log_csv(bench.log, NAMES))))
    assert row[2:7] == ["Facilitator", "CR2", "card.created", told(bench)[1], "Said twice"]


def test_X4_withdrawn_words_and_people_leave_a_gap() -> None:
    bench = Bench()
    bench.do(CardCreate(type="card.create", card_id="card-one", text="one"))
    event = json.loads(json.dumps(bench.log[1]))
    event["actor"] = event["changes"][0]["after"]["text"] = None
    sentences = [sentence for _, sentence in described([bench.log[0], event], NAMES)]
    assert sentences[1] == "Somebody wrote the card (words taken back)."


def test_X4_csv_holds_every_event_with_its_changes() -> None:
    bench = Bench()
    bench.load(published())
    rows = list(csv.reader(io.StringIO("".join(log_csv(bench.log, NAMES)), newline=""), strict=True))
    assert tuple(rows[0]) == LOG_HEADER
    assert [int(row[0]) for row in rows[1:]] == [event["seq"] for event in bench.log]
    assert [json.loads(row[7]) for row in rows[1:]] == [event["changes"] for event in bench.log]
    assert (
        rows[2][5] == "Facilitator wrote 119 cards, made 13 themes, placed 148 cards and changed the mark of 3 cards."
    )


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "-2", "\t=1"])
def test_X2_no_cell_starts_a_formula(words: str) -> None:
    bench = Bench()
    bench.do(CardCreate(type="card.create", card_id="card-one", text="one"), why=words)
    lines = "".join(log_csv(bench.log, {"person-1": words}))
    cells = [cell for row in csv.reader(io.StringIO(lines, newline="")) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r"]
    assert f"'{words}" in cells


def test_X5_jsonl_is_the_events_of_the_protocol() -> None:
    bench = Bench()
    bench.do(CardCreate(type="card.create", card_id="card-one", text="“one”\u2028line"), why="Because")
    lines = "".join(log_jsonl(bench.log)).removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == bench.log


def test_X4_both_are_streamed() -> None:
    def endless() -> Iterator[Event]:
        bench = Bench()
        yield from bench.log
        raise AssertionError("read further than asked")

    lines = log_csv(endless(), NAMES)
    assert [next(lines)[:3], next(lines)[:2]] == ["seq", "1,"]
    assert json.loads(next(iter(log_jsonl(endless()))))["seq"] == 1
