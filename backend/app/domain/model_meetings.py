"""Records of meetings: who was there, the stage, what is closed for now, the clock, the minutes."""

from typing import Literal

from typing_extensions import TypedDict

from app.domain.words import PersonRef, Words

StageName = Literal["collect", "sort", "name", "talk", "check", "review"]
Lock = Literal["writing", "sorting", "naming"]
"""What can be closed for now: cards, placements, themes. Facilitators pass."""


class Meeting(TypedDict):
    """A stretch of the log; `open` until it has ended."""

    title: Words
    open: bool


class Attendance(TypedDict):
    """Somebody at a meeting: a person of the study, or the name of somebody in the room without a device."""

    meeting_id: str
    person: PersonRef | None
    name: Words | None


class Stage(TypedDict):
    """What the group is at, as advice. Stands under the board's id."""

    stage: StageName
    set_by: PersonRef


class Locked(TypedDict):
    """Stands under the name of a lock for as long as it is set."""

    set_by: PersonRef


class Timer(TypedDict):
    """Stands under the board's id while a clock runs. `ends_at` is ISO 8601, UTC, by the server's clock."""

    title: Words | None
    ends_at: str
    set_by: PersonRef


class Minutes(TypedDict):
    """Minutes in Markdown, drafted from a meeting or pasted in. `held_on` is a day (ISO 8601). Every edit counts."""

    title: Words
    text: Words
    meeting_id: str | None
    held_on: str | None
    version: int


class Signature(TypedDict):
    """Somebody stands for a version of minutes."""

    minutes_id: str
    version: int
    person: PersonRef
    at: str
