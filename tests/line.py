"""One live connection, as a test uses it."""

import contextlib
import json
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

NUMBERS = count(1)
PATIENCE = 30
"""Seconds until something that should come counts as lost."""


def new_id(prefix: str) -> str:
    """An id that this test run has not used."""
    return f"{prefix}-{os.getpid()}-{next(NUMBERS):06d}"


class Line:
    """One live connection."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, **message: Any) -> None:
        """Sends a message."""
        self.socket.send(json.dumps(message, ensure_ascii=False))

    def submit(self, command: dict[str, Any], command_id: str | None = None, **more: Any) -> str:
        """Sends a command; answers its id."""
        command_id = command_id or new_id("command")
        self.say(type="submit", command_id=command_id, command=command, **more)
        return command_id

    def next(self) -> dict[str, Any]:
        """The next message."""
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=PATIENCE))
        return message

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message of a kind; others are passed over."""
        while True:
            message = self.next()
            if message["type"] == kind:
                return message

    def outcome(self, command_id: str) -> dict[str, Any]:
        """The frame that settles or rejects a command."""
        while True:
            message = self.next()
            if command_id in (message.get("settles"), message.get("command_id")):
                return message

    def events(self, upto: int) -> list[dict[str, Any]]:
        """All events that come, until the one with this seq."""
        events: list[dict[str, Any]] = []
        while not events or events[-1]["seq"] < upto:
            events += self.hear("events")["events"]
        return events

    def until_pong(self) -> list[dict[str, Any]]:
        """Everything that was already on its way."""
        self.say(type="ping", t=next(NUMBERS))
        heard = [self.next()]
        while heard[-1]["type"] != "pong":
            heard.append(self.next())
        return heard[:-1]

    def until_closed(self) -> Iterator[dict[str, Any]]:
        """All messages until the connection ends, however it does."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                yield self.next()

    def close_code(self) -> int:
        """Waits until the server closes the connection; answers the code, 0 when it broke off without a word."""
        for _ in self.until_closed():
            pass
        return self.socket.close_code or 0
