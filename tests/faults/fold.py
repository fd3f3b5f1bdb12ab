"""A second fold and a second chain, written from the protocol alone, to hold the server's own against."""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Event = dict[str, Any]
State = dict[str, dict[str, dict[str, Any]]]
KINDS = (
    "board", "card", "theme", "placement", "kept", "meeting", "undo", "comment", "talk", "round", "vote", "attendance",
    "stage", "lock", "timer", "minutes", "signature", "moment", "withdrawal",
)  # fmt: skip


def empty() -> State:
    """A board before its first event."""
    return {kind: {} for kind in KINDS}


def fold(state: State, events: Iterable[Event]) -> State:
    """Changes `state` by the events and answers it. Fails when an event says something wrong about what was there."""
    for event in events:
        for change in event["changes"]:
            _change(state[change["kind"]], change["id"], change["before"], change["after"])
    return state


def _change(
    records: dict[str, dict[str, Any]], key: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    if before is None:
        assert key not in records, f"{key} was made twice"
        assert after is not None
        records[key] = dict(after)
    elif after is None:
        assert records.pop(key) == before, f"{key} was not what its removal says"
    else:
        assert before.keys() == after.keys(), f"{key} names different fields before and after"
        assert {name: records[key][name] for name in before} == before, f"{key} was not what its change says"
        records[key] = {**records[key], **after}


def check_log(events: list[Event]) -> None:
    """Fails unless seq runs 1, 2, 3 and no command stands in the log twice."""
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    command_ids = [event["command_id"] for event in events]
    assert len(set(command_ids)) == len(command_ids)


def check_chain(database: Path, board_id: str) -> int:
    """`check_rows` for a SQLite file. The server must have ended."""
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT leaf, openings, chain FROM record WHERE board_id = ? ORDER BY seq", (board_id,))
    count = check_rows(rows)
    connection.close()
    return count


def check_rows(rows: Iterable[tuple[bytes, str, bytes]]) -> int:
    """Fails unless every record (leaf, openings, chain) hangs on the one before and holds the words it commits to.

    Answers the number of records.
    """
    chain, count = bytes(32), 0
    for leaf, openings, stored in rows:
        chain = hashlib.sha256(b"themeroom/1" + chain + hashlib.sha256(b"\x00" + leaf).digest()).digest()
        assert chain == stored
        _check_words(json.loads(leaf), json.loads(openings))
        count += 1
    return count


def _check_words(leaf: Any, openings: dict[str, list[Any]]) -> None:
    for pointer, (nonce, value) in openings.items():
        found = leaf
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        said = value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))
        assert found == {"c": hmac.digest(bytes.fromhex(nonce), said.encode(), "sha256").hex()}
