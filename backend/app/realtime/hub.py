"""All rooms of this process: opened when somebody comes, dropped when the last one leaves."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from app.protocol import PersonShown
from app.realtime.room import Room
from app.realtime.session import Session
from app.store.event_log import EventLog, Outcome, Submission


class Hub:
    """Rooms by board id."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._rooms: dict[str, Room] = {}
        self._empty = asyncio.Event()
        self._empty.set()
        self._opening: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def room(self, board_id: str, people: Sequence[PersonShown]) -> Room:
        """The room of a board, opened from the log when nobody was in it."""
        async with self._opening[board_id]:
            room = self._rooms.get(board_id)
            if room is None:
                room = Room(self._log, await self._log.open(board_id), people)
                self._rooms[board_id] = room
                self._empty.clear()
            room.know_people(people)
            await room.catch_up()
        return room

    def leave(self, room: Room, session: Session) -> None:
        """A connection has gone; an empty room is dropped."""
        room.leave(session)
        if room.is_empty and self._rooms.get(room.board.id) is room:
            del self._rooms[room.board.id]
            if not self._rooms:
                self._empty.set()

    async def submit(self, board_id: str, submission: Submission, session: Session | None = None) -> Outcome:
        """Records a command, and shows it to the room that is open by then.

        The author's connection, if there is one, is told which frame settles it.
        """
        outcome = await self._log.submit(board_id, submission)
        if session is not None and outcome.rejection is None:
            session.settle(submission.command_id, outcome.events)
        room = self._rooms.get(board_id)
        if room is not None:
            await room.show(outcome)
        return outcome

    def know_people(self, board_ids: Sequence[str], people: Sequence[PersonShown]) -> None:
        """Tells the open rooms of a study that its people have changed."""
        for room in self._open(board_ids):
            room.know_people(people)

    def sign_out(self, token_hash: str) -> None:
        """Closes the connections of a browser that has left."""
        for room in self._rooms.values():
            room.sign_out(token_hash)

    def close(self, code: int) -> None:
        """Closes all connections."""
        for room in self._rooms.values():
            room.close(code)

    async def until_empty(self) -> None:
        """Waits until the last connection has gone."""
        await self._empty.wait()

    def _open(self, board_ids: Sequence[str]) -> list[Room]:
        return [self._rooms[board_id] for board_id in board_ids if board_id in self._rooms]
