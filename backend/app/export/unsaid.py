"""What a copy leaves out: words of comments that whoever takes it may not read. The log still holds without them."""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import Any

from app.domain.events import Change, Event
from app.domain.leaf import canonical
from app.domain.model import Board, Role, State
from app.domain.model_talk import Comment
from app.domain.records import Records

Unread = Container[str]
"""Ids of comments."""
IN_A_LINE = '\\"kind\\":\\"comment\\"'
"""How a leaf with a comment looks in a line of `records.jsonl`."""


class Everything:
    """All comments there are."""

    def __contains__(self, key: object) -> bool:
        """Always."""
        return True


def unreadable(state: State, person_id: str, role: Role) -> frozenset[str]:
    """Taken back: nobody reads that. Hidden: facilitators do, and whoever said or wrote it."""

    def is_read(one: Comment) -> bool:
        own = role == "facilitator" or person_id in (one["author"], one["written_by"])
        return not one["taken_back"] and (own or not one["hidden"])

    return frozenset(key for key, one in state["comment"].items() if not is_read(one))


def board_without(board: Board, unread: Unread) -> Board:
    """The board without these words; the same one when it has none of them."""
    comments = board.state["comment"]
    silent = {key: Comment({**one, "text": None}) for key, one in comments.items() if key in unread and one["text"]}
    shown = Records({**comments, **silent})
    return replace(board, state=State({**board.state, "comment": shown})) if silent else board


def events_without(events: Iterable[Event], unread: Unread) -> Iterator[Event]:
    """The log without these words, now and before; `withdrawn` names their places, as where words were taken back."""
    for event in events:
        paths = list(_paths(event["changes"], unread))
        yield _without(event, paths) if paths else event


def lines_without(lines: Iterable[str], unread: Unread) -> Iterator[str]:
    """`records.jsonl` without the openings of these words: leaves and chain stay as they are."""
    for line in lines:
        yield _line_without(line, unread) if IN_A_LINE in line else line


def _line_without(line: str, unread: Unread) -> str:
    try:
        record = json.loads(line)
        gone = set(_paths(json.loads(record["leaf"])["changes"], unread)) & record["openings"].keys()
    except (ValueError, KeyError, TypeError, AttributeError):
        return line
    if not gone:
        return line
    record["openings"] = {path: opening for path, opening in record["openings"].items() if path not in gone}
    return canonical(record).decode() + "\n"


def _paths(changes: Iterable[Any], unread: Unread) -> Iterator[str]:
    for number, change in enumerate(changes):
        if change["kind"] == "comment" and change["id"] in unread:
            for side in ("before", "after"):
                if (change[side] or {}).get("text") is not None:
                    yield f"/changes/{number}/{side}/text"


def _without(event: Event, paths: list[str]) -> Event:
    gone = set(paths)
    changes = [_silent(change, f"/changes/{number}", gone) for number, change in enumerate(event["changes"])]
    return Event({**event, "changes": changes, "withdrawn": sorted({*event.get("withdrawn", ()), *gone})})


def _silent(change: Change, at: str, gone: set[str]) -> Change:
    sides: dict[str, Any] = {
        side: {**(fields or {}), "text": None} if f"{at}/{side}/text" in gone else fields
        for side, fields in (("before", change["before"]), ("after", change["after"]))
    }
    return Change({"kind": change["kind"], "id": change["id"], "before": sides["before"], "after": sides["after"]})
