"""What strace saw of a server: its calls in the order in which they began and ended.

A thread is stopped at the beginning and at the end of each call until the line about it is written. So where one thread
waits for another, the lines stand in the order in which things happened.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from shutil import which

READS = ("read", "recvfrom", "recvmsg")
STORES = ("pwrite64", "pwritev")
SYNCS = ("fsync", "fdatasync")
TELLS = ("write", "writev", "sendto", "sendmsg")
PROGRAM = ("strace", "-f", "-y", "-qq", "-s", "4096", "-e", "signal=none")
COMMAND = (*PROGRAM, "-e", f"trace={','.join((*READS, *STORES, *SYNCS, *TELLS))}")
"""`-s 4096`: a page of the store, so that a command is found in it wherever it lies."""
STORE = ".sqlite"

LINE = re.compile(r"(?P<thread>\d+) +(?P<said>.*)")
BEGUN = re.compile(r"(?P<call>\w+\(.*) <unfinished \.\.\.>")
ENDED = re.compile(r"<\.\.\. \w+ resumed>(?P<rest>.*)")
WHOLE = re.compile(r"(?P<name>\w+)\(\d+<(?P<file>[^>]*)>(?P<said>.*)\) += (?P<answer>-?\d+)")


@dataclass(frozen=True)
class Call:
    """A call that ended. `began` and `ended` are the numbers of its lines, which are one when nothing came between."""

    name: str
    file: str
    said: str
    answer: int
    began: int
    ended: int

    @property
    def on_store(self) -> bool:
        """Whether it was about one of the store's files."""
        return STORE in self.file


def may_trace() -> bool:
    """Whether strace is there, and the machine lets it watch."""
    if which(PROGRAM[0]) is None:
        return False
    return subprocess.run([*COMMAND, "true"], capture_output=True, check=False).returncode == 0


def calls(lines: Iterable[str]) -> list[Call]:
    """All calls about a file that ended, in the order of their ends."""
    return [
        Call(found["name"], found["file"], found["said"], int(found["answer"]), began, ended)
        for text, began, ended in _whole(lines)
        if (found := WHOLE.match(text))
    ]


def _whole(lines: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """What was said of each call, put together where other threads came between."""
    open_calls: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines):
        found = LINE.match(line)
        assert found is not None, line
        thread, said = found["thread"], found["said"]
        if begun := BEGUN.fullmatch(said):
            open_calls[thread] = begun["call"], number
        elif ended := ENDED.fullmatch(said):
            text, began = open_calls.pop(thread)
            yield text + ended["rest"], began, number
        else:
            yield said, number, number


def is_durable(seen: list[Call], mark: str) -> bool:
    """True when the mark was read, then stored, then the store was synced, and only then the mark was told.

    Each of these began when the one before had ended.
    """
    told = min(call.began for call in seen if call.name in TELLS and not call.on_store and mark in call.said)
    read = _first(call for call in seen if call.name in READS and mark in call.said)
    stored = _first(call for call in _after(read, seen) if call.name in STORES and mark in call.said)
    synced = _first(call for call in _after(stored, seen) if call.name in SYNCS and call.answer == 0)
    return synced is not None and synced.ended < told


def _first(found: Iterable[Call]) -> Call | None:
    return min(found, key=lambda call: call.ended, default=None)


def _after(call: Call | None, seen: list[Call]) -> list[Call]:
    """Calls on the store that began when that one had ended."""
    return [later for later in seen if later.on_store and call is not None and later.began > call.ended]
