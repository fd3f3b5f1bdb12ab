"""Checking an exported log without the server that made it: chain, commitments, order, and that it folds."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from app.domain.errors import BrokenLog
from app.domain.events import Event
from app.domain.evolve import new_board, replay
from app.domain.leaf import GENESIS, canonical, chained, check_openings, unseal


class NotALog(Exception):
    """This is no exported log; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A log that holds. `withdrawn` counts the words that were taken out of it for good."""

    board_id: str
    records: int
    chain: str
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Line:
    """One record as exported."""

    leaf: bytes
    openings: dict[str, tuple[str, Any]]
    chain: bytes


def line_of(leaf: bytes, openings: str, chain: bytes) -> str:
    """A stored record as one line of `records.jsonl`. Raises BrokenLog when it cannot be read at all."""
    try:
        record = {"chain": chain.hex(), "leaf": leaf.decode(), "openings": orjson.loads(openings)}
    except ValueError:
        raise BrokenLog("A record cannot be read.") from None
    return canonical(record).decode() + "\n"


def verify(lines: Iterable[str]) -> Verified:
    """Checks every record. Raises NotALog, or BrokenLog that names the first seq that does not hold."""
    chain, board_id, events = GENESIS, "", list[Event]()
    for number, line in enumerate(_lines(lines), start=1):
        event, board_id = _checked(line, chain, number, board_id)
        chain = line.chain
        events.append(event)
    if not events:
        raise NotALog("The file holds no records.")
    replay(new_board(board_id), events)
    return Verified(board_id, len(events), chain.hex(), sum(len(event.get("withdrawn", [])) for event in events))


def _checked(line: Line, before: bytes, seq: int, board_id: str) -> tuple[Event, str]:
    try:
        leaf = orjson.loads(line.leaf)
        event = unseal(line.leaf, line.openings)
        is_canonical = canonical(leaf) == line.leaf
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BrokenLog("This record cannot be read.", seq=seq) from None
    if not is_canonical or leaf["seq"] != seq or board_id not in ("", leaf["board"]):
        raise BrokenLog("This record is not the one that belongs here.", seq=seq)
    if chained(before, line.leaf) != line.chain:
        raise BrokenLog("This record, or one before it, was changed.", seq=seq)
    check_openings(line.leaf, line.openings)
    return event, leaf["board"]


def _lines(lines: Iterable[str]) -> Iterator[Line]:
    for number, text in enumerate(lines, start=1):
        try:
            record = json.loads(text)
            openings = {pointer: (str(nonce), value) for pointer, (nonce, value) in record["openings"].items()}
            yield Line(record["leaf"].encode(), openings, bytes.fromhex(record["chain"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotALog(f"Line {number} is not a record. Please export records.jsonl.") from None
