"""The way to a server as networks are: it can be shut, refuse websockets, and lose answers."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.server import Server, free_port, running

REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
SCRIPT = b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
ALL_ANSWERS = ("/commands", "/events", "/welcome")
"""What a browser without websockets hears of its own changes by, for `swallows`."""
KEEP_ALIVE = re.compile(rb"(?i)\r\nconnection: *keep-alive")
LONGEST_HEAD = 65_536
PIECE = 65_536


class Gate:
    """Real TCP in front of a server. `shut` ends all connections and lets nobody through."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.origin = f"http://127.0.0.1:{self.port}"
        self.refuses_sockets = False
        self.refused = 0
        self.instead: dict[str, bytes] = {}
        """JavaScript files to answer with in place of the server's, by path."""
        self.swallows: tuple[str, ...] = ()
        """Ends of paths: what is asked there arrives, what is answered is lost. That of a websocket is `/live`."""
        self._is_shut = False
        self._behind = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def lead_to(self, port: int) -> None:
        """Begins to let people through to a server."""
        self._behind = port
        threading.Thread(target=self._serve, daemon=True).start()

    def shut(self) -> None:
        """As when a train enters a tunnel."""
        self._is_shut = True
        self.cut()

    def open(self) -> None:
        """The network is back."""
        self._is_shut = False

    def mend(self) -> None:
        """As networks are at their best: open, all answers come back, and websockets are welcome."""
        self.instead.clear()
        self.swallows, self.refuses_sockets = (), False
        self.open()

    def cut(self) -> None:
        """Ends all connections; new ones are let through as before."""
        with self._lock:
            ending, self._open = self._open, set()
        for one in ending:
            _end(one)

    def close(self) -> None:
        """Takes it down for good."""
        self.shut()
        _end(self._listening)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._listening.accept()
                threading.Thread(target=self._let_through, args=(visitor,), daemon=True).start()

    def _let_through(self, visitor: socket.socket) -> None:
        with contextlib.suppress(OSError):
            head = b"" if self._is_shut else _head(visitor)
            is_socket = b"\r\nupgrade: websocket" in head.lower()
            path = _path(head)
            other = self.instead.get(path)
            if is_socket and self.refuses_sockets:
                self.refused += 1
                visitor.sendall(REFUSAL)
            elif other is not None and not self._is_shut:
                visitor.sendall(SCRIPT % len(other) + other)
            elif head and not self._is_shut:
                self._carry(visitor, head if is_socket else _last(head), lambda: path.endswith(self.swallows))
        _end(visitor)

    def _carry(self, visitor: socket.socket, head: bytes, swallows: Callable[[], bool]) -> None:
        server = socket.create_connection(("127.0.0.1", self._behind))
        with self._lock:
            self._open |= {visitor, server}
        server.sendall(head)
        back = threading.Thread(target=_pour, args=(server, visitor, swallows), daemon=True)
        back.start()
        _pour(visitor, server)
        back.join()
        with self._lock:
            self._open -= {visitor, server}


def _head(visitor: socket.socket) -> bytes:
    """The first bytes, up to the end of the request's head."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < LONGEST_HEAD:
        piece = visitor.recv(PIECE)
        if not piece:
            return b""
        head += piece
    return head


def _path(head: bytes) -> str:
    """What is asked for, without the question behind it."""
    return head.split(b" ", 2)[1].split(b"?")[0].decode() if head else ""


def _last(head: bytes) -> bytes:
    """One request for each connection, so that every head is seen here."""
    return KEEP_ALIVE.sub(b"\r\nConnection: close", head, count=1)


def _nothing() -> bool:
    """What goes to the server is never lost on its way."""
    return False


def _pour(source: socket.socket, goal: socket.socket, swallows: Callable[[], bool] = _nothing) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(PIECE):
            if not swallows():
                goal.sendall(piece)
    _end(goal)
    _end(source)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextlib.contextmanager
def gated_server(data: Path) -> Iterator[tuple[Server, Gate]]:
    """A server of its own, and the gate before it."""
    way, port = Gate(), free_port()
    try:
        with running(data, port=port, THEMEROOM_PUBLIC_URL=way.origin) as server:
            way.lead_to(port)
            yield server, way
    finally:
        way.close()
