"""A websocket client that does next to nothing, so that the load costs little beside the server."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import cast

from benchmarks.processes import Server

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
NO_MASK = bytes(4)
"""Masking with zeros is allowed and free."""
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlbWVyb29tIGJlbmNoIQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Origin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
)


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """A client's frame, up to 64 KiB."""
    size = len(payload)
    head = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes([0x80 | opcode]) + head + NO_MASK + payload


class Wire(asyncio.Protocol):
    """One connection; `heard` gets the payload of each text frame."""

    def __init__(self, heard: Callable[[bytes], None]) -> None:
        self.heard = heard
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_closed = False
        self._rest = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_closed = True
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionError("the server hung up"))

    def write(self, data: bytes) -> None:
        """Sends frames that are made already."""
        assert self._transport is not None
        self._transport.write(data)

    def close(self) -> None:
        """Hangs up."""
        assert self._transport is not None
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
        if not self.opened.done():
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            self._answered(head)
        self._rest = data[self._read(data) :]

    def _answered(self, head: bytes) -> None:
        if b" 101 " in head.split(b"\r\n", 1)[0]:
            self.opened.set_result(None)
        else:
            self.opened.set_exception(ConnectionError(head.decode()))

    def _read(self, data: bytes) -> int:
        """Reads all whole frames; answers where the first one begins that is not whole."""
        at, end = 0, len(data)
        while end - at >= 2:
            size, body = data[at + 1], at + 2
            if size == 126:
                size, body = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, body = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if end < body + size or end < body:
                break
            self._take(data[at] & 0x0F, data[body : body + size])
            at = body + size
        return at

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.heard(payload)
        elif opcode == PING:
            self.write(frame(payload, PONG))
        elif opcode == CLOSE:
            self.is_closed = True


async def connected(server: Server, path: str, cookie: str, heard: Callable[[bytes], None]) -> Wire:
    """An open websocket. Raises ConnectionError."""
    _, wire = await asyncio.get_running_loop().create_connection(lambda: Wire(heard), "127.0.0.1", server.port)
    wire.write(UPGRADE.format(path=path, port=server.port, cookie=cookie).encode())
    await wire.opened
    return wire


@contextlib.contextmanager
def closing(wires: list[Wire]) -> Iterator[None]:
    """Hangs up in the end."""
    try:
        yield
    finally:
        for wire in wires:
            wire.close()
