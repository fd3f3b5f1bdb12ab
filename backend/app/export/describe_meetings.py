"""Who was there, the stage, what was closed for now, the clock and the minutes, in words."""

from collections.abc import Mapping
from typing import Literal, assert_never, cast

from app.domain.model_meetings import Attendance
from app.export.scene import Scene, quoted

AttendanceEvent = Literal["meeting.attended", "meeting.unattended"]
GuideEvent = Literal["stage.set", "lock.set", "lock.lifted", "timer.started", "timer.stopped"]
MinutesEvent = Literal["minutes.written", "minutes.edited", "minutes.signed"]
STAGES = {"collect": "Collect", "sort": "Sort", "name": "Name", "talk": "Talk", "check": "Check", "review": "Review"}
LOCKS = {"writing": "writing cards", "sorting": "moving cards", "naming": "changing themes"}


def attendance(kind: AttendanceEvent, scene: Scene, names: Mapping[str, str], speaker: str | None) -> str:
    """The deed without who and full stop. `speaker`: who says it."""
    change = scene.changes[0]
    record = cast(Attendance, change["after"] or change["before"])
    who = quoted(record["name"]) if record["person"] is None else names.get(record["person"], "somebody")
    there = "was" if kind == "meeting.attended" else "was not"
    if record["person"] is not None and record["person"] == speaker:
        return f"{there} at the meeting"
    return f"noted that {who} {there} at the meeting"


def guide(kind: GuideEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    match kind:
        case "stage.set":
            return f"turned to the stage {quoted(STAGES[next(iter(scene.after['stage'].values()))['stage']])}"
        case "lock.set":
            return f"closed {LOCKS[scene.changes[0]['id']]} for now"
        case "lock.lifted":
            return f"opened {LOCKS[scene.changes[0]['id']]} again"
        case "timer.started":
            title = next(iter(scene.after["timer"].values()))["title"]
            return "started the clock" if title is None else f"started the clock for {quoted(title)}"
        case "timer.stopped":
            return "stopped the clock"
        case _:
            assert_never(kind)


def minutes(kind: MinutesEvent, scene: Scene) -> str:
    """The deed without who and full stop."""
    change = scene.changes[0]
    if kind == "minutes.signed":
        signature = scene.after["signature"][change["id"]]
        title = scene.after["minutes"][signature["minutes_id"]]["title"]
        return f"signed version {signature['version']} of the minutes {quoted(title)}"
    verb = "wrote" if kind == "minutes.written" else "changed"
    return f"{verb} the minutes {quoted(scene.after['minutes'][change['id']]['title'])}"
