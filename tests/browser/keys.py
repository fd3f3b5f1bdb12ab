"""Somebody who has only a keyboard."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 60


@dataclass
class Keys:
    """A keyboard that counts its presses."""

    page: Page
    count: int = 0

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
        self.count += len(keys)

    def write(self, words: str) -> None:
        """Types letter by letter."""
        self.page.keyboard.type(words)
        self.count += len(words)

    def tab_to(self, goal: Locator, key: str = "Tab") -> None:
        """Presses Tab until something has the focus that is there already."""
        expect(goal).to_be_attached()
        for _ in range(MOST_TABS):
            if goal.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
        expect(goal).to_be_focused()
