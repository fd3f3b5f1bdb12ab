"""Whether everything fits on a screen."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.shots import shoot

MEASURE = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")


@dataclass
class Layout:
    """Looks at screens of one size, and keeps what does not fit."""

    size: str
    touch: bool
    found: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        """Measures what the page shows now."""
        page.evaluate("document.fonts.ready.then(() => null)")
        self.found += [f"{name}, {self.size}: {fault}" for fault in page.evaluate(MEASURE, self.touch)]
        shoot(page, f"{name}-{self.size}")
