"""Keeps files and functions short: no file above 250 lines, no Python function above 40 (eslint sees to the others)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools import programs
from tools.places import ROOT

FILE_LINES = 250
FUNCTION_LINES = 40
_FOLDERS = ("backend", "benchmarks", "tests", "tools", "frontend/src", "frontend/tests", "frontend/scripts")
_SUFFIXES = {".css", ".js", ".mjs", ".py", ".svelte", ".ts"}
_MADE = {"protocol.gen.ts"}


def are_kept() -> bool:
    """Whether everything is short enough; names what is not."""
    found = [complaint for file in _files() for complaint in too_long(file)]
    for complaint in found:
        programs.say(complaint)
    return not found


def too_long(file: Path) -> list[str]:
    """What in `file` is too long, as sentences."""
    text = file.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    found = [f"{file}: {lines} lines, at most {FILE_LINES}"] if lines > FILE_LINES else []
    if file.suffix == ".py":
        found += [f"{file}: {name} has {count} lines, at most {FUNCTION_LINES}" for name, count in _functions(text)]
    return found


def _functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > FUNCTION_LINES:
                yield node.name, count


def _files() -> Iterator[Path]:
    yield ROOT / "dev.py"
    yield ROOT / "hatch_build.py"
    for folder in _FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in _SUFFIXES and file.name not in _MADE:
                yield file
