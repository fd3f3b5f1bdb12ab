"""What can be asked for about meetings, stages, the clock and minutes."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.asked import Asked, Id
from app.domain.limits import LIMITS
from app.domain.model_meetings import Lock, StageName

MeetingTitle = Annotated[str, Field(max_length=LIMITS.meeting_title)]
GuestName = Annotated[str, Field(max_length=LIMITS.guest_name)]
TimerTitle = Annotated[str, Field(max_length=LIMITS.timer_title)]
Seconds = Annotated[int, Field(ge=10, le=LIMITS.timer_seconds)]
MinutesTitle = Annotated[str, Field(max_length=LIMITS.minutes_title)]
MinutesText = Annotated[str, Field(max_length=LIMITS.minutes_text)]
Version = Annotated[int, Field(ge=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class MeetingStart(Asked):
    type: Literal["meeting.start"]
    meeting_id: Id
    title: MeetingTitle


class MeetingEnd(Asked):
    type: Literal["meeting.end"]
    meeting_id: Id


class MeetingAttend(Asked):
    """Somebody is there: a person of the study, or by `name` somebody in the room without a device. Alone: oneself."""

    type: Literal["meeting.attend"]
    attendance_id: Id
    meeting_id: Id
    person_id: Id | None = None
    name: GuestName | None = None


class MeetingUnattend(Asked):
    type: Literal["meeting.unattend"]
    attendance_id: Id


class StageSet(Asked):
    type: Literal["stage.set"]
    stage: StageName


class LockSet(Asked):
    type: Literal["lock.set"]
    lock: Lock


class LockLift(Asked):
    type: Literal["lock.lift"]
    lock: Lock


class TimerStart(Asked):
    type: Literal["timer.start"]
    seconds: Seconds
    title: TimerTitle | None = None


class TimerStop(Asked):
    type: Literal["timer.stop"]


class MinutesWrite(Asked):
    type: Literal["minutes.write"]
    minutes_id: Id
    title: MinutesTitle
    text: MinutesText
    meeting_id: Id | None = None
    held_on: Day | None = None


class MinutesEdit(Asked):
    """With `version` only that version is changed, so that nobody writes over words they have not seen."""

    type: Literal["minutes.edit"]
    minutes_id: Id
    title: MinutesTitle | None = None
    text: MinutesText | None = None
    held_on: Day | None = None
    version: Version | None = None


class MinutesSign(Asked):
    """One stands for the version one has read."""

    type: Literal["minutes.sign"]
    signature_id: Id
    minutes_id: Id
    version: Version


MeetingCommand = MeetingStart | MeetingEnd | MeetingAttend | MeetingUnattend
GuideCommand = StageSet | LockSet | LockLift | TimerStart | TimerStop
MinutesCommand = MinutesWrite | MinutesEdit | MinutesSign
