"""The way between the processes of one store. Losing it costs delay and the sight of people elsewhere (law L8)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from app.realtime.hints import Hint, Said

Hear = Callable[[Said], None]


class BusState(StrEnum):
    """Whether hints travel just now."""

    NONE = "none"
    THERE = "there"
    AWAY = "away"


class Bus(Protocol):
    """Carries hints between processes. Nothing here waits for anybody, but `run`."""

    @property
    def state(self) -> BusState:
        """Whether hints travel just now."""

    def publish(self, hint: Hint) -> None:
        """Sends a hint soon, or loses it. Never waits and never fails."""

    def follow(self, board_id: str) -> None:
        """From now on, hints about this board are heard."""

    def unfollow(self, board_id: str) -> None:
        """Hints about this board are no longer heard."""

    async def run(self, hear: Hear) -> None:
        """Carries hints until it is cancelled, however often the way breaks."""


class NoBus:
    """One process alone, or several that only have the log."""

    state = BusState.NONE

    def publish(self, hint: Hint) -> None:
        """Nobody listens."""

    def follow(self, board_id: str) -> None:
        """Nobody speaks."""

    def unfollow(self, board_id: str) -> None:
        """Nobody speaks."""

    async def run(self, hear: Hear) -> None:
        """Nothing to do."""
