"""What one person's screen holds of a board: the browser's rules, written anew without a line of its code."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.faults.fold import Event, State, empty, fold

Frame = dict[str, Any]


@dataclass
class Screen:
    """Confirmed state at `seq`, and the commands that nobody has answered yet, oldest first.

    `asked` holds all commands of this person, in the order in which they were asked for. `seen` holds all events taken
    in, by seq. `acknowledged` holds the commands the server called done, `refused` the code of the others.
    """

    state: State = field(default_factory=empty)
    seq: int | None = None
    pending: dict[str, Frame] = field(default_factory=dict)
    asked: dict[str, Frame] = field(default_factory=dict)
    seen: dict[int, Event] = field(default_factory=dict)
    acknowledged: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def ask(self, submit: Frame) -> None:
        """A command of this person goes out."""
        self.asked[submit["command_id"]] = self.pending[submit["command_id"]] = submit

    def take(self, frame: Frame) -> bool:
        """Takes in a frame. False: events are missing before it, so the line must be made anew."""
        match frame["type"]:
            case "welcome" if "state" in frame:
                self.state, self.seq = frame["state"], frame["seq"]
            case "events":
                return self._events(frame)
            case "rejected":
                self._refused(frame)
            case _:
                pass
        return True

    def _events(self, frame: Frame) -> bool:
        seq = self.seq or 0
        fresh = [event for event in frame["events"] if event["seq"] > seq]
        if [event["seq"] for event in fresh] != list(range(seq + 1, seq + len(fresh) + 1)):
            return False
        fold(self.state, fresh)
        self.seq = seq + len(fresh)
        self.seen.update({event["seq"]: event for event in fresh})
        for command_id, events in _settled(frame):
            if self.pending.pop(command_id, None) is not None:
                self.acknowledged[command_id] = events
        return True

    def _refused(self, frame: Frame) -> None:
        if self.pending.pop(frame["command_id"], None) is not None:
            self.refused[frame["command_id"]] = frame["code"]


def _settled(frame: Frame) -> Iterator[tuple[str, tuple[Event, ...]]]:
    for event in frame["events"]:
        yield event["command_id"], (event,)
    if "settles" in frame:
        yield frame["settles"], ()
