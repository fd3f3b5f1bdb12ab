"""The record as it is stored (design section 4): leaf, openings, chain.

The leaf is canonical JSON that holds commitments in place of words and people. The openings hold those words and people
with their nonces, by JSON pointer into the leaf, and can be deleted one by one; leaf and chain still verify.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, cast

import orjson

from app.domain.errors import BrokenLog
from app.domain.events import Change, Event
from app.domain.model import OPENED

VERSION = 1
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What reading bytes that are no leaf, or openings that are none, can raise."""
NONCE_BYTES = 32
GENESIS = bytes(32)
"""What stands before the first record's chain."""
BLOCK_BYTES, INNER, OUTER = 64, bytes(n ^ 0x36 for n in range(256)), bytes(n ^ 0x5C for n in range(256))
"""Of HMAC with SHA-256 (RFC 2104)."""

Openings = dict[str, tuple[str, Any]]
"""JSON pointer -> (nonce in hex, value)."""


def seal(event: Event, board_id: str, new_nonce: Callable[[], bytes]) -> tuple[bytes, Openings]:
    """The leaf of an event and its openings. `new_nonce` gives 32 fresh random bytes at each call."""
    openings: Openings = {}

    def close(pointer: str, value: object) -> object:
        if value is None:
            return None
        nonce = new_nonce()
        openings[pointer] = (nonce.hex(), value)
        return {"c": commitment(nonce, value)}

    leaf = {
        "v": VERSION,
        "board": board_id,
        "seq": event["seq"],
        "at": event["at"],
        "command_id": event["command_id"],
        "type": event["type"],
        "actor": close("/actor", event["actor"]),
        "on_behalf_of": close("/on_behalf_of", event.get("on_behalf_of")),
        "why": close("/why", event.get("why")),
        "changes": [_closed_change(n, change, close) for n, change in enumerate(event["changes"])],
    }
    return canonical(leaf), openings


def _closed_change(number: int, change: Change, close: Callable[[str, object], object]) -> dict[str, Any]:
    closed: dict[str, Any] = {"kind": change["kind"], "id": change["id"]}
    opened = OPENED[change["kind"]]
    for side, fields in (("before", change["before"]), ("after", change["after"])):
        if fields is None or opened.isdisjoint(fields):
            closed[side] = fields
        else:
            at = f"/changes/{number}/{side}/"
            closed[side] = {name: close(at + name, v) if name in opened else v for name, v in fields.items()}
    return closed


def unseal(leaf: bytes, openings: Mapping[str, tuple[str, Any]]) -> Event:
    """The event as everybody reads it. A withdrawn value reads as None, its pointer stands in `withdrawn`.

    Raises one of UNREADABLE when this is no leaf or these are no openings.
    """
    stored = orjson.loads(leaf)
    withdrawn: list[str] = []

    def opened(pointer: str) -> Any:
        if pointer in openings:
            return openings[pointer][1]
        withdrawn.append(pointer)
        return None

    event: dict[str, Any] = {name: stored[name] for name in ("seq", "at", "command_id", "type")}
    event["actor"] = stored["actor"] and opened("/actor")
    for name in ("on_behalf_of", "why"):
        if stored[name] is not None:
            event[name] = opened(f"/{name}")
    event["changes"] = stored["changes"]
    for number, change in enumerate(event["changes"]):
        for side in ("before", "after"):
            _open_fields(change[side], f"/changes/{number}/{side}", opened)
    return cast(Event, {**event, "withdrawn": withdrawn} if withdrawn else event)


def _open_fields(fields: dict[str, Any] | None, pointer: str, opened: Callable[[str], Any]) -> None:
    """Puts what was committed to in the place of its commitment. Nothing else in a leaf is an object."""
    if fields is None:
        return
    for name, value in fields.items():
        if isinstance(value, dict):
            fields[name] = opened(f"{pointer}/{name}")


def commitment(nonce: bytes, value: object) -> str:
    """HMAC-SHA256 of a value, in hex: the UTF-8 bytes of a text, the canonical JSON of anything else."""
    content = value.encode() if isinstance(value, str) else canonical(value)
    return _hmac(nonce, content)


def _hmac(key: bytes, content: bytes) -> str:
    """What `hmac.digest` gives, which lets go of the interpreter at each call, and then waits for it."""
    block = (key if len(key) <= BLOCK_BYTES else hashlib.sha256(key).digest()).ljust(BLOCK_BYTES, b"\0")
    inner = hashlib.sha256(block.translate(INNER) + content).digest()
    return hashlib.sha256(block.translate(OUTER) + inner).hexdigest()


def chained(before: bytes, leaf: bytes) -> bytes:
    """The chain value of a record: 32 bytes that depend on its leaf and on all records before."""
    return hashlib.sha256(b"themeroom/1" + before + hashlib.sha256(b"\x00" + leaf).digest()).digest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8: one value, one spelling."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def check_openings(leaf: bytes, openings: Mapping[str, tuple[str, Any]]) -> None:
    """Raises BrokenLog when a word or a person is not the one the leaf commits to."""
    stored = orjson.loads(leaf)
    for pointer, (nonce, value) in openings.items():
        found = _at(stored, pointer)
        if not isinstance(found, dict) or found.get("c") != commitment(bytes.fromhex(nonce), value):
            raise BrokenLog("A word is not the one that was recorded.", seq=stored["seq"], path=pointer)


def _at(value: Any, pointer: str) -> Any:
    try:
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
    except (KeyError, IndexError, ValueError, TypeError):
        return None
    return value
