"""Checking an exported log: what holds, and the first record that does not."""

import json
from collections.abc import Callable
from itertools import count

import pytest

from app.domain.commands import CardCreate
from app.domain.decide_board import begin
from app.domain.decide_cards import create
from app.domain.events import Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.leaf import GENESIS, chained, seal
from app.store.records import line_of
from app.verifier.notes import Broken, Unusable
from app.verifier.records import checked_lines, spelled

BOARD = "board-0001"
Spoil = Callable[[list[str]], list[str]]


def exported() -> list[str]:
    """Three records as the server exports them."""
    board, chain, lines = new_board(BOARD), GENESIS, list[str]()
    drafts: list[Callable[[], Draft]] = [
        lambda: begin(BOARD, "Board"),
        lambda: create(board, CardCreate(type="card.create", card_id="card-0001", text="Calm")),
        lambda: create(board, CardCreate(type="card.create", card_id="card-0002", text="Safe")),
    ]
    nonces = count(1)
    for seq, draft in enumerate(drafts, start=1):
        made = draft()
        event = Event(
            seq=seq, at="2026-11-23T10:00:00.000Z", actor="person-1", command_id=f"command-{seq}", type=made.type,
            changes=list(made.changes),
        )  # fmt: skip
        leaf, openings = seal(event, BOARD, lambda: next(nonces).to_bytes(32, "big"))
        chain = chained(chain, leaf)
        lines.append(line_of(leaf, json.dumps(openings), chain))
        board = advance(board, made.changes)
    return lines


def in_line(index: int, old: str, new: str) -> Spoil:
    """Replaces text in one line."""
    return lambda lines: [line.replace(old, new) if n == index else line for n, line in enumerate(lines)]


def test_L16_an_exported_log_holds() -> None:
    found = checked_lines(exported())

    assert (found.board_id, found.records, found.withdrawn) == (BOARD, 3, 0)
    assert found.chain == json.loads(exported()[-1])["chain"]


def test_L16_words_that_were_withdrawn_are_counted_and_the_chain_still_holds() -> None:
    record = json.loads(exported()[1])
    del record["openings"]["/changes/0/after/text"]

    found = checked_lines([exported()[0], spelled(record).decode() + "\n", exported()[2]])

    assert found.withdrawn == 1


@pytest.mark.parametrize(
    ("spoil", "seq"),
    [
        pytest.param(in_line(1, "Calm", "Cold"), 2, id="a word"),
        pytest.param(in_line(1, "person-1", "person-2"), 2, id="a person"),
        pytest.param(in_line(1, "card.created", "card.retired"), 2, id="the type"),
        pytest.param(in_line(2, '"seq\\":3', '"seq\\":4'), 3, id="the seq"),
        pytest.param(in_line(2, BOARD, "board-0002"), 3, id="the board"),
        pytest.param(in_line(0, '\\"v\\":1', '\\"v\\": 1'), 1, id="the spelling"),
        pytest.param(in_line(1, '"leaf":"{', '"leaf":"['), 2, id="no JSON"),
        pytest.param(lambda lines: lines[1:], 1, id="the first cut off"),
        pytest.param(lambda lines: [lines[0], lines[2]], 2, id="one cut out"),
        pytest.param(lambda lines: [lines[0], lines[2], lines[1]], 2, id="two swapped"),
        pytest.param(lambda lines: [*lines, lines[2]], 4, id="one twice"),
    ],
)
def test_L16_the_first_record_that_does_not_hold_is_named(spoil: Spoil, seq: int) -> None:
    with pytest.raises(Broken) as refused:
        checked_lines(spoil(exported()))

    assert refused.value.seq == seq


@pytest.mark.parametrize("lines", [[], ["no JSON\n"], ['{"seq":1}\n'], ["[]\n"]])
def test_L16_what_is_no_exported_log_is_said_to_be_none(lines: list[str]) -> None:
    with pytest.raises(Unusable):
        checked_lines(lines)
