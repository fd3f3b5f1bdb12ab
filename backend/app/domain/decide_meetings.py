"""Deciding what happens to meetings, stages, locks, the clock and minutes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, assert_never

from app.domain.access import a_meeting, a_new_id, room_for
from app.domain.changes import created, removed, updated
from app.domain.commands_meetings import (
    GuideCommand,
    LockLift,
    LockSet,
    MeetingAttend,
    MeetingCommand,
    MeetingEnd,
    MeetingStart,
    MeetingUnattend,
    StageSet,
    TimerStart,
    TimerStop,
)
from app.domain.errors import Closed, Invalid, NotAllowed, NotFound, Stale
from app.domain.events import Author, Change, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_meetings import Attendance, Lock, Locked, Meeting, Stage, Timer
from app.domain.texts import clean, optional

LOCK_OF: dict[str, Lock] = {"card": "writing", "placement": "sorting", "kept": "sorting", "theme": "naming"}


def meeting(board: Board, author: Author, command: MeetingCommand) -> Draft:
    """What happens when a meeting starts or ends, and when somebody is there."""
    match command:
        case MeetingStart():
            return _start(board, command)
        case MeetingEnd():
            return _end(board, command)
        case MeetingAttend():
            return _attend(board, author, command)
        case MeetingUnattend():
            return _unattend(board, command)
        case _:
            assert_never(command)


def guide(board: Board, author: Author, command: GuideCommand, at: str) -> Draft:
    """What happens when a facilitator sets the stage, a lock or the clock."""
    match command:
        case StageSet():
            stage = Stage(stage=command.stage, set_by=author.speaker)
            return Draft("stage.set", _put(board, "stage", stage))
        case LockSet():
            new = () if command.lock in board.state["lock"] else (Locked(set_by=author.speaker),)
            return Draft("lock.set", tuple(created("lock", command.lock, lock) for lock in new))
        case LockLift():
            lock = board.state["lock"].get(command.lock)
            return Draft("lock.lifted", () if lock is None else (removed("lock", command.lock, lock),))
        case TimerStart():
            return _start_timer(board, author, command, at)
        case TimerStop():
            timer = board.state["timer"].get(board.id)
            return Draft("timer.stopped", () if timer is None else (removed("timer", board.id, timer),))
        case _:
            assert_never(command)


def demand_open(board: Board, author: Author, changes: Iterable[Change]) -> None:
    """Raises Closed when something is changed that is closed for now. Facilitators pass."""
    locks = board.state["lock"]
    if not locks or author.role == "facilitator":
        return
    for change in changes:
        lock = LOCK_OF.get(change["kind"])
        if lock in locks:
            raise Closed("A facilitator has closed this for now.", lock=lock)


def _start(board: Board, command: MeetingStart) -> Draft:
    """A meeting begins. One at a time."""
    a_new_id(board, "meeting", command.meeting_id)
    running = next((key for key, meeting in board.state["meeting"].items() if meeting["open"]), None)
    if running is not None:
        raise Stale("A meeting is going on. End it first.", kind="meeting", id=running)
    record = Meeting(title=clean(command.title, "title", LIMITS.meeting_title), open=True)
    return Draft("meeting.started", (created("meeting", command.meeting_id, record),))


def _end(board: Board, command: MeetingEnd) -> Draft:
    record = a_meeting(board, command.meeting_id)
    return Draft("meeting.ended", tuple(updated("meeting", command.meeting_id, record, open=False)))


def _attend(board: Board, author: Author, command: MeetingAttend) -> Draft:
    """Once is enough: somebody who is known to be there changes nothing."""
    name = None if command.name is None else clean(command.name, "name", LIMITS.guest_name)
    person = None if name is not None else command.person_id or author.speaker
    if command.person_id is not None and name is not None:
        raise Invalid("Say a person or a name.", field="name")
    _may_note(a_meeting(board, command.meeting_id), author, command, person)
    record = Attendance(meeting_id=command.meeting_id, person=person, name=name)
    if record in board.state["attendance"].values():
        return Draft("meeting.attended", ())
    a_new_id(board, "attendance", command.attendance_id)
    room_for(len(board.state["attendance"]), LIMITS.attendances, "attendances")
    return Draft("meeting.attended", (created("attendance", command.attendance_id, record),))


def _may_note(meeting: Meeting, author: Author, command: MeetingAttend, person: str | None) -> None:
    """A facilitator notes anybody at any time; everybody else says it for themselves, while it goes on."""
    if author.role == "facilitator":
        return
    if person != author.person_id:
        raise NotAllowed("Only a facilitator says who else is there.", asked="meeting.attend", role=author.role)
    if not meeting["open"]:
        raise Stale("This meeting is over. A facilitator can add you.", kind="meeting", id=command.meeting_id)


def _unattend(board: Board, command: MeetingUnattend) -> Draft:
    record = board.state["attendance"].get(command.attendance_id)
    if record is None:
        raise NotFound("Nobody is noted there.", kind="attendance", id=command.attendance_id)
    return Draft("meeting.unattended", (removed("attendance", command.attendance_id, record),))


def _start_timer(board: Board, author: Author, command: TimerStart, at: str) -> Draft:
    end = datetime.fromisoformat(at) + timedelta(seconds=command.seconds)
    ends_at = end.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    title = optional(command.title, "title", LIMITS.timer_title)
    timer = Timer(title=title, ends_at=ends_at, set_by=author.speaker)
    return Draft("timer.started", _put(board, "timer", timer))


def _put(board: Board, kind: Literal["stage", "timer"], record: Stage | Timer) -> tuple[Change, ...]:
    """The one record of its kind, made or changed. Who sets it again is the one who set it."""
    there = board.records(kind).get(board.id)
    return (created(kind, board.id, record),) if there is None else tuple(updated(kind, board.id, there, **record))
