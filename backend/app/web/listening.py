"""What a connection says, and what is done about it."""

import json
import logging
import re
from collections.abc import Callable
from functools import partial
from typing import Any, assert_never

from app.domain.errors import BrokenLog, NotFound, Rejection
from app.domain.events import Author
from app.protocol import (
    CLOSE_MALFORMED,
    Hello,
    Ping,
    Pong,
    PresenceSaid,
    Submit,
    people_named,
    read_client_message,
    rejected,
)
from app.realtime.hub import Hub
from app.realtime.limiter import TooFast
from app.realtime.presence import doing_of
from app.realtime.room import Room
from app.realtime.session import Session
from app.realtime.wire import encoded
from app.store.posting import Answer
from app.store.submission import Outcome, Submission
from app.web.errors import DamagedLog
from app.web.pipe import Pipe

logger = logging.getLogger("themeroom")
ID = re.compile(r"[A-Za-z0-9_-]{8,40}")
IN_FLIGHT = 1_000
"""Commands of one connection that may wait for the disk at a time; what it says then waits on its side."""


class Listener:
    """Hears one connection. Commands go to the log in the order they came."""

    def __init__(self, hub: Hub, room: Room, session: Session, pipe: Pipe, now: Callable[[], str]) -> None:
        """`now` tells the server's time, ISO 8601 in UTC."""
        self._hub = hub
        self._room = room
        self._session = session
        self._pipe = pipe
        self._now = now
        self._in_flight = 0
        self._oneself = Author(session.visitor.person_id, session.visitor.role)

    def hear(self, text: bytes) -> None:
        """Does what a frame asks. One that is no message at all closes the session."""
        if self._session.close_code is not None:
            return
        try:
            message = read_client_message(text)
        except Rejection as rejection:
            if not self._reject_submit(text, rejection):
                self._session.close(CLOSE_MALFORMED)
            return
        self._do(message)

    def _do(self, message: Hello | Submit | PresenceSaid | Ping) -> None:
        match message:
            case Submit():
                if self._in_time(message.command_id):
                    self._submit(message)
            case PresenceSaid():
                self._room.say(self._session, doing_of(message, self._session.visitor.role))
            case Ping():
                self._session.tell(encoded(Pong(type="pong", t=message.t, server_time=self._now())))
            case Hello():
                self._session.close(CLOSE_MALFORMED)
            case _:
                assert_never(message)

    def _in_time(self, command_id: str | None) -> bool:
        """Counts a command, right or wrong. One that comes too soon is refused, and its id stays free."""
        try:
            self._hub.pace.demand(self._session.visitor.person_id)
        except TooFast as refusal:
            self._reject(command_id, refusal)
            return False
        return True

    def _submit(self, said: Submit) -> None:
        try:
            author = self._author(said)
        except Rejection as rejection:
            self._reject(said.command_id, rejection)
            return
        self._in_flight += 1
        if self._in_flight == IN_FLIGHT:
            self._pipe.pause()
        submission = Submission(author, said.command_id, said.command, said.why)
        self._hub.post(self._session, self._room.board.id, submission, partial(self._told, said.command_id))

    def _told(self, command_id: str, answer: Answer | None) -> None:
        """Rejects what was not recorded; the rest is settled by the frames of the session."""
        if self._in_flight == IN_FLIGHT:
            self._pipe.resume()
        self._in_flight -= 1
        match answer:
            case None | Outcome(rejection=None):
                return
            case Outcome(rejection=Rejection() as rejection) | (Rejection() as rejection):
                self._reject(command_id, rejection)
            case BrokenLog():
                self._reject(command_id, DamagedLog(answer))
            case error:
                logger.error("a command failed", exc_info=error if isinstance(error, Exception) else None)
                self._reject(command_id, Unexpected("Something went wrong on our side."))

    def _author(self, said: Submit) -> Author:
        """Raises NotFound when somebody is named who is not in the study."""
        for person_id in people_named(said):
            if self._room.presence.person(person_id) is None:
                raise NotFound("This person is not in the study.", kind="person", id=person_id)
        return self._oneself if said.on_behalf_of is None else self._oneself._replace(on_behalf_of=said.on_behalf_of)

    def _reject(self, command_id: str | None, rejection: Rejection) -> None:
        self._session.tell(encoded(rejected(command_id, rejection)))

    def _reject_submit(self, text: bytes, rejection: Rejection) -> bool:
        """A submit that is wrong inside is answered by its id; everything else is no message."""
        said = _loosely_read(text)
        if said.get("type") != "submit":
            return False
        command_id = said.get("command_id")
        told = command_id if isinstance(command_id, str) and ID.fullmatch(command_id) else None
        if self._in_time(told):
            self._reject(told, rejection)
        return True


class Unexpected(Rejection):
    code = "unexpected"


def _loosely_read(text: bytes) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
