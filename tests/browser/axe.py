"""axe-core, run in the page: what it finds wrong with a screen in light, dark and forced colours."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.shots import shoot

SOURCE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
COLOURS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("light", {"color_scheme": "light", "forced_colors": "none"}),
    ("dark", {"color_scheme": "dark", "forced_colors": "none"}),
    ("forced", {"color_scheme": "dark", "forced_colors": "active"}),
)
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The other rules look at what is there, and that is the same in all colours."""
RUN = "async (options) => (await axe.run(document, options)).violations"
PAINTED = """
(colours) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const seen = (colour) => {
    probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
    return getComputedStyle(probe).color;
  };
  const dark = seen("light-dark(rgb(0, 0, 0), rgb(1, 1, 1))") === "rgb(1, 1, 1)";
  const forced = getComputedStyle(document.querySelector("h1")).color === seen("CanvasText");
  probe.remove();
  return dark === (colours !== "light") && (forced || colours !== "forced");
}
"""
"""Whether new colours have come: the browser brings them a little after it was asked for them."""


@dataclass
class Axe:
    """Looks at screen after screen and keeps what is wrong."""

    device: str
    found: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        """Examines what the page shows now."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(SOURCE.read_text(encoding="utf-8"))
        for colours, media in COLOURS:
            page.emulate_media(**media)
            page.wait_for_function(PAINTED, arg=colours)
            violations = page.evaluate(RUN, {} if colours == "light" else ONLY_COLOURS)
            self.found += [f"{name}, {self.device}, {colours}: {_said(one)}" for one in violations]
            shoot(page, f"{name}-{self.device}-{colours}")
        page.emulate_media(color_scheme="light", forced_colors="none")


def _said(violation: dict[str, Any]) -> str:
    nodes = [f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:3]]
    return f"{violation['id']} ({violation['help']}) {json.dumps(nodes)}"
