"""What the tests of meetings share."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.house import Table, create_cards, create_theme


def lay_out(table: Table) -> None:
    """A theme with cards, and cards in the tray."""
    table.all(create_cards("Support to plan", "Offload"))
    table.all(create_theme("Growing", "Resilience", "Life skills"))
    table.all(create_theme("Company", "Social contact"))


def start(table: Table, title: str = "Meeting 1") -> None:
    """A facilitator starts a meeting somewhere else."""
    table.do({"type": "meeting.start", "meeting_id": f"meeting-{table.board_id[-8:]}", "title": title})


def bar(screen: BoardScreen) -> Locator:
    """The line about the meeting at the foot of the board."""
    return screen.page.get_by_role("region", name="Meeting", exact=True)


def offer(screen: BoardScreen, who: str = "Facilitator") -> Locator:
    """What somebody asks of this person."""
    return screen.page.get_by_role("group", name=f"Asked by {who}")


def panel(screen: BoardScreen) -> Locator:
    """The panel about the meeting."""
    screen.tool("Meeting and people here")
    expect(screen.panel.get_by_text("Look together")).to_be_visible()
    return screen.panel


def there(table: Table) -> list[Any]:
    """Who is noted: names of guests, pseudonyms of people."""
    names = {person.id: name for name, person in table.house.people.items()}
    return sorted(one["name"] or names[one["person"]] for one in table.state()["attendance"].values())
