"""The front end: its packages, its build, its own programs."""

from collections.abc import Iterator
from pathlib import Path

from tools import programs, stamps
from tools.node import Node
from tools.places import DIST, FRONTEND, MODULES

_INSTALLED = MODULES / ".themeroom-installed"
_BUILT = MODULES / ".themeroom-built"
_LOCKS = (FRONTEND / "package.json", FRONTEND / "package-lock.json")
_CONFIGS = (
    "svelte.config.js",
    "vite.config.ts",
    "vite.replay.config.ts",
    "precache.ts",
    "packed.ts",
    "one-file.ts",
    "tsconfig.json",
)
_BUILD_INPUTS = ("index.html", "replay.html", "package-lock.json", *_CONFIGS)


def install(node: Node) -> None:
    """Put the locked npm packages into frontend/node_modules, unless they are there."""
    wanted = stamps.digest(_LOCKS)
    if stamps.is_fresh(_INSTALLED, wanted):
        return
    programs.say("installing the front-end packages")
    options = ("--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error")
    programs.install("The front-end packages", [*node.npm, "ci", *options], cwd=FRONTEND, env=node.environment())
    stamps.write(_INSTALLED, wanted)


def _sources() -> Iterator[Path]:
    for name in _BUILD_INPUTS:
        yield FRONTEND / name
    for folder in ("src", "static", "worker"):
        yield from (file for file in (FRONTEND / folder).rglob("*") if file.is_file())


def build(node: Node) -> None:
    """Build the pages into frontend/dist, unless these very sources were built already."""
    sources = sorted(_sources())
    wanted = stamps.digest(sources, *(source.relative_to(FRONTEND).as_posix() for source in sources))
    if stamps.is_fresh(_BUILT, wanted) and (DIST / "replay.html").is_file():
        return
    programs.say("building the pages")
    for config in ("vite.config.ts", "vite.replay.config.ts"):
        if script(node, "vite/bin/vite.js", "build", "--config", config, "--logLevel", "warn"):
            raise programs.Failed("The pages could not be built. The lines above say why.")
    stamps.write(_BUILT, wanted)


def script(node: Node, name: str, *arguments: str) -> int:
    """Run a script of an npm package, given by its path below node_modules. Its exit code."""
    return programs.run([node.program, MODULES / name, *arguments], cwd=FRONTEND, env=node.environment())
