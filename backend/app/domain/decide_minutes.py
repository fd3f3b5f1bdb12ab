"""Deciding what happens to minutes: written, changed, signed. Every version stays in the log."""

from typing import Any, assert_never

from app.domain.access import a_meeting, a_new_id, minutes_of, room_for
from app.domain.changes import created, updated
from app.domain.commands_meetings import MinutesCommand, MinutesEdit, MinutesSign, MinutesWrite
from app.domain.days import a_day
from app.domain.errors import Stale
from app.domain.events import Author, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_meetings import Minutes, Signature
from app.domain.texts import clean


def minutes(board: Board, author: Author, command: MinutesCommand, at: str) -> Draft:
    """What happens when minutes are written, changed or signed."""
    match command:
        case MinutesWrite():
            return _write(board, command)
        case MinutesEdit():
            return _edit(board, command)
        case MinutesSign():
            return _sign(board, author, command, at)
        case _:
            assert_never(command)


def _write(board: Board, command: MinutesWrite) -> Draft:
    a_new_id(board, "minutes", command.minutes_id)
    room_for(len(board.state["minutes"]), LIMITS.minutes, "minutes")
    if command.meeting_id is not None:
        a_meeting(board, command.meeting_id)
    record = Minutes(
        title=clean(command.title, "title", LIMITS.minutes_title),
        text=clean(command.text, "text", LIMITS.minutes_text),
        meeting_id=command.meeting_id,
        held_on=None if command.held_on is None else a_day(command.held_on, "held_on"),
        version=1,
    )
    return Draft("minutes.written", (created("minutes", command.minutes_id, record),))


def _edit(board: Board, command: MinutesEdit) -> Draft:
    record = minutes_of(board, command.minutes_id)
    if command.version is not None:
        _same_version(record, command.minutes_id, command.version)
    held_on = record["held_on"]
    if command.given("held_on"):
        held_on = None if command.held_on is None else a_day(command.held_on, "held_on")
    new: dict[str, Any] = {
        "title": clean(command.title, "title", LIMITS.minutes_title) or record["title"],
        "text": clean(command.text, "text", LIMITS.minutes_text) or record["text"],
        "held_on": held_on,
    }
    if updated("minutes", command.minutes_id, record, **new):
        new["version"] = record["version"] + 1
    return Draft("minutes.edited", tuple(updated("minutes", command.minutes_id, record, **new)))


def _same_version(record: Minutes, minutes_id: str, version: int) -> None:
    """Raises Stale when somebody has written a newer version meanwhile."""
    if version != record["version"]:
        raise Stale("The minutes have changed. Read them again first.", kind="minutes", id=minutes_id)


def _sign(board: Board, author: Author, command: MinutesSign, at: str) -> Draft:
    record = minutes_of(board, command.minutes_id)
    _same_version(record, command.minutes_id, command.version)
    signature = Signature(minutes_id=command.minutes_id, version=command.version, person=author.speaker, at=at)
    thing = (command.minutes_id, command.version, author.speaker)
    signed = ((one["minutes_id"], one["version"], one["person"]) for one in board.state["signature"].values())
    if thing in signed:
        return Draft("minutes.signed", ())
    room_for(len(board.state["signature"]), LIMITS.signatures, "signatures")
    a_new_id(board, "signature", command.signature_id)
    return Draft("minutes.signed", (created("signature", command.signature_id, signature),))
