"""Two moments of a board beside each other (SPEC Q8)."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.shots import shoot


def compare(page: Page, address: str) -> None:
    """As a list, on paper, and marked on the board."""
    page.goto(address)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Being together was called “Company” before.")
    expect(main).to_contain_text("Tea stands in “Being together” too.")
    expect(main).to_contain_text("Talk went from “Company” to “Food”.")
    axe = Axe("desk")
    axe.look(page, "compare")
    assert not axe.found, "\n".join(axe.found)
    page.emulate_media(media="print")
    expect(main.get_by_text("From change 4 to ")).to_be_visible()
    expect(main.get_by_label("From", exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    main.get_by_role("link", name="Mark them on the board").click()
    expect(page.locator("[data-differs]")).to_have_count(2)
    shoot(page, "compare-board")
    page.get_by_role("region", name="Compared").get_by_role("link", name="Read the list").click()
    main.get_by_label("To", exact=True).select_option(label="Now")
    expect(page).to_have_url(re.compile(r"compare\?from=4$"))
    expect(main).to_contain_text("Tea was put away.")
