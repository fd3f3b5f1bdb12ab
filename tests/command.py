"""The command `themeroom` within the test's own process."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app import cli


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ended]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command to its end: `themeroom("serve", "--port", "0", THEMEROOM_PUBLIC_URL="...")`."""

    def run(*arguments: str, **environment: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["themeroom", *arguments])
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run
