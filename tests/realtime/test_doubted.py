"""Who is out of a study loses the line also when the store cannot be asked at that moment (rule A10)."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

from sqlmodel import Session as Asking

from app.main import now
from app.protocol import CLOSE_NOT_ALLOWED
from app.realtime.broker import NoBus
from app.realtime.others import Others
from app.realtime.session import Session
from app.realtime.watch import Watch
from app.store.backend import Answer, StorageUnavailable
from app.store.database import Database
from app.store.people import add_person, remove_person
from app.store.tables import BoardRow
from app.web.context import Context
from app.web.people import tell_rooms
from tests.line import PATIENCE
from tests.realtime.rooms import House, house


class Busy:
    """A store that cannot be asked for some turns. Everything else is the real one."""

    def __init__(self, database: Database, turns: int) -> None:
        self._database, self.turns = database, turns

    async def read(self, question: Callable[[Asking], Answer]) -> Answer:
        """An answer, or a disk that does not give one just now."""
        if self.turns:
            self.turns -= 1
            raise StorageUnavailable
        return await self._database.read(question)


async def removed(own: House) -> tuple[str, str]:
    """Somebody who was taken out of the study, with nobody told; and the study."""

    def work(asking: Asking) -> str:
        return asking.get_one(BoardRow, own.board_id).study_id

    study = await own.database.read(work)
    person = await own.database.write(lambda t: add_person(t, study, "co_researcher", "Grey Wren", now()).id)
    await own.database.write(lambda t: remove_person(t, study, person, now()))
    return person, study


async def closed(session: Session) -> int | None:
    """How a connection ends."""
    bell = asyncio.Event()
    session.ring_bell = bell.set
    async with asyncio.timeout(PATIENCE):
        while session.close_code is None:
            await bell.wait()
            bell.clear()
    return session.close_code


def test_A10_a_line_is_closed_as_soon_as_the_store_can_be_asked(tmp_path: Path) -> None:
    async def run() -> None:
        async with house(tmp_path) as own:
            busy = Busy(own.database, turns=2)
            database = cast(Database, busy)
            person, study = await removed(own)
            _, session = await own.enter(None, own.person(person), own.person())
            context = cast(Context, type("Parts", (), {"database": database, "hub": own.hub}))
            others = Others(own.hub, Watch(own.hub, database), NoBus(), looks=False)
            following = asyncio.create_task(others.run())

            await tell_rooms(context, study)
            assert session.close_code is None

            assert await closed(session) == CLOSE_NOT_ALLOWED
            assert busy.turns == 0
            following.cancel()

    asyncio.run(run())


def test_A10_whoever_is_taken_out_is_shown_out_without_asking(tmp_path: Path) -> None:
    async def run() -> None:
        async with house(tmp_path) as own:
            _, gone = await own.enter(None, own.person("person-gone"), own.person())
            _, stays = await own.enter()
            own.hub.show_out("person-gone")
            assert (gone.close_code, stays.close_code) == (CLOSE_NOT_ALLOWED, None)

    asyncio.run(run())
