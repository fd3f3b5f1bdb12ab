"""Looking through files for who answered what."""

import re
from collections.abc import Iterable
from pathlib import Path

NEAR = 400
"""Bytes between a person and a choice that count as a link: more than a row of the table holds."""


def links(folder: Path, people: Iterable[str], choices: Iterable[str]) -> list[str]:
    """Where in the files of a folder a person stands beside a choice: file, person, choice."""
    pairs = [(person.encode(), choice.encode()) for person in people for choice in choices]
    found: list[str] = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        found += [
            f"{file.relative_to(folder)}: {person.decode()} {choice.decode()}"
            for person, choice in pairs
            if any(choice in _around(content, one) for one in re.finditer(re.escape(person), content))
        ]
    return found


def _around(content: bytes, one: re.Match[bytes]) -> bytes:
    return content[max(0, one.start() - NEAR) : one.end() + NEAR]
