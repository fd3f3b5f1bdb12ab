"""The measured servers, each in its own process and, where the machine lets us, on its own core."""

import contextlib
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

SERVER_CORE, LOAD_CORE = 0, 1


@dataclass(frozen=True, slots=True)
class Server:
    """A running server on the loopback."""

    port: int
    process: psutil.Process

    def processor_seconds(self) -> float:
        """What it has used so far, in the program and in the kernel."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """Bytes it holds that nobody else holds."""
        return int(self.process.memory_full_info().uss)


def machine() -> str:
    """What this is measured on."""
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory:.0f} GiB"
    return f"{system}, Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}"


def pin(process: int, core: int) -> None:
    """Keeps a process on one core, where there are two and the system can."""
    if hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0) | {core}) > 1:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(process, {core})


def unpin(process: int) -> None:
    """Lets a process run on all cores: it has inherited the load's one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process, range(psutil.cpu_count() or 1))


@contextlib.contextmanager
def themeroom(data: Path, core: int | None = SERVER_CORE, **around: str) -> Iterator[Server]:
    """`themeroom serve` on this data, ready to answer. `core` None: wherever there is room."""
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--data", str(data)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "THEMEROOM_LIMITS": "lifted", **around}
    environment.pop("THEMEROOM_PUBLIC_URL", None)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=environment) as process:
        if core is not None:
            pin(process.pid, core)
        else:
            unpin(process.pid)
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        port = int(address.rsplit(":", 1)[1])
        with _ended(process):
            yield _ready(port, process.pid)


@contextlib.contextmanager
def bare() -> Iterator[Server]:
    """The bare broadcast, ready to answer."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1024)
        port, descriptor = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "benchmarks.bare", str(descriptor)]
        with subprocess.Popen(command, pass_fds=[descriptor]) as process:
            pin(process.pid, SERVER_CORE)
            with _ended(process):
                yield _ready(port, process.pid)


def _ready(port: int, process: int) -> Server:
    """The server once it answers: it accepts only when all is set up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as probe:
        probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        probe.recv(1)
    return Server(port, psutil.Process(process))


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=15)
