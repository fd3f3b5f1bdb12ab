"""Starting other programs, and saying plainly what went wrong with them."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tools.places import ROOT

# These would send packages elsewhere than into .venv, load foreign ones, or have every start of Python read all sources
# anew, which triples it. Indexes, certificates and proxies are kept.
_MISLEADING = (
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "NODE_ENV",
    "VIRTUAL_ENV",
)
_NO_CONNECTION = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|Connection refused|ProxyError|SSLError|name resolution|"
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|CERT|No matching distribution",
    re.IGNORECASE,
)


class Failed(Exception):
    """Something the person at the keyboard must hear; the text is for them."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for programs we start: the person's own, without what would mislead pip or Node."""
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    return {**kept, **(extra or {})}


def say(text: str) -> None:
    """One line about what dev.py is doing."""
    print(f"dev: {text}", flush=True)


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> int:
    """Run a program that writes straight to the screen. Its exit code."""
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment(env), check=False).returncode


def install(
    what: str, command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run an installer, show what it says, and raise `Failed` with a hint when it fails."""
    with subprocess.Popen(
        [str(part) for part in command], cwd=cwd, env=environment(env), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        said = _read_aloud(process)
    if process.returncode:
        raise Failed(f"{what} could not be installed. {_hint(''.join(said))}")


def _read_aloud(process: subprocess.Popen[str]) -> list[str]:
    said = []
    try:
        for line in process.stdout or ():
            said.append(line)
            print(line, end="", flush=True)
    except BaseException:
        process.kill()
        raise
    return said


def _hint(said: str) -> str:
    if _NO_CONNECTION.search(said):
        return (
            "The package registry did not answer, or did not have it. The first set-up needs a network with PyPI "
            "and npm (or your own mirrors, as set for pip and npm). Later starts need no network."
        )
    return "The lines above say why."


def become(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> NoReturn:
    """Hand this process over to a program, so that signals and the exit code are its own and nothing stays behind."""
    parts = [str(part) for part in command]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.chdir(ROOT)
        os.execve(parts[0], parts, environment(env))
    sys.exit(_wait_for(parts, env))


def _wait_for(parts: Sequence[str], env: Mapping[str, str] | None) -> int:
    # Windows cannot replace a process. Ctrl-C reaches the child itself, we only wait for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with subprocess.Popen(parts, cwd=ROOT, env=environment(env)) as process:
        return process.wait()


def leave_on_signals() -> None:
    """Let SIGTERM and SIGHUP end us like Ctrl-C does, so that the program we wait for is ended too."""
    signal.signal(signal.SIGTERM, _leave)
    if os.name != "nt":
        signal.signal(signal.SIGHUP, _leave)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
