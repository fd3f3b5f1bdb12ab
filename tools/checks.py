"""What `dev.py check` looks at (it changes nothing) and what `dev.py fix` repairs."""

from collections.abc import Callable
from functools import partial

from tools import frontend, lengths, programs, wire_types
from tools.node import Node
from tools.places import program

_PYTHON = ("ruff format --check", "ruff check --quiet", "mypy --no-error-summary", "lint-imports --no-logo")
_SCRIPTS = (
    "prettier/bin/prettier.cjs --check --log-level warn .",
    "eslint/bin/eslint.js --max-warnings 0 .",
    "svelte-check/bin/svelte-check --fail-on-warnings --tsconfig ./tsconfig.json",
    "typescript/bin/tsc --noEmit --project tsconfig.tests.json",
    "typescript/bin/tsc --noEmit --project tsconfig.worker.json",
)
_PYTHON_FIXES = ("ruff check --fix --quiet", "ruff format --quiet")
_SCRIPT_FIXES = ("eslint/bin/eslint.js --fix .", "prettier/bin/prettier.cjs --write --log-level warn .")


def check(node: Node) -> int:
    """Run every check and name the failing ones. 0 when all is well."""
    checks = _commands(node, _PYTHON, _SCRIPTS)
    checks["lengths of files and functions"] = lengths.are_kept
    checks["wire types"] = partial(wire_types.are_fresh, node)
    return _run_all(checks)


def fix(node: Node) -> int:
    """Repair what needs no thought. 0 when nothing is left to do by hand."""
    return _run_all(_commands(node, _PYTHON_FIXES, _SCRIPT_FIXES))


def _commands(node: Node, python: tuple[str, ...], scripts: tuple[str, ...]) -> dict[str, Callable[[], bool]]:
    commands: dict[str, Callable[[], bool]] = {line: partial(_python, line) for line in python}
    return commands | {_name(line): partial(_script, node, line) for line in scripts}


def _name(line: str) -> str:
    """How a check of the front end is called: by its program, and by the project when there are several."""
    return " ".join((line.partition("/")[0], *(word for word in line.split() if word.startswith("tsconfig."))))


def _python(line: str) -> bool:
    name, *arguments = line.split()
    return programs.run([program(name), *arguments]) == 0


def _script(node: Node, line: str) -> bool:
    return frontend.script(node, *line.split()) == 0


def _run_all(checks: dict[str, Callable[[], bool]]) -> int:
    failing = [name for name, passes in checks.items() if not _named(name, passes)]
    programs.say(f"not passed: {', '.join(failing)}" if failing else "all passed")
    return 1 if failing else 0


def _named(name: str, passes: Callable[[], bool]) -> bool:
    programs.say(name)
    return passes()
