"""The journal of checkpoints and exports, for bundles and programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.leaf import canonical

FIELDS = ("number", "at", "reason", "size", "root", "who", "what", "content_hash", "note", "key")
"""Of an entry, as it is told. What only signing needs is left out."""


def entry_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the journal as it is told."""
    return {name: row[name] for name in FIELDS}


def journal_jsonl(entries: Iterable[Mapping[str, Any]]) -> str:
    """A line for each entry."""
    return "".join(canonical(entry).decode() + "\n" for entry in entries)
