"""A phone in a pocket: connected, signed in, and never reading."""

import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any

from tests.line import Line
from tests.server import Person

THEMES = [f"theme-{n:04}" for n in range(9)]
FLOOD = 70
"""Events of more than 100 kB each: more than all buffers between server and phone hold."""


class FrozenPhone:
    """A signed-in connection over a bare socket with a small buffer."""

    def __init__(self, person: Person) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        host, port = person.server.url.removeprefix("http://").split(":")
        self._socket.connect((host, int(port)))
        self._socket.sendall(_handshake(person).encode())
        assert self._socket.recv(1000).endswith(b"\r\n\r\n")
        self.say(person.hello())

    def say(self, message: dict[str, Any]) -> None:
        """Sends a text frame, masked with zeros. Whether anybody listens is not known here."""
        text = json.dumps(message).encode()
        length = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")
        with contextlib.suppress(ConnectionError):
            self._socket.sendall(b"\x81" + length + bytes(4) + text)

    def sip(self) -> bool:
        """Reads one byte; False when there will be none."""
        return bool(self._socket.recv(1))

    def close(self) -> None:
        """Gone for good."""
        self._socket.close()


def _handshake(person: Person) -> str:
    lines = [
        f"GET /api/boards/{person.board_id}/live HTTP/1.1",
        "Host: board",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==",
        f"Origin: {person.server.origin}",
        f"Cookie: themeroom={person.http.cookies['themeroom']}",
    ]
    return "\r\n".join([*lines, "", ""])


@contextlib.contextmanager
def frozen_phone(person: Person, watching: Line) -> Iterator[FrozenPhone]:
    """A phone that is in the room, as others see, and reads nothing."""
    phone = FrozenPhone(person)
    try:
        wait_for(watching, person, here=True)
        yield phone
    finally:
        phone.close()


def wait_for(watching: Line, person: Person, *, here: bool) -> None:
    """Until others see a person come or go."""
    while True:
        for entry in watching.hear("presence")["people"]:
            if (entry["id"], entry["here"]) == (person.id, here):
                return


def make_themes(person: Person) -> None:
    """The themes whose descriptions the flood rewrites."""
    for theme in THEMES:
        person.do({"type": "theme.create", "theme_id": theme, "title": "Long"})


def flood(author: Line) -> int:
    """Large changes one after another, each one waited for; answers how many characters came back."""
    size = 0
    for n in range(FLOOD):
        edits = [{"type": "theme.edit", "theme_id": theme, "description": "–ü"[n % 2] * 2000} for theme in THEMES]
        size += len(
            json.dumps(author.outcome(author.submit({"type": "batch", "commands": edits})), ensure_ascii=False).encode()
        )
    return size
