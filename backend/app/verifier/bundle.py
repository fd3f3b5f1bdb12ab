"""Checking a whole bundle: every file against the signed list, the log against every checkpoint."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from app.verifier.notes import (
    Broken,
    Check,
    Checkpoint,
    Key,
    Note,
    Unusable,
    checkpoint_of,
    demand_signed,
    key_of,
    note_of,
)
from app.verifier.records import Log, checked_log, lines_of

Answer = TypeVar("Answer")

LIST = "manifest.txt"
RECORDS = "records.jsonl"
SIGNED = "checkpoint.txt"
JOURNAL = "checkpoints.jsonl"
KEY = "key.txt"
FIRST_LINE = "themeroom bundle 1"
NOT_SIGNED = ("fork", "export.damaged")
"""Entries of the journal that tell of no checkpoint of this log."""
NEEDED = (LIST, RECORDS, SIGNED, JOURNAL, KEY)


class Held(NamedTuple):
    """What was found to hold: the log, the newest checkpoint over it, how many there were, and who signed."""

    log: Log
    checkpoint: Checkpoint
    checkpoints: int
    key: Key


def list_text(board_id: str, hashes: Mapping[str, str]) -> str:
    """The list of a bundle's files, by their SHA-256 in hex, to be signed. It begins like no checkpoint."""
    lines = [FIRST_LINE, f"board {board_id}", *(f"{hashed}  {name}" for name, hashed in hashes.items())]
    return "\n".join(lines) + "\n"


def checked_bundle(files: dict[str, bytes], check: Check) -> Held:
    """Checks the files of a bundle. Raises Unusable, or Broken that names the first record or file."""
    missing = [name for name in NEEDED if name not in files]
    if missing:
        raise Broken(f"{missing[0]} is missing.", path=missing[0])
    if next(reversed(files.keys())) != LIST:
        raise Broken(f"{LIST} is not at its place.", path=LIST)
    note, key = _in(files, LIST, note_of), _in(files, KEY, key_of)
    _demand_listed(note.text, files)
    _in(files, LIST, lambda _: demand_signed(note, key, check))
    log = _log(files[RECORDS])
    checkpoint = _in(files, SIGNED, lambda text: demand_checkpoint(log, note_of(text), key, check))
    if checkpoint.size != log.records or note.text.split("\n")[1] != f"board {log.board_id}":
        raise Broken("The log is not the one that was signed.", path=SIGNED)
    count = sum(1 for _ in _journal(files[JOURNAL], log, key, check))
    return Held(log, checkpoint, count, key)


def demand_checkpoint(log: Log, note: Note, key: Key | None, check: Check) -> Checkpoint:
    """The checkpoint in a note, if the log is the one it was taken of or goes on from that. Raises Broken or Unusable.

    Without a key the signature is not looked at.
    """
    if key is not None:
        demand_signed(note, key, check)
    found = checkpoint_of(note.text)
    if found.origin != note.name or found.board_id != log.board_id:
        raise Broken(f"The checkpoint is of another log: {found.origin}.")
    if found.size > log.records:
        raise Broken(f"The log ends early: {found.size} records were signed.", log.records + 1)
    if log.tree.root(found.size) != found.root:
        raise Broken(f"Of the first {found.size} records, one is not what was signed.")
    return found


def _demand_listed(written: str, files: Mapping[str, bytes]) -> None:
    """Raises Broken at the first file that is not the one in the list; of the log, at its first broken record."""
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != LIST}
    lines = written.split("\n")
    right = list_text(lines[1].removeprefix("board ") if len(lines) > 1 else "", listed)
    if right == written:
        return
    if f"{listed[RECORDS]}  {RECORDS}" not in lines:
        _log(files[RECORDS])
        raise Broken("The log was changed: a record more or less, or words taken out.", path=RECORDS)
    wrong = next((line[66:] for line in lines[2:-1] if line not in right.split("\n")), LIST)
    raise Broken(f"{wrong} is not the file that was signed.", path=wrong)


def _log(content: bytes) -> Log:
    try:
        return checked_log(lines_of(content))
    except Unusable as error:
        raise Broken(str(error), 1, RECORDS) from None


def _journal(content: bytes, log: Log, key: Key, check: Check) -> Iterator[Checkpoint]:
    """The checkpoints in the journal. Entries about what a browser had seen, or a damaged log, are none."""
    for number, line in enumerate(lines_of(content), start=1):
        try:
            entry = json.loads(line)
            if entry["reason"] not in NOT_SIGNED:
                signer = key if entry["key"] == key.spelled() else key_of(entry["key"])
                yield demand_checkpoint(log, note_of(entry["note"]), signer, check)
        except (ValueError, KeyError, TypeError, AttributeError, Unusable):
            raise Broken(f"Entry {number} of {JOURNAL} cannot be read.", path=JOURNAL) from None
        except Broken as error:
            raise Broken(f"Entry {number} of {JOURNAL} does not hold: {error}", error.seq, JOURNAL) from None


def _in(files: Mapping[str, bytes], name: str, read: Callable[[str], Answer]) -> Answer:
    """What is read in a file; what is wrong with it names the file."""
    try:
        return read(files[name].decode())
    except (Unusable, UnicodeDecodeError):
        raise Broken(f"{name} cannot be read.", path=name) from None
    except Broken as error:
        raise Broken(f"{name}: {error}", error.seq, name) from None
