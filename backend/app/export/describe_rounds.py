"""What was asked and answered, in words."""

from typing import Literal, assert_never

from app.domain.model_rounds import Vote
from app.export.describe_talk import thing
from app.export.scene import Scene, counted, quoted

RoundEvent = Literal["round.opened", "round.closed", "vote.cast"]


def round_(kind: RoundEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "round.opened":
            return f"asked the group {_question(scene, scene.changes[0]['id'])}"
        case "round.closed":
            return f"closed the round {_question(scene, scene.touched('round', 'open')[-1])}"
        case "vote.cast":
            vote = scene.after["vote"][scene.changes[0]["id"]]
            return f"{_answer(scene, vote)} in the round {_question(scene, vote['round_id'])}"
        case _:
            assert_never(kind)


def _question(scene: Scene, round_id: str) -> str:
    return quoted(scene.after["round"][round_id]["question"])


def _answer(scene: Scene, vote: Vote) -> str:
    value = vote["value"]
    about = "" if vote["on_kind"] == "round" else f" {thing(scene, vote['on_kind'], vote['on_id'])}"
    match value:
        case "abstain":
            return f"would rather not answer{about and ' about'}{about}"
        case "aside":
            return "stood aside"
        case None:
            return "answered"
        case "agree" | "unsure" | "differ":
            because = "" if vote["reason"] is None else f", because {quoted(vote['reason'])},"
            return f"answered “{value}”{about and ' about'}{about}{because}"
        case _:
            return f"gave {counted(value, 'dot')}{about and ' to'}{about}"
