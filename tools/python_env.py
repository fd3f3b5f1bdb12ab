"""The virtual environment in .venv: made, filled from the lock, and checked to be whole."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools import programs, stamps
from tools.node import NEEDED, Node, from_system, from_wheel
from tools.places import ROOT, VENV, program

_LOCK = ROOT / "requirements-dev.lock"
_NODE_LOCK = ROOT / "requirements-node.lock"
_INSTALLED = VENV / ".themeroom-installed"
_NODE_INSTALLED = VENV / ".themeroom-node"
_UNFINISHED = VENV / ".themeroom-unfinished"
_NO_VENV = (
    "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv. "
    "Elsewhere: install Python 3.11 or later from python.org. Then start again."
)


def prepare() -> None:
    """Make .venv and install the locked packages and Themeroom itself (editable), unless that was done."""
    wanted = stamps.digest((_LOCK, ROOT / "pyproject.toml"), str(ROOT))
    if _works() and stamps.is_fresh(_INSTALLED, wanted):
        return
    _make()
    programs.say("installing the Python packages")
    _UNFINISHED.touch()
    _pip("The Python packages", "--require-hashes", "--requirement", str(_LOCK))
    _pip("Themeroom", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _UNFINISHED.unlink()
    stamps.write(_INSTALLED, wanted)


def node() -> Node:
    """A Node that is new enough. The one from PyPI is installed into .venv when the machine has none."""
    found = from_system()
    return found or _node_from_pypi()


def _node_from_pypi() -> Node:
    wanted = stamps.digest((_NODE_LOCK,))
    if not stamps.is_fresh(_NODE_INSTALLED, wanted):
        programs.say(f"installing Node, because this machine has no Node {NEEDED}")
        install("Node", _NODE_LOCK)
        stamps.write(_NODE_INSTALLED, wanted)
    found = from_wheel(site_packages())
    if not found:
        raise programs.Failed(f"No Node was found in .venv. Install Node {NEEDED} and npm, then start again.")
    return found


def install(what: str, lock: Path) -> None:
    """Install the wheels of a lock into .venv, beside what is there."""
    _pip(what, "--only-binary", ":all:", "--require-hashes", "--requirement", str(lock))


def browser() -> dict[str, str]:
    """Which browser the tests drive, as their environment. Fetched when there is none; empty when that fails."""
    asked = [str(program("python")), "-m", "tests.browser.chromium"]
    found = subprocess.run(asked, cwd=ROOT, env=programs.environment(), stdout=subprocess.PIPE, text=True, check=False)
    return {"CHROMIUM": found.stdout.splitlines()[-1]} if found.returncode == 0 else {}


def site_packages() -> list[Path]:
    """Where pip puts packages inside .venv."""
    return [*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]


def _works() -> bool:
    if not program("python").is_file() or _UNFINISHED.exists():
        return False
    asked = [str(program("python")), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def _make() -> None:
    if _works():
        return
    # A killed pip leaves packages without their files, which pip then takes for whole: begin anew.
    shutil.rmtree(VENV, ignore_errors=True)
    programs.say("making the virtual environment .venv")
    if programs.run([sys.executable, "-m", "venv", VENV]):
        shutil.rmtree(VENV, ignore_errors=True)
        raise programs.Failed(_NO_VENV)


def _pip(what: str, *arguments: str) -> None:
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2")
    programs.install(what, [program("python"), "-m", "pip", "install", *options, *arguments])
