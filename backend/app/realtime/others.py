"""What this process does about the others on the same store: hears their hints, and looks for itself besides."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import assert_never

from app.domain.errors import Rejection
from app.realtime.broker import Bus, BusState
from app.realtime.hints import PACE, HeadAt, Here, PeopleChanged, Said, Spent, WhoIsHere
from app.realtime.hub import Hub
from app.realtime.watch import Watch

logger = logging.getLogger("themeroom")
HEADS_SECONDS = 0.25
"""Between two looks at the heads of all open boards."""
PEOPLE_SECONDS = 2.0
"""Between two looks at the people of all open boards."""
ANSWERS_SECONDS = 1.0
"""Between two looks at how many have answered where that is all one may know: several answers come as one number."""
PACE_SECONDS = 0.05
"""Between two times that a process tells how many commands it let through."""
TELL_SECONDS = 4.0
"""Between two times that a process tells of all its people."""
PAUSE_SECONDS = 0.5
"""Before something is tried again that the store or the bus could not do."""
GONE_SECONDS = 12.0
"""The people of a process that is not heard of for so long are no longer shown."""


class Others:
    """The other processes, as this one sees them. `looks`: they may write to the store, so it is looked at too."""

    def __init__(self, hub: Hub, watch: Watch, bus: Bus, *, looks: bool) -> None:
        self._hub = hub
        self._watch = watch
        self._bus = bus
        self._looks = looks
        self._last_heard: dict[tuple[str, str], float] = {}

    async def run(self) -> None:
        """Until it is cancelled. None of this is in the way of a command."""
        self._bus.follow(PACE)
        async with asyncio.TaskGroup() as group:
            group.create_task(_again(lambda: self._bus.run(self._hear), TELL_SECONDS))
            group.create_task(_again(self._watch.catch_up, 0))
            group.create_task(_again(self._watch.renew_people, 0))
            group.create_task(_again(self._tell, TELL_SECONDS))
            group.create_task(_again(self._watch.look_at_answers, ANSWERS_SECONDS))
            if self._bus.state is not BusState.NONE:
                group.create_task(_again(self._tell_pace, PACE_SECONDS))
            if self._looks:
                group.create_task(_again(self._watch.look_at_heads, HEADS_SECONDS))
                group.create_task(_again(self._watch.look_at_people, PEOPLE_SECONDS))

    def _hear(self, said: Said) -> None:
        if isinstance(said.hint, Spent):
            self._hub.pace.charge(said.hint.people)
            return
        room = self._hub.open_rooms.get(said.hint.board_id)
        if room is None:
            return
        match said.hint:
            case HeadAt(board_id, seq):
                self._watch.head_is(board_id, seq)
            case PeopleChanged(board_id):
                self._watch.people_changed([board_id])
            case Here(board_id, doing, whole):
                self._last_heard[board_id, said.process] = _now()
                room.hear(said.process, doing, whole=whole)
            case WhoIsHere(board_id):
                self._bus.publish(Here(board_id, room.presence.here(), whole=True))
            case _:
                assert_never(said.hint)

    async def _tell_pace(self) -> None:
        spent = self._hub.pace.take_spent()
        if spent:
            self._bus.publish(Spent(spent))

    async def _tell(self) -> None:
        """Tells of everybody here, and forgets whoever was told of by a process that is silent now."""
        for board_id, room in self._hub.open_rooms.items():
            self._bus.publish(Here(board_id, room.presence.here(), whole=True))
        for (board_id, process), heard in list(self._last_heard.items()):
            room_or_none = self._hub.open_rooms.get(board_id)
            if room_or_none is None or heard < _now() - GONE_SECONDS:
                del self._last_heard[board_id, process]
            if room_or_none is not None and heard < _now() - GONE_SECONDS:
                room_or_none.hear(process, {}, whole=True)


async def _again(turn: Callable[[], Awaitable[None]], seconds: float) -> None:
    """Takes turns for ever, whatever comes of one. The same trouble is told once."""
    trouble = ""
    while True:
        try:
            await turn()
            trouble = ""
        except (Rejection, OSError) as error:
            if trouble != type(error).__name__:
                trouble = type(error).__name__
                logger.warning("other processes cannot be followed just now: %s", trouble)
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:
            logger.exception("following other processes failed")
            await asyncio.sleep(TELL_SECONDS)
        await asyncio.sleep(seconds)


def _now() -> float:
    return asyncio.get_running_loop().time()
