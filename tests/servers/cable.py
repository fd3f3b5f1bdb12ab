"""A cable between a program and its database, which can be cut at the worst moment."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Cut = Literal["before the commit", "after the commit"]
COMMIT = b"COMMIT;"
LONGEST = 65_536


@dataclass
class Cable:
    """Passes bytes on, while it `flows`. With `cut` set, the next commit is lost, or only its answer."""

    to_port: int
    listening: socket.socket
    cut: Cut | None = None
    cuts: int = 0
    flows: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where the program connects to."""
        return int(self.listening.getsockname()[1])

    def run(self) -> None:
        """Takes connections until the listening socket is closed."""
        with contextlib.suppress(OSError):
            while True:
                program, _ = self.listening.accept()
                database = socket.create_connection(("127.0.0.1", self.to_port))
                doomed = threading.Event()
                for pass_on in (self._questions, self._answers):
                    thread = threading.Thread(target=pass_on, args=(program, database, doomed))
                    thread.start()
                    self.threads.append(thread)

    def _questions(self, program: socket.socket, database: socket.socket, doomed: threading.Event) -> None:
        with _both_ended(program, database):
            while data := program.recv(LONGEST):
                self.flows.wait()
                if self.cut and COMMIT in data:
                    way, self.cut, self.cuts = self.cut, None, self.cuts + 1
                    doomed.set()
                    if way == "before the commit":
                        return
                database.sendall(data)

    def _answers(self, program: socket.socket, database: socket.socket, doomed: threading.Event) -> None:
        with _both_ended(program, database):
            while data := database.recv(LONGEST):
                if doomed.is_set():
                    return
                program.sendall(data)


@contextlib.contextmanager
def cable_to(port: int) -> Iterator[Cable]:
    """A cable to a server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        cable = Cable(port, listening)
        cable.flows.set()
        thread = threading.Thread(target=cable.run)
        thread.start()
        try:
            yield cable
        finally:
            cable.flows.set()
            _end(listening)
            for started in (thread, *cable.threads):
                started.join()


@contextlib.contextmanager
def _both_ended(program: socket.socket, database: socket.socket) -> Iterator[None]:
    try:
        with contextlib.suppress(OSError):
            yield
    finally:
        _end(program)
        _end(database)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
