"""Checking the records of a log: spelled in the one right way, chained, with the words they commit to, and folding."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from app.verifier.merkle import Tree, leaf_hash
from app.verifier.notes import Broken, Unusable

GENESIS = "00" * 32
"""What stands before the first record's chain, in hex."""
FIELDS = {"actor", "at", "board", "changes", "command_id", "on_behalf_of", "seq", "type", "v", "why"}
CANNOT_BE_READ = "This record cannot be read."
NOT_HERE = "This record is not the one that belongs here."
MISFIT = "A change does not fit what it changes."


class Log(NamedTuple):
    """A log that holds. `withdrawn` counts the words that were taken out of it for good; `tree` stands over it."""

    board_id: str
    records: int
    chain: str
    withdrawn: int
    tree: Tree


def checked_log(lines: Iterable[bytes]) -> Log:
    """Checks every record. Raises Unusable, or Broken with the first seq that does not hold."""
    chain, board_id, withdrawn = GENESIS, "", 0
    tree, there = Tree(), set[tuple[str, str]]()
    for seq, line in enumerate(lines, start=1):
        record = _record_of(line, seq)
        leaf = _leaf_of(record["leaf"], seq)
        if leaf["seq"] != seq or board_id not in ("", leaf["board"]):
            raise Broken(NOT_HERE, seq)
        hashed = leaf_hash(record["leaf"].encode())
        chain = hashlib.sha256(b"themeroom/1" + bytes.fromhex(chain) + hashed).hexdigest()
        if record["chain"] != chain:
            raise Broken("This record, or one before it, was changed.", seq)
        withdrawn += _commitments(leaf) - _opened(leaf, record["openings"], seq)
        _fold(there, leaf["changes"], seq)
        board_id = leaf["board"]
        tree.append(hashed)
    if not tree.size:
        raise Unusable("The file holds no records.")
    return Log(board_id, tree.size, chain, withdrawn, tree)


def checked_lines(lines: Iterable[str]) -> Log:
    """`checked_log` of lines in memory."""
    return checked_log(line.encode() for line in lines)


def lines_of(content: bytes) -> Iterator[bytes]:
    """The lines of a file, each with its end. A last one that was cut off has none."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start) + 1 or len(content)
        yield content[start:end]
        start = end


def spelled(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8: one value, one spelling."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _record_of(line: bytes, seq: int) -> dict[str, Any]:
    """The record in a line of `records.jsonl`."""
    try:
        record = json.loads(line)
        right = record.keys() == {"chain", "leaf", "openings"} and spelled(record) + b"\n" == line
        right = right and isinstance(record["leaf"], str) and isinstance(record["openings"], dict)
    except (ValueError, AttributeError, RecursionError):
        record, right = {}, False
    if not right and seq == 1 and not isinstance(record, dict):
        raise Unusable("Line 1 is not a record. Please export records.jsonl.")
    if not right:
        raise _not_a_record(record, seq)
    found: dict[str, Any] = record
    return found


def _not_a_record(record: Mapping[str, Any], seq: int) -> Exception:
    """A file of something else is no log; a line that was one once is broken."""
    if seq == 1 and "leaf" not in record and "chain" not in record:
        return Unusable("Line 1 is not a record. Please export records.jsonl.")
    return Broken(CANNOT_BE_READ, seq)


def _leaf_of(written: str, seq: int) -> dict[str, Any]:
    try:
        leaf = json.loads(written)
        right = leaf.keys() == FIELDS and spelled(leaf) == written.encode()
    except (ValueError, AttributeError, RecursionError):
        raise Broken(CANNOT_BE_READ, seq) from None
    if not right or not isinstance(leaf["changes"], list):
        raise Broken(NOT_HERE, seq)
    found: dict[str, Any] = leaf
    return found


def _opened(leaf: Mapping[str, Any], openings: Mapping[str, Any], seq: int) -> int:
    """How many words are there. Raises Broken when one is not the one that the leaf commits to."""
    for pointer, opening in openings.items():
        try:
            nonce, value = opening
            content = value.encode() if isinstance(value, str) else spelled(value)
            expected = hmac.digest(bytes.fromhex(nonce), content, "sha256").hex()
            right = bytes.fromhex(nonce).hex() == nonce and _at(leaf, pointer) == {"c": expected}
        except (ValueError, TypeError):
            right = False
        if not right:
            raise Broken("A word is not the one that was recorded.", seq, pointer)
    return len(openings)


def _at(value: Any, pointer: str) -> Any:
    """What stands at a JSON pointer, or None."""
    try:
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) and str(int(step)) == step else value[step]
    except (KeyError, IndexError, ValueError, TypeError):
        return None
    return value


def _commitments(leaf: Mapping[str, Any]) -> int:
    """How many words a leaf commits to."""
    sides = [side for change in leaf["changes"] for side in (change.get("before"), change.get("after")) if side]
    fields = [leaf["actor"], leaf["on_behalf_of"], leaf["why"], *(field for side in sides for field in side.values())]
    return sum(isinstance(field, dict) for field in fields)


def _fold(there: set[tuple[str, str]], changes: Iterable[Mapping[str, Any]], seq: int) -> None:
    """Follows what is there. Raises Broken at a create over something, or an update or remove of nothing."""
    for change in changes:
        key = (str(change["kind"]), str(change["id"]))
        if (key in there) is (change["before"] is None):
            raise Broken(MISFIT, seq)
        if change["after"] is None:
            there.discard(key)
        else:
            there.add(key)
