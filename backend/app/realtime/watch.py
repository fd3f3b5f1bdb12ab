"""Brings the open rooms up to what other processes wrote to the store: their logs, and their people."""

import asyncio
from collections.abc import Iterable, Sequence

from app.protocol import CLOSE_SIGNED_OUT
from app.realtime.hub import Hub
from app.realtime.session import Session
from app.store.ballots import counted
from app.store.database import Database
from app.store.watching import Belonging, belonging_to, heads_of

AT_ONCE = 100
"""Boards whose people are asked for in one question."""


class Watch:
    """Which rooms are behind and whose people may have changed. Each method that waits takes one turn."""

    def __init__(self, hub: Hub, database: Database) -> None:
        self._hub = hub
        self._database = database
        self._behind: set[str] = set()
        self._some_are_behind = asyncio.Event()
        self._stale: set[str] = set()
        self._some_are_stale = asyncio.Event()
        hub.doubted = self.people_changed

    def head_is(self, board_id: str, seq: int) -> None:
        """A board's log goes up to this seq."""
        room = self._hub.open_rooms.get(board_id)
        if room is not None and room.ring.head < seq:
            self._behind.add(board_id)
            self._some_are_behind.set()

    def people_changed(self, board_ids: Iterable[str]) -> None:
        """The people of these boards may be others now."""
        self._stale.update(board_ids)
        if self._stale:
            self._some_are_stale.set()

    async def catch_up(self) -> None:
        """Waits for rooms that are behind and shows them what they lack."""
        await self._some_are_behind.wait()
        self._some_are_behind.clear()
        behind, self._behind = self._behind, set()
        rooms = [room for room in map(self._hub.open_rooms.get, behind) if room is not None]
        for ending in await asyncio.gather(*(room.keep_up() for room in rooms), return_exceptions=True):
            if isinstance(ending, BaseException):
                raise ending

    async def renew_people(self) -> None:
        """Waits for boards whose people may have changed and looks who they are. What fails waits for another turn."""
        await self._some_are_stale.wait()
        self._some_are_stale.clear()
        stale, self._stale = sorted(self._stale), set()
        try:
            while stale:
                await self._renew(stale[:AT_ONCE])
                del stale[:AT_ONCE]
        finally:
            self.people_changed(stale)

    async def look_at_heads(self) -> None:
        """Asks the store for the heads of all open boards."""
        board_ids = list(self._hub.open_rooms)
        if board_ids:
            heads = await self._database.read(lambda session: heads_of(session, board_ids))
            for board_id, seq in heads.items():
                self.head_is(board_id, seq)

    async def look_at_people(self) -> None:
        """Has the people of all open boards renewed."""
        self.people_changed(self._hub.open_rooms.keys())

    async def look_at_answers(self) -> None:
        """Asks the store how many have answered the rounds that hide it, and tells who is connected."""
        board_ids = [board_id for board_id, room in self._hub.open_rooms.items() if room.hiding and room.connections]
        if board_ids:
            counts = await self._database.read(lambda session: counted(session, board_ids))
            for board_id in board_ids:
                room = self._hub.open_rooms.get(board_id)
                if room is not None:
                    room.know_answered(counts[board_id])

    async def _renew(self, board_ids: Sequence[str]) -> None:
        sessions = {
            board_id: self._hub.open_rooms[board_id].sessions
            for board_id in board_ids
            if board_id in self._hub.open_rooms
        }
        tokens = {session.visitor.token_hash for those in sessions.values() for session in those}
        found = await self._database.read(lambda session: belonging_to(session, board_ids, tokens))
        for board_id, belonging in found.items():
            room = self._hub.open_rooms.get(board_id)
            if room is not None:
                room.know_people(belonging.people)
                _show_out(sessions.get(board_id, ()), belonging)


def _show_out(sessions: Sequence[Session], belonging: Belonging) -> None:
    """Closes what a browser opened as somebody it is no more. Only connections from before the look are judged."""
    for session in sessions:
        if belonging.persons.get(session.visitor.token_hash) != session.visitor.person_id:
            session.close(CLOSE_SIGNED_OUT)
