"""The wheel's build hook: builds the pages into the package, as app/frontend_dist. No Node is needed beforehand."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tools import frontend, node, programs
from tools.places import DIST


class PagesHook(BuildHookInterface[Any]):
    """Runs for the wheel only; an editable install serves frontend/dist instead."""

    def dependencies(self) -> list[str]:
        """What pip adds to the build environment: a Node from PyPI, when the machine's own is missing or too old."""
        return [] if node.from_system() else [node.WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages, unless these very sources were built already."""
        if version == "editable":
            return
        found = node.from_system() or node.from_wheel(Path(folder) for folder in sys.path)
        if not found:
            raise programs.Failed(f"No Node was found. Install Node {node.NEEDED} and npm, then start again.")
        frontend.install(found)
        frontend.build(found)
        build_data["force_include"][str(DIST)] = "app/frontend_dist"
