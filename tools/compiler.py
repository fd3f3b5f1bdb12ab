"""Finding a C compiler for tests that put a faulty disk under a server: the machine's own, else Zig's from PyPI."""

import shutil

from tools import programs, python_env, stamps
from tools.places import ROOT, VENV, program

_LOCK = ROOT / "requirements-compiler.lock"
_INSTALLED = VENV / ".themeroom-compiler"


def command() -> list[str]:
    """The start of a compiler's command line. The one from PyPI is installed into .venv when the machine has none."""
    found = next((path for name in ("cc", "gcc", "clang") if (path := shutil.which(name))), None)
    return [found] if found else _from_pypi()


def _from_pypi() -> list[str]:
    wanted = stamps.digest((_LOCK,))
    if not stamps.is_fresh(_INSTALLED, wanted):
        programs.say("installing a C compiler, because this machine has none")
        python_env.install("A C compiler", _LOCK)
        stamps.write(_INSTALLED, wanted)
    return [str(program("python")), "-m", "ziglang", "cc"]
