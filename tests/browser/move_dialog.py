"""The dialog that moves cards."""

from dataclasses import dataclass

from playwright.sync_api import Locator, expect


@dataclass(frozen=True)
class MoveDialog:
    """The open dialog."""

    box: Locator

    def choose(self, title: str) -> None:
        """Picks a theme in the list."""
        self.box.get_by_role("radio", name=title).first.check()

    def to(self, title: str) -> None:
        """Moves to a theme."""
        self.choose(title)
        self.press("Move")

    def also_to(self, title: str) -> None:
        """Places in a theme too."""
        self.box.get_by_role("checkbox", name="Also keep it where it is").check()
        self.choose(title)
        self.press("Also place")

    def to_new(self, title: str) -> None:
        """Moves to a theme that is made for it."""
        self.box.get_by_role("button", name="New theme").click()
        self.box.get_by_label("Name of the new theme").fill(title)
        self.press("Make it and move")

    def why(self, words: str) -> None:
        """Says why."""
        self.box.get_by_label("Why? (if you like)").fill(words)

    def press(self, name: str) -> None:
        """Presses the button that ends it."""
        self.box.get_by_role("button", name=name, exact=True).click()
        expect(self.box).to_be_hidden()
