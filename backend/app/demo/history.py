"""Placeholder until helper X's file arrives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.commands import Command, MeetingStart

PEOPLE = ("Facilitator", "CR1")
SOURCE = "source"
TITLE = "What do outcomes mean to us?"


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    actor: str
    command: Command
    why: str | None = None
    on_behalf_of: str | None = None


def history(now: datetime) -> Sequence[Step]:
    return [Step(now - timedelta(days=1), "Facilitator", MeetingStart(type="meeting.start", meeting_id="meeting-1", title="M"))]
