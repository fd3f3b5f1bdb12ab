"""Which browser the tests drive. `python -m tests.browser.chromium` prints it, and fetches one when there is none.

Order: $CHROMIUM; a headless shell of the system or of Playwright, or the one in @sparticuz/chromium from npm (Linux
x64, needs no root); the system's Chromium, Chrome or Edge, Playwright's own; `playwright install chromium`.

A headless shell is the same engine without the windows, tabs and menus around it. Chromium builds those for each new
person of a test, seen or not: the browser tests take half the processor time in the shell.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

from tools import python_env
from tools.places import VENV
from tools.programs import Failed, environment, run

HINT = (
    "No browser was found for the browser tests. Install Chromium, Chrome or Edge (Debian: sudo apt install chromium), "
    "or run `.venv/bin/python -m playwright install --with-deps chromium`, "
    "or name a browser in $CHROMIUM."
)
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync")
_NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
_NPM_HOME = VENV / "chromium"
_WRAPPER = _NPM_HOME / "chromium.sh"
_WRAPPER_TEXT = """#!/bin/sh
here=${0%/*}
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium" "$@"
"""
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
_MAC = ("Chromium.app", "Google Chrome.app", "Microsoft Edge.app")
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_PLAYWRIGHT_SHELL = "chromium_headless_shell-*/*/*shell*"
_PLAYWRIGHT = ("chromium-*/chrome-*/chrome*", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")


class LaunchOptions(TypedDict):
    """Keyword arguments for Playwright's `launch`."""

    executable_path: str
    args: list[str]


def launch_options() -> LaunchOptions:
    """How to start the browser. Raises `Failed` with a hint when there is none."""
    # Our own pages only; some systems refuse the sandbox to programs that they did not bring themselves.
    return {"executable_path": str(executable()), "args": [*QUIET, "--no-sandbox"]}


def executable() -> Path:
    """The first browser that runs, without fetching one. Raises `Failed` with a hint when there is none."""
    found = _first(_shells()) or _first(_browsers())
    if not found:
        raise Failed(HINT)
    return found


def executable_or_fetched() -> Path:
    """A shell, fetched if need be; else the first browser that runs. Raises `Failed` when none can be had."""
    ready = _first(_shells()) or (_fetch_from_npm() and _first(_shells())) or _first(_browsers())
    if ready or _fetch_with_playwright():
        return executable()
    raise Failed(HINT)


def _first(candidates: Iterable[Path]) -> Path | None:
    return next((candidate for candidate in candidates if _runs(candidate)), None)


def _shells() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    yield from _installed(_SHELLS)
    yield from sorted(_playwright_home().glob(_PLAYWRIGHT_SHELL), reverse=True)
    yield _WRAPPER


def _browsers() -> Iterator[Path]:
    yield from _installed(_NAMES)
    for name in _MAC:
        yield Path("/Applications") / name / "Contents" / "MacOS" / name.removesuffix(".app")
    for root in (os.environ.get("PROGRAMFILES"), os.environ.get("PROGRAMFILES(X86)")):
        yield from (Path(root) / name for name in _WINDOWS if root)
    for pattern in _PLAYWRIGHT:
        yield from sorted(_playwright_home().glob(pattern), reverse=True)


def _installed(names: Iterable[str]) -> Iterator[Path]:
    yield from (Path(found) for name in names if (found := shutil.which(name)))


def _playwright_home() -> Path:
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "")) / "ms-playwright"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"


def _runs(candidate: Path) -> bool:
    if not candidate.is_file() or not os.access(candidate, os.X_OK):
        return False
    # On Windows a browser asked for its version opens a window instead.
    return os.name == "nt" or subprocess.run([candidate, "--version"], check=False, capture_output=True).returncode == 0


def _fetch_from_npm() -> bool:
    if sys.platform != "linux" or platform.machine() not in {"x86_64", "AMD64"}:
        return False
    node = python_env.node()
    _NPM_HOME.mkdir(parents=True, exist_ok=True)
    options = ("--prefix", _NPM_HOME, "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1")
    # The package unpacks into the temporary folder, and its system libraries only where it believes to be at Amazon's.
    unpacking = {"TMPDIR": str(_NPM_HOME), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    unpack = 'import("@sparticuz/chromium").then((chromium) => chromium.default.executablePath())'
    failed = run([*node.npm, "install", *options, _NPM_PACKAGE], cwd=_NPM_HOME, env=node.environment()) or run(
        [node.program, "--eval", unpack], cwd=_NPM_HOME, env={**node.environment(), **unpacking}
    )
    if not failed:
        _WRAPPER.write_text(_WRAPPER_TEXT, encoding="utf-8")
        _WRAPPER.chmod(0o755)
    return not failed


def _fetch_with_playwright() -> bool:
    return run([sys.executable, "-m", "playwright", "install", "chromium"], env=environment()) == 0


if __name__ == "__main__":
    try:
        print(executable_or_fetched())
    except Failed as failed:
        sys.exit(str(failed))
