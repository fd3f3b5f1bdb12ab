"""A disk under a server's store that is slow, full or broken on command, and a clock that jumps (`faulty_disk.c`)."""

import contextlib
import mmap
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tools import compiler

SOURCE = Path(__file__).with_suffix(".c")
ORDERS = struct.Struct("=iiiii")
HELD = struct.Struct("=i")
MARK = "durable-{:04d}"
"""Command ids that the diary takes note of."""


class Environment(TypedDict):
    LD_PRELOAD: str
    FAULTY_DISK: str
    FAULTY_DIARY: str


@dataclass(frozen=True, slots=True)
class FaultyDisk:
    """A folder with the library and its files."""

    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> "FaultyDisk":
        """Compiles the library."""
        command = [*compiler.command(), "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror"]
        subprocess.run([*command, "-o", folder / "faulty_disk.so", SOURCE, "-ldl"], check=True)
        disk = cls(folder)
        disk.heal()
        return disk

    @property
    def environment(self) -> Environment:
        """What makes a server use this disk."""
        return Environment(
            LD_PRELOAD=str(self.folder / "faulty_disk.so"),
            FAULTY_DISK=str(self.folder / "orders"),
            FAULTY_DIARY=str(self.folder / "diary"),
        )

    def heal(self) -> None:
        """A good disk again."""
        self._order()

    @contextlib.contextmanager
    def slow(self, milliseconds: int) -> Iterator[None]:
        """Every fsync takes so much longer."""
        yield from self._while(delay=milliseconds)

    @contextlib.contextmanager
    def holding_syncs(self) -> Iterator[None]:
        """No fsync of the store ends before this does."""
        yield from self._while(held=1)

    def holds(self) -> bool:
        """Whether somebody waits for an fsync that is held."""
        with (self.folder / "orders").open("rb") as file:
            file.seek(ORDERS.size)
            (held,) = HELD.unpack(file.read(HELD.size))
        return bool(held)

    @contextlib.contextmanager
    def refusing_writes(self, error: int) -> Iterator[None]:
        """Every write to the store fails so."""
        yield from self._while(writes=error)

    @contextlib.contextmanager
    def failing_syncs(self, error: int) -> Iterator[None]:
        """Every fsync of the store fails so."""
        yield from self._while(syncs=error)

    @contextlib.contextmanager
    def wrong_clock(self, seconds: int) -> Iterator[None]:
        """The server's time of day is so far ahead, or behind."""
        yield from self._while(clock=seconds)

    def diary(self) -> list[str]:
        """What happened so far, in order: `read 1`, `stored 1`, `syncing`, `synced`, `told 1`."""
        return (self.folder / "diary").read_text().splitlines()

    def _while(self, **orders: int) -> Iterator[None]:
        self._order(**orders)
        try:
            yield
        finally:
            self.heal()

    def _order(self, delay: int = 0, writes: int = 0, syncs: int = 0, clock: int = 0, held: int = 0) -> None:
        path = self.folder / "orders"
        if not path.exists():
            path.write_bytes(bytes(ORDERS.size + HELD.size))
        with path.open("r+b") as file, mmap.mmap(file.fileno(), ORDERS.size) as mapped:
            ORDERS.pack_into(mapped, 0, delay, writes, syncs, clock, held)
