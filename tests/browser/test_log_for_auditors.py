"""The log for those who look closely: a table, filters, what was signed, and copies whose hash is told (rule C29)."""

import hashlib

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.shots import shoot
from tests.server import new_id


def test_C29_who_when_what_and_why_and_every_copy_is_told_with_its_hash(come: Come, table: Table) -> None:
    table.all([*create_cards("Feeling calm", "Being heard"), *create_theme("Growing")])
    meeting = new_id("meeting")
    table.do({"type": "meeting.start", "meeting_id": meeting, "title": "Spring"})
    table.do({"type": "board.edit", "question": "What grows?"}, why="The group asked for it")
    table.do({"type": "meeting.end", "meeting_id": meeting})
    page = come("CR1").page
    axe = Axe("desk")
    page.goto(f"{page.url}/log")

    page.get_by_role("radio", name="Table").press("Space")
    rows = page.get_by_role("region", name="The log as a table").get_by_role("row")
    expect(rows).to_have_count(1 + len(table.events()))
    axe.look(page, "log-table")
    page.get_by_text("More filters").press("Enter")
    page.get_by_label("Only with a reason").check()
    expect(rows).to_have_count(2)
    expect(rows.nth(1).get_by_role("cell")).to_contain_text(
        ["4", "Facilitator", "20", "changed the question of the board", "The group asked for it"]
    )
    shoot(page, "log-table-filtered")

    page.get_by_text("Proof", exact=True).click()
    expect(page.get_by_text("This device checked the newest signature. It holds.")).to_be_visible()
    journal = page.get_by_role("region", name="Signed, and copies taken")
    expect(journal.get_by_role("row").nth(1)).to_contain_text("A meeting ended")
    with page.expect_download() as download:
        page.get_by_role("button", name="The log as CSV").click()
    digest = hashlib.sha256(download.value.path().read_bytes()).hexdigest()
    expect(page.get_by_text(f"log.csv is saved. Its SHA-256 is {digest}.")).to_be_visible()
    taken = journal.get_by_role("row").nth(1)
    expect(taken).to_contain_text("A copy was taken: log.csv")
    expect(taken).to_contain_text("CR1")
    expect(taken).to_contain_text(digest)
    axe.look(page, "log-proof")
    look_on_a_phone(page)
    assert axe.found == []


def look_on_a_phone(page: Page) -> None:
    """Both tables there; the page itself does not scroll to the side."""
    page.set_viewport_size(PHONE["viewport"])
    shoot(page, "log-proof-phone", whole=True)
    page.get_by_text("Table", exact=True).click()
    shoot(page, "log-table-phone", whole=True)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
