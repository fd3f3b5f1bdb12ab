"""Two people at once (SPEC S): what one does on the big screen, the other sees on the phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import Table, also_place, create_cards, create_theme


def lay_out(table: Table) -> None:
    """Two themes with cards, and cards in the tray."""
    table.all(create_cards("Support to plan", "Offload", "Making friends"))
    table.all(create_theme("Growing", "Resilience", "Life skills", "Self-awareness"))
    table.all(create_theme("Company", "Social contact", "Networking"))


def test_S1_a_move_is_seen_by_the_other(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.move("Offload", "Growing")
    expect(desk.said).to_have_text("“Offload” is now in “Growing”.")
    expect(phone.slip("Offload", "Growing")).to_be_attached()
    expect(phone.slip("Offload")).to_have_count(0)
    phone.move("Resilience", "Company", within="Growing")
    expect(desk.slip("Resilience", "Company")).to_be_visible()
    desk.saved()
    assert table.texts("Company") == ["Social contact", "Networking", "Resilience"]
