"""Making changes, and collecting them so that each next one is decided on top of those before."""

from collections.abc import Mapping
from typing import Any

from app.domain.events import Change
from app.domain.evolve import changed
from app.domain.model import Board, Kind


def created(kind: Kind, key: str, record: Mapping[str, Any]) -> Change:
    """A record comes to be."""
    return Change(kind=kind, id=key, before=None, after=dict(record))


def removed(kind: Kind, key: str, record: Mapping[str, Any]) -> Change:
    """A record goes."""
    return Change(kind=kind, id=key, before=dict(record), after=None)


def updated(kind: Kind, key: str, record: Mapping[str, Any], **fields: object) -> list[Change]:
    """Fields of a record change; nothing when they are like that already."""
    after = {name: value for name, value in fields.items() if record[name] != value}
    before = {name: record[name] for name in after}
    return [{"kind": kind, "id": key, "before": before, "after": after}] if after else []


class Draftsman:
    """A board with the changes made so far, for decisions of several steps."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.changes: list[Change] = []

    def make(self, *changes: Change) -> None:
        """Adds changes; `board` shows them at once."""
        if changes:
            self.changes += changes
            self.board = changed(self.board, changes, self.board.seq)
