"""A board on one person's screen: what can be seen there and done there, by role and name."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.move_dialog import MoveDialog

TRAY = "Not sorted yet"


@dataclass(frozen=True)
class BoardScreen:
    """One page with a board."""

    page: Page
    origin: str

    def open(self, board_id: str, at: int | None = None) -> None:
        """Goes to the board, now or at a moment, and waits until all of it is there."""
        self.page.goto(f"{self.origin}/b/{board_id}" + ("" if at is None else f"?at={at}"))
        expect(self.work).to_contain_text("✓Everything saved", use_inner_text=False)
        expect(self.tray).to_be_visible()

    @property
    def work(self) -> Locator:
        """The state of my work."""
        return self.page.get_by_role("status", name="State of my work")

    @property
    def said(self) -> Locator:
        """What just happened, in a sentence."""
        return self.page.get_by_role("status", name="What just happened")

    @property
    def others(self) -> Locator:
        """What others did, for a screen reader."""
        return self.page.get_by_role("status", name="What others did")

    @property
    def tray(self) -> Locator:
        """Cards that stand nowhere."""
        return self.sheet(TRAY)

    @property
    def panel(self) -> Locator:
        """The panel at the side."""
        return self.page.get_by_role("complementary")

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    @property
    def tools(self) -> Locator:
        """The row with search and undo."""
        return self.page.get_by_role("group", name="Tools of the board")

    def sheet(self, title: str) -> Locator:
        """A theme or sub-theme by its title, or the tray."""
        return self.page.get_by_role("region", name=title, exact=True)

    def slip(self, text: str | re.Pattern[str], within: str = TRAY) -> Locator:
        """A card in a theme or in the tray: the button that opens it."""
        return self.sheet(within).get_by_role("button", name=text, exact=True)

    def ask_move(self, text: str, within: str = TRAY) -> MoveDialog:
        """Presses a card's Move button."""
        self.sheet(within).get_by_role("button", name=f"Move {text}", exact=True).click()
        return self.move_dialog(text)

    def move_dialog(self, text: str) -> MoveDialog:
        """The dialog that moves one card."""
        return MoveDialog(self.page.get_by_role("dialog", name=f"Move “{text}”"))

    def move(self, text: str, to: str, within: str = TRAY) -> None:
        """Moves a card with its Move button."""
        self.ask_move(text, within).to(to)

    def open_card(self, text: str, within: str = TRAY) -> Locator:
        """Opens a card's panel."""
        self.slip(text, within).click()
        expect(self.panel.get_by_role("heading", level=2)).to_contain_text(text)
        return self.panel

    def open_theme(self, title: str) -> Locator:
        """Opens a theme's panel."""
        self.sheet(title).get_by_role("button", name=title, exact=True).click()
        expect(self.panel.get_by_role("heading", name=title)).to_be_visible()
        return self.panel

    def tool(self, name: str) -> None:
        """Picks a line of the Tools menu."""
        self.page.get_by_role("button", name="Tools", exact=True).click()
        self.page.get_by_role("group", name="Tools", exact=True).get_by_role("button", name=name).click()

    def menu(self, name: str) -> None:
        """Picks a line of the page's menu."""
        self.page.get_by_role("button", name="Menu", exact=True).click()
        self.page.get_by_role("group", name="Menu").get_by_text(name, exact=True).click()

    def undo(self) -> None:
        """Undoes my latest change."""
        self.tools.get_by_role("button", name="Undo").click()

    def saved(self) -> None:
        """Waits until everything of mine is on the server's disk."""
        expect(self.work).to_contain_text("Everything saved")
