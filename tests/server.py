"""A real server in its own process, and people who talk to it over real HTTP and real websockets."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

NUMBERS = count(1)
READY = re.compile(r"Themeroom is on (http://\S+)")


@dataclass
class Server:
    """A running server. `url` is its origin, `data` its folder."""

    process: "subprocess.Popen[str]"
    url: str
    data: Path
    lines: list[str] = field(default_factory=list)

    def kill(self) -> None:
        """As a power cut does it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As a careful operator does it; answers the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)

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
def running(data: Path, *options: str, command: str = "serve", port: int = 0) -> Iterator[Server]:
    """A server on a free port, ended afterwards."""
    server = start(data, *options, command=command, port=port)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
            server.process.wait(timeout=10)
        assert server.process.stdout is not None
        server.process.stdout.close()


def start(data: Path, *options: str, command: str = "serve", port: int = 0) -> Server:
    """A server that has said where it is and answers there."""
    arguments = [sys.executable, "-m", "app", command, "--port", str(port), "--data", str(data), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment.pop("THEMEROOM_PUBLIC_URL", None)
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment)
    server = Server(process, "", data)
    server.url = server.line("Themeroom is on ").split()[0]
    with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:
        client.get(f"{server.url}/healthz").raise_for_status()
    return server


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
    arguments = [sys.executable, "-m", "app", "study", "create", title, "--json", "--data", str(server.data), "--port", port]
    answer = subprocess.run(arguments, check=True, capture_output=True, text=True)
    return Study(**json.loads(answer.stdout))


class Person:
    """One browser with one person: a cookie, a CSRF token, and calls with a right `Origin`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = httpx.Client(base_url=server.url, headers={"Origin": server.url})
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
        """The log over HTTP."""
        events: list[dict[str, Any]] = self.http.get(
            f"/api/boards/{self.board_id}/events", params={"after": after}
        ).json()["events"]
        return events

    @contextlib.contextmanager
    def live(self, after: int | None = None, board_id: str | None = None) -> Iterator["Line"]:
        """A live connection that has said hello."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        url = f"{self.server.url.replace('http', 'ws', 1)}/api/boards/{board_id or self.board_id}/live"
        headers = {"Cookie": cookies}
        with connect(url, origin=self.server.url, additional_headers=headers, max_size=None) as socket:  # type: ignore[arg-type]
            line = Line(socket)
            line.say(type="hello", protocol=1, csrf=self.http.headers.get("X-CSRF-Token", ""), after=after)
            yield line


class Line:
    """One live connection."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, **message: Any) -> None:
        """Sends a message."""
        self.socket.send(json.dumps(message))

    def submit(self, command: dict[str, Any], command_id: str | None = None, **more: Any) -> str:
        """Sends a command; answers its id."""
        command_id = command_id or new_id("command")
        self.say(type="submit", command_id=command_id, command=command, **more)
        return command_id

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message of a kind; others are passed over."""
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv(timeout=10))
            if message["type"] == kind:
                return message

    def outcome(self, command_id: str) -> dict[str, Any]:
        """The frame that settles or rejects a command."""
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv(timeout=10))
            if command_id in (message.get("settles"), message.get("command_id")):
                return message


def new_id(prefix: str) -> str:
    """An id that this test run has not used."""
    return f"{prefix}-{os.getpid()}-{next(NUMBERS):06d}"
