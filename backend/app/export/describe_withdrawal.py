"""What was taken back, in words. Never whose words they were when the name went too."""

from typing import Literal, assert_never

from app.domain.model_withdrawal import Way
from app.export.scene import Scene

WithdrawalEvent = Literal["withdrawal.asked", "withdrawal.cancelled", "words.removed"]
WHAT = {
    "card": "a card",
    "theme": "a theme",
    "comment": "a comment",
    "vote": "an answer",
    "minutes": "minutes",
    "attendance": "a note of who was there",
    "moment": "the name of a moment",
}


def withdrawal(event_type: WithdrawalEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match event_type:
        case "withdrawal.asked":
            return _asked(next(scene.after["withdrawal"][key]["way"] for key in scene.made("withdrawal")))
        case "withdrawal.cancelled":
            return "changed their mind, and put back what they had taken back"
        case "words.removed":
            on = next(scene.after["withdrawal"][key]["on_kind"] for key in scene.made("withdrawal"))
            return f"removed words that were put here by mistake from {WHAT.get(on or '', 'a reason')}"
        case _:
            assert_never(event_type)


def _asked(way: Way) -> str:
    match way:
        case "stop":
            return "stopped taking part"
        case "unlink":
            return "took their name out"
        case "words":
            return "took their words back"
        case "all":
            return "took their words, name and answers back"
        case "source":
            return "took back everything from one source"
        case "removed":
            return "removed words"
        case _:
            assert_never(way)
