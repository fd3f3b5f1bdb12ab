"""Mouse and finger, down to single events. Points are CSS pixels of the window."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Locator, Page, expect

STEPS = 6
"""In how many pieces a hand goes from one point to another."""
Point = tuple[float, float]


def middle(locator: Locator) -> Point:
    """The middle of something on the screen; it is scrolled into view first."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ghost(page: Page) -> Locator:
    """The picture of a lifted card under the hand."""
    return page.locator(".ghost")


@dataclass(frozen=True)
class Mouse:
    """A mouse that drags."""

    page: Page

    def lift(self, slip: Locator) -> None:
        """Presses on a card and draws it a little."""
        x, y = middle(slip)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 10, y + 4, steps=STEPS)
        expect(ghost(self.page)).to_be_visible()

    def over(self, goal: Locator) -> None:
        """Draws it over something."""
        self.page.mouse.move(*middle(goal), steps=STEPS)

    def drop(self) -> None:
        """Lets go."""
        self.page.mouse.up()


class Finger:
    """One finger on a touch screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at: Point = (0, 0)
        self._device: CDPSession = page.context.new_cdp_session(page)

    def down(self, at: Point) -> None:
        """Touches."""
        self._say("touchStart", at)

    def to(self, goal: Point) -> None:
        """Draws, in steps."""
        (x, y), (to_x, to_y) = self.at, goal
        for step in range(1, STEPS + 1):
            part = step / STEPS
            self._say("touchMove", (x + (to_x - x) * part, y + (to_y - y) * part))

    def up(self) -> None:
        """Lets go."""
        self._device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def lift(self, slip: Locator) -> None:
        """Rests on a card until it is lifted."""
        self.down(middle(slip))
        expect(ghost(self.page)).to_be_visible()

    def _say(self, kind: str, at: Point) -> None:
        self.at = at
        points = [{"x": at[0], "y": at[1]}]
        self._device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
