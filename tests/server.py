"""A real server in its own process, and people who talk to it over real HTTP and real websockets."""

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from typer.testing import CliRunner
from websockets.sync.client import connect

from app import cli
from tests.line import PATIENCE, Line, new_id

__all__ = ["Line", "Person", "Server", "Study", "free_port", "log_of", "make_study", "new_id", "running", "start"]

NOTHING_KEPT = httpx.Limits(max_keepalive_connections=0)
"""A connection for each call, so that no test leaves one open."""
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading the usual ones takes longer than most tests."""


@dataclass
class Server:
    """A running server. `url` is where it listens, `origin` what it takes for its own pages, `data` its folder. What
    is run beside it has the same `environment`.
    """

    process: "subprocess.Popen[str]"
    url: str
    origin: str
    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def kill(self) -> None:
        """As a power cut does it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As a careful operator does it; answers the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return log_of(self.data).read_text()

    def line(self, start: str) -> str:
        """What the server printed behind these words."""
        while True:
            found = next((line for line in self.lines if line.startswith(start)), None)
            if found is not None:
                return found.removeprefix(start).strip()
            assert self.process.stdout is not None
            text = self.process.stdout.readline()
            assert text, f"the server ended: {self.lines}"
            self.lines.append(text)


@contextlib.contextmanager
def running(data: Path, *options: str, command: str = "serve", port: int = 0, **environment: str) -> Iterator[Server]:
    """A server on a free port, ended afterwards. Nothing in it may have gone wrong unseen."""
    server = start(data, *options, command=command, port=port, **environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
            server.process.wait(timeout=PATIENCE)
        assert server.process.stdout is not None
        server.process.stdout.close()
    assert "Traceback" not in server.log, server.log


def start(data: Path, *options: str, command: str = "serve", port: int = 0, **environment: str) -> Server:
    """A server that has said where it is and answers there. With a public URL it needs a port of its own.

    Tests do in a second what a group does in an hour, so limits of pace are lifted unless THEMEROOM_LIMITS is given.
    """
    arguments = [sys.executable, "-m", "app", command, "--port", str(port), "--data", str(data), *options]
    around = {"PYTHONUNBUFFERED": "1", "THEMEROOM_PUBLIC_URL": "", "THEMEROOM_LIMITS": "lifted", **environment}
    with log_of(data).open("a") as log:
        process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **around}
        )
    server = Server(process, "", "", data, environment)
    server.origin = server.line("Themeroom is on ").split()[0]
    server.url = f"http://127.0.0.1:{port}" if around["THEMEROOM_PUBLIC_URL"] else server.origin
    httpx.get(f"{server.url}/healthz", verify=NO_CERTIFICATES, timeout=PATIENCE).raise_for_status()
    return server


def log_of(data: Path) -> Path:
    """Where a server's standard error goes: beside its data."""
    data.parent.mkdir(parents=True, exist_ok=True)
    return data.parent / f"{data.name}.log"


def free_port() -> int:
    """A port that nobody had a moment ago."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@dataclass(frozen=True)
class Study:
    """A study made by the command line."""

    study_id: str
    board_id: str
    facilitator_link: str
    invite_link: str


def make_study(server: Server, title: str = "What do outcomes mean to us?") -> Study:
    """`themeroom study create` beside a running server."""
    port = server.url.rsplit(":", 1)[1]
    arguments = ["study", "create", title, "--json", "--data", str(server.data), "--port", port]
    answer = CliRunner().invoke(cli.app, arguments, env=server.environment, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return Study(**json.loads(answer.stdout))


class Person:
    """One browser with one person: a cookie, a CSRF token, and calls with a right `Origin`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = httpx.Client(
            base_url=server.url,
            headers={"Origin": server.origin},
            limits=NOTHING_KEPT,
            verify=NO_CERTIFICATES,
            timeout=PATIENCE,
        )
        self.id = ""
        self.boards: list[dict[str, Any]] = []
        self.study_id = ""
        self.return_link = ""

    def come(self, link: str, pseudonym: str | None = None) -> "Person":
        """Follows an invite or a return link."""
        kind, secret = link.rsplit("/", 1)[1].split("#")
        if kind == "r":
            return self._in(self.http.post("/api/return", json={"secret": secret}))
        body = {"invite": secret} | ({"pseudonym": pseudonym} if pseudonym else {})
        return self._in(self.http.post("/api/join", json=body))

    def _in(self, answer: httpx.Response) -> "Person":
        assert answer.status_code == 200, answer.text
        came = answer.json()
        self.id, self.boards, self.study_id = came["person"]["id"], came["boards"], came["study"]["id"]
        self.return_link = came["return_link"]
        self.http.headers["X-CSRF-Token"] = self.http.get("/api/me").json()["csrf"]
        return self

    @property
    def board_id(self) -> str:
        """The study's first board."""
        return str(self.boards[0]["id"])

    def ask(self, command: dict[str, Any], **more: Any) -> httpx.Response:
        """Posts a command."""
        body = {"type": "submit", "command_id": new_id("command"), "command": command, **more}
        return self.http.post(f"/api/boards/{self.board_id}/commands", json=body)

    def do(self, command: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        """Posts a command that must succeed; answers its events."""
        answer = self.ask(command, **more)
        assert answer.status_code == 200, answer.text
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    def state(self, at: int | None = None) -> dict[str, Any]:
        """The board's state over HTTP."""
        answer = self.http.get(f"/api/boards/{self.board_id}/state", params={} if at is None else {"at": at})
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()["state"]
        return state

    def events(self, after: int = 0) -> list[dict[str, Any]]:
        """The log over HTTP, page by page."""
        events: list[dict[str, Any]] = []
        while True:
            params = {"after": after + len(events)}
            page = self.http.get(f"/api/boards/{self.board_id}/events", params=params).json()
            events += page["events"]
            if not page["events"] or after + len(events) >= page["head"]:
                return events

    @contextlib.contextmanager
    def live(self, after: int | None = None, board_id: str | None = None) -> Iterator[Line]:
        """A live connection that has said hello."""
        with self.dial(board_id) as line:
            line.say(**self.hello(after))
            yield line

    def hello(self, after: int | None = None) -> dict[str, Any]:
        """A right first message."""
        return {"type": "hello", "protocol": 1, "csrf": self.http.headers["X-CSRF-Token"], "after": after}

    @contextlib.contextmanager
    def dial(self, board_id: str | None = None, headers: dict[str, str] | None = None) -> Iterator[Line]:
        """A live connection that has said nothing yet."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        url = f"{self.server.url.replace('http', 'ws', 1)}/api/boards/{board_id or self.board_id}/live"
        said = {"Origin": self.server.origin} if headers is None else headers
        with connect(url, additional_headers={"Cookie": cookies, **said}, max_size=None, max_queue=None) as connection:
            yield Line(connection)
