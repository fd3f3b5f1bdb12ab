"""Moments with a name, in words."""

from typing import Literal

from app.export.scene import Scene, quoted

MomentEvent = Literal["moment.named", "moment.removed"]


def moment(kind: MomentEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    change = scene.changes[0]
    state = scene.after if kind == "moment.named" else scene.before
    name = quoted(state["moment"][change["id"]]["name"])
    return f"named a moment {name}" if kind == "moment.named" else f"took the name {name} off a moment"
