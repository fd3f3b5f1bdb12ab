"""A simulated browser: a screen, its connection, and what it sends again."""

from typing import Any

from app.protocol import PersonShown
from tests.faults.screen import Screen
from tests.server import new_id
from tests.simulation.line import SimulatedLine

NOT_YET = ("too_fast", "storage_unavailable")


class Browser:
    """One person at one screen."""

    def __init__(self, person: PersonShown) -> None:
        self.person = person
        self.screen = Screen()
        self.people: dict[str, Any] = {}
        self.line: SimulatedLine | None = None
        self.later: list[str] = []

    def ask(self, command: dict[str, Any]) -> None:
        """A command goes out, or waits for a connection."""
        submit = {"type": "submit", "command_id": new_id("command"), "command": command}
        self.screen.ask(submit)
        if self.line is not None and self.line.is_welcome:
            self.line.say(submit)

    def send_later(self) -> None:
        """What was refused for now goes out again."""
        if self.line is not None and self.line.is_welcome:
            for command_id in self.later:
                if command_id in self.screen.pending:
                    self.line.say(self.screen.pending[command_id])
            self.later.clear()

    def take(self) -> None:
        """The next frame arrives."""
        assert self.line is not None
        frame = self.line.take()
        if frame["type"] == "rejected" and frame["code"] in NOT_YET:
            self.later.append(frame["command_id"])
            return
        assert self.screen.take(frame), f"events are missing before {frame}"
        if frame["type"] == "welcome":
            self._welcomed(frame)
        elif frame["type"] == "presence":
            self.people |= {person["id"]: person for person in frame["people"]}

    def _welcomed(self, frame: dict[str, Any]) -> None:
        assert self.line is not None
        self.people = {person["id"]: person for person in frame["people"]}
        self.line.is_welcome = True
        self.later.clear()
        for submit in self.screen.pending.values():
            self.line.say(submit)
