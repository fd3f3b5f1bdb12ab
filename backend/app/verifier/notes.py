"""Signed notes and checkpoints, as C2SP describes them (signed-note, tlog-checkpoint), and nothing looser."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from typing import NamedTuple

from app.verifier.ed25519 import verified

ED25519 = b"\x01"
"""The kind of key in a key's text."""
DASH = "\u2014"
Check = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) -> whether it holds."""


class Broken(Exception):
    """Something does not hold. `seq`: the first record that does not, where it is one."""

    def __init__(self, message: str, seq: int | None = None, path: str = "") -> None:
        super().__init__(message)
        self.seq = seq
        self.path = path


class Unusable(Exception):
    """This is not what was asked for; the message says why."""


class Checkpoint(NamedTuple):
    """What the signer stands for: this log had this size and this root. `origin` names installation and board."""

    origin: str
    size: int
    root: bytes

    @property
    def board_id(self) -> str:
        """The board whose log it is."""
        return self.origin.rsplit("/", 1)[-1]

    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class Note(NamedTuple):
    """A text and the one signature under it: the signer's name, the key's number, 64 bytes."""

    text: str
    name: str
    key_id: bytes
    signature: bytes

    def spelled(self) -> str:
        """The note as it is written."""
        return f"{self.text}\n{DASH} {self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


class Key(NamedTuple):
    """A public key under a name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that stand in every signature of this key under this name."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def spelled(self) -> str:
        """The key as it is written."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def signed(text: str, key: Key, sign: Callable[[bytes], bytes]) -> str:
    """A note of this text."""
    return Note(text, key.name, key.key_id, sign(text.encode())).spelled()


def note_of(written: str) -> Note:
    """The note in a text. Raises Unusable unless it is spelled in the one right way."""
    text, gap, last = written.rpartition("\n\n")
    words = last.removesuffix("\n").split(" ")
    if not gap or len(words) != 3 or words[0] != DASH:
        raise Unusable("This is no signed note.")
    decoded = bytes_of(words[2])
    note = Note(f"{text}\n", words[1], decoded[:4], decoded[4:])
    if note.spelled() != written or len(note.signature) != 64:
        raise Unusable("This is no signed note.")
    return note


def key_of(written: str) -> Key:
    """The public key in a text. Raises Unusable."""
    parts = written.removesuffix("\n").split("+", 2)
    decoded = bytes_of(parts[-1])
    key = Key(parts[0], decoded[1:])
    if len(decoded) != 33 or key.spelled() != written.removesuffix("\n"):
        raise Unusable("This is no key.")
    return key


def checkpoint_of(text: str) -> Checkpoint:
    """The checkpoint in the text of a note. Raises Unusable."""
    lines = text.split("\n")
    try:
        found = Checkpoint(lines[0], int(lines[1]), bytes_of(lines[2]))
    except (IndexError, ValueError):
        raise Unusable("This is no checkpoint.") from None
    if found.text() != text or len(found.root) != 32 or found.size < 0:
        raise Unusable("This is no checkpoint.")
    return found


def demand_signed(note: Note, key: Key, check: Check = verified) -> None:
    """Raises Broken unless the key has signed the note."""
    if (note.name, note.key_id) != (key.name, key.key_id):
        raise Broken(f"It was signed with another key than {key.name}.")
    if not check(key.public, note.text.encode(), note.signature):
        raise Broken("The signature does not hold.")


def bytes_of(written: str) -> bytes:
    """What base64 stands for. Raises Unusable."""
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise Unusable("This is no base64.") from None
