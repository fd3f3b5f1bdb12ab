"""Where things lie in this repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
DIST = FRONTEND / "dist"
MODULES = FRONTEND / "node_modules"

_PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
_SUFFIX = ".exe" if os.name == "nt" else ""


def program(name: str) -> Path:
    """The path of a program inside the virtual environment, for example `python` or `themeroom`."""
    return _PROGRAMS / f"{name}{_SUFFIX}"
