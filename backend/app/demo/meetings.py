"""The meetings of the demo; home work lies between them."""

from app.demo.hands import Hands
from app.demo.script import FACILITATOR
from app.domain.commands_meetings import MeetingEnd, MeetingStart

BY_PHONE = ("CR6",)
"""CR6 had no device at first; the facilitator wrote for CR6."""


def start_meeting(hands: Hands, number: int, title: str) -> None:
    """The facilitator opens a meeting."""
    hands.script.do(FACILITATOR, MeetingStart(type="meeting.start", meeting_id=f"meeting-{number}", title=title))


def end_meeting(hands: Hands, number: int) -> None:
    """The facilitator closes a meeting."""
    hands.script.do(FACILITATOR, MeetingEnd(type="meeting.end", meeting_id=f"meeting-{number}"))
