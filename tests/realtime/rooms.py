"""Rooms on a real store, driven step by step on one event loop."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from app.domain.commands import CardCreate
from app.domain.events import Author
from app.domain.limits import LIMITS, Limits
from app.main import now, open_log
from app.protocol import PersonShown
from app.realtime.hub import Hub, People
from app.realtime.room import Room
from app.realtime.session import Session, Visitor
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.posting import Answer
from app.store.studies import NewStudy, Titles, create_study
from app.store.submission import Submission

NUMBERS = itertools.count(1)


class House:
    """A store with one study, and the hub of a server."""

    def __init__(self, database: Database, log: EventLog, made: NewStudy, limits: Limits) -> None:
        self.database, self.log, self.hub = database, log, Hub(log, limits, time.monotonic)
        self.board_id = made.board_id
        self.me = made.facilitator.id

    def person(self, person_id: str = "", *, active: bool = True) -> PersonShown:
        """Somebody as a list of people shows them."""
        name = person_id or self.me
        return PersonShown(id=name, pseudonym=name, role="facilitator", colour="teal", active=active)

    async def enter(self, after: int | None = None, *people: PersonShown) -> tuple[Room, Session]:
        """A new connection of the first of these people, or of the facilitator."""
        known = people or (self.person(),)
        visitor = Visitor(known[0]["id"], "facilitator", "token")
        room, session, _ = await self.hub.enter(self.board_id, visitor, after, people_of(known))
        return room, session

    async def post(self, session: Session, submission: Submission) -> Answer | None:
        """Asks as a connection does, and waits for what the server would tell it."""
        told: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.hub.post(session, self.board_id, submission, told.set_result)
        return await told

    def submission(self, command_id: str = "") -> Submission:
        """A new card."""
        number = next(NUMBERS)
        command = CardCreate(type="card.create", card_id=f"card-{number:06}", text="Finding")
        return Submission(Author(self.me, "facilitator"), command_id or f"command-{number:06}", command)


@contextlib.asynccontextmanager
async def house(folder: Path, limits: Limits = LIMITS) -> AsyncIterator[House]:
    """A house on a new store."""
    with Database(folder / "themeroom.sqlite") as database:
        log = open_log(database)
        titles = Titles("Study", "Board")
        made = await database.write(lambda transaction: create_study(transaction, log, titles, now()))
        yield House(database, log, made, limits)


def people_of(known: tuple[PersonShown, ...]) -> People:
    """What the store would answer."""

    async def people() -> tuple[PersonShown, ...]:
        return known

    return people


async def heard(room: Room, session: Session, upto: int) -> list[dict[str, Any]]:
    """The `events` frames until an event, as the connection's writer takes them."""
    frames: list[dict[str, Any]] = []
    bell = asyncio.Event()
    session.ring_bell = bell.set
    while session.cursor < upto:
        if not room.has_more_for(session):
            await bell.wait()
        bell.clear()
        frames += [json.loads(text) for text in await room.frames_for(session)]
    return [frame for frame in frames if frame["type"] == "events"]


def seqs(frames: list[dict[str, Any]]) -> list[int]:
    """The seqs in frames, as they came."""
    return [event["seq"] for frame in frames for event in frame["events"]]
