"""The installation's key and what it signs. The key has a file of its own, outside the database and its backups."""

import base64
import contextlib
import os
import secrets
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.verifier.notes import ED25519, Checkpoint, Key, Unusable, bytes_of, signed

BEGINS = "PRIVATE+KEY+"
SEED_BYTES = 32


class NoKey(OSError):
    """The key cannot be used; the message says why and never quotes it."""


class Signer:
    """Signs for one installation, under a name for each board."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self.name = name
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @classmethod
    def of(cls, written: str) -> Self:
        """The signer of a key in the form `PRIVATE+KEY+name+id+base64`. Raises NoKey."""
        parts = written.strip().removeprefix(BEGINS).split("+", 2)
        try:
            decoded = bytes_of(parts[-1])
        except Unusable:
            decoded = b""
        if not written.startswith(BEGINS) or len(decoded) != SEED_BYTES + 1 or not _is_name(parts[0]):
            raise NoKey("The key for checkpoints is not one of Themeroom's. Is THEMEROOM_KEY right?")
        return cls(parts[0], Ed25519PrivateKey.from_private_bytes(decoded[1:]))

    def key(self, board_id: str) -> Key:
        """The public key under the name that it has for a board."""
        return Key(f"{self.name}/{board_id}", self._public)

    def checkpoint(self, board_id: str, size: int, root: bytes) -> str:
        """A signed note that a board's log has this size and this root."""
        return self.note(board_id, Checkpoint(self.key(board_id).name, size, root).text())

    def note(self, board_id: str, text: str) -> str:
        """A signed note of any text, under the board's name."""
        return signed(text, self.key(board_id), self._private.sign)


def signer_from(place: str | Path, host: str) -> Signer:
    """The signer whose key stands in a file, or is given itself as a text.

    A file that is not there is made, for its owner alone. `host` becomes the installation's name then. Raises NoKey.
    """
    if isinstance(place, str):
        return Signer.of(place)
    try:
        if not place.exists():
            _make(place, host)
        return Signer.of(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, NoKey):
            raise
        raise NoKey(f"The key for checkpoints at {place} cannot be read or made.") from error


def new_key(name: str) -> str:
    """A fresh private key, as it stands in its file."""
    seed = secrets.token_bytes(SEED_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return f"{BEGINS}{name}+{Key(name, public).key_id.hex()}+{base64.b64encode(ED25519 + seed).decode()}\n"


def _make(place: Path, host: str) -> None:
    """Of several processes that start at once one makes the file, whole; the others find it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(new_key(host if _is_name(host) else f"themeroom-{secrets.token_hex(4)}"))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(part, place)
    part.unlink()


def _is_name(name: str) -> bool:
    return name not in ("", "localhost", "127.0.0.1") and not any(c.isspace() or c in "+/[" for c in name)
