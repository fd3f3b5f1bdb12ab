"""What a connection says, and what is done about it."""

import asyncio
import json
import logging
import re
from typing import Any, assert_never

from starlette.websockets import WebSocket

from app.domain.errors import BrokenLog, NotFound, Rejection
from app.domain.events import Author
from app.protocol import CLOSE_MALFORMED, Hello, Ping, Pong, PresenceSaid, Submit, read_client_message, rejected
from app.realtime.hub import Hub
from app.realtime.limiter import TooFast
from app.realtime.presence import doing_of
from app.realtime.ring import encoded
from app.realtime.room import Room
from app.realtime.session import Session
from app.store.submission import Submission

logger = logging.getLogger("themeroom")
ID = re.compile(r"[A-Za-z0-9_-]{8,40}")
IN_FLIGHT = 100
"""Commands of one connection that may wait for the disk at a time; the next one is read after that."""


class Listener:
    """Reads one connection. Commands go to the room in the order they came."""

    def __init__(self, hub: Hub, room: Room, session: Session) -> None:
        self._hub = hub
        self._room = room
        self._session = session
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self, socket: WebSocket) -> None:
        """Until the connection ends or says something that is no message at all."""
        while self._session.close_code is None:
            text = await read_text(socket)
            try:
                message = read_client_message(text)
            except Rejection as rejection:
                if not self._reject_submit(text, rejection):
                    self._session.close(CLOSE_MALFORMED)
                continue
            await self._hear(message)

    async def _hear(self, message: Hello | Submit | PresenceSaid | Ping) -> None:
        match message:
            case Submit():
                if self._in_time(message.command_id):
                    await self._start(message)
            case PresenceSaid():
                self._room.say(self._session, doing_of(message))
            case Ping():
                self._session.tell(encoded(Pong(type="pong", t=message.t)))
            case Hello():
                self._session.close(CLOSE_MALFORMED)
            case _:
                assert_never(message)

    def _in_time(self, command_id: str | None) -> bool:
        """Counts a command, right or wrong. One that comes too soon is refused, and its id stays free."""
        try:
            self._hub.demand_pace(self._session.visitor.person_id)
        except TooFast as refusal:
            self._reject(command_id, refusal)
            return False
        return True

    async def _start(self, said: Submit) -> None:
        """Hands a command to the room, unless its person was shown out while it waited."""
        await self._slots.acquire()
        if self._session.close_code is not None:
            return
        task = asyncio.create_task(self._submit(said))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _submit(self, said: Submit) -> None:
        try:
            submission = Submission(self._author(said.on_behalf_of), said.command_id, said.command, said.why)
            outcome = await self._hub.submit_from(self._session, self._room.board.id, submission)
            if outcome.rejection is not None:
                self._reject(said.command_id, outcome.rejection)
        except Rejection as rejection:
            self._reject(said.command_id, rejection)
        except BrokenLog as error:
            logger.error("broken log: %s %s", error, dict(error.detail))  # noqa: TRY400 - the place in the code says nothing
            self._reject(said.command_id, DamagedLog("The log of this board is damaged. Nothing can be changed."))
        except Exception:
            logger.exception("a command failed")
            self._reject(said.command_id, Unexpected("Something went wrong on our side."))
        finally:
            self._slots.release()

    def _author(self, on_behalf_of: str | None) -> Author:
        if on_behalf_of is not None and self._room.presence.person(on_behalf_of) is None:
            raise NotFound("This person is not in the study.", kind="person", id=on_behalf_of)
        return Author(self._session.visitor.person_id, self._session.visitor.role, on_behalf_of)

    def _reject(self, command_id: str | None, rejection: Rejection) -> None:
        self._session.tell(encoded(rejected(command_id, rejection)))

    def _reject_submit(self, text: str, rejection: Rejection) -> bool:
        """A submit that is wrong inside is answered by its id; everything else is no message."""
        said = _loosely_read(text)
        if said.get("type") != "submit":
            return False
        command_id = said.get("command_id")
        told = command_id if isinstance(command_id, str) and ID.fullmatch(command_id) else None
        if self._in_time(told):
            self._reject(told, rejection)
        return True


class DamagedLog(Rejection):
    code = "broken_log"


class Unexpected(Rejection):
    code = "unexpected"


async def read_text(socket: WebSocket) -> str:
    """The next text frame; a binary one reads as no message. Raises Gone."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise Gone
    text: str | None = message.get("text")
    return text or ""


class Gone(Exception):
    """The other side has gone."""


def _loosely_read(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
