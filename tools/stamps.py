"""A stamp says that a piece of set-up is finished for exactly these inputs. Written last: a killed set-up has none."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *texts: str) -> str:
    """One SHA-256 over the names and bytes of `files` and over `texts`. A missing file is not an empty one."""
    total = hashlib.sha256()
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"
        total.update(f"{file.name}\0{content}\n".encode())
    for text in texts:
        total.update(f"{text}\0".encode())
    return total.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    """True when the piece of set-up behind `stamp` was finished for `wanted`."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def write(stamp: Path, wanted: str) -> None:
    """Say that the piece of set-up behind `stamp` is finished for `wanted`."""
    stamp.write_text(wanted, encoding="utf-8")
