"""The published table in and out again, on screen; and the board on paper (SPEC S)."""

import csv
import io
import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from app.demo.published import published_csv
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.shots import shoot

Row = tuple[str, ...]


def rows(text: str) -> list[Row]:
    """Theme, group, card and mark, in the order of the file; positions are counted anew."""
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    return [(theme, group, card.replace("’", "'"), mark) for theme, group, card, _, mark in read]


def look_over(screen: BoardScreen, text: str) -> Locator:
    """Chooses a file to bring in, and waits for what is found in it."""
    screen.menu("Bring in a table")
    file: FilePayload = {"name": "table.csv", "mimeType": "text/csv", "buffer": text.encode()}
    screen.dialog.get_by_label("Choose a CSV file").set_input_files(file)
    expect(screen.dialog.get_by_text("Nothing is saved yet.")).to_be_visible()
    expect(screen.dialog.get_by_role("heading", name="Bring in a table")).to_be_focused()
    return screen.dialog


def exported(page: Page) -> str:
    """The table as the page hands it out."""
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("group", name="Menu").get_by_text("Take a copy").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile(r"table\.csv")).click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    return coming.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("keep", [False, True], ids=["without-repeats", "keeping-repeats"])
def test_S90_the_published_table_comes_in_and_goes_out_again(come: Come, keep: bool) -> None:
    desk = come()
    dialog = look_over(desk, published_csv())
    counts = dialog.get_by_label("What is in the table")
    expect(counts.get_by_role("definition")).to_have_text(["6", "10", "119", "148"])
    for title, count in (("Twice in one group", 3), ("Different apostrophes", 2), ("Look alike", 3), ("Marks", 3)):
        expect(dialog.locator("summary").filter(has_text=title)).to_contain_text(str(count))
    if keep:
        dialog.get_by_label("Keep cards that stand twice in one group").check()
        expect(counts.get_by_role("definition").last).to_have_text("151")
    dialog.get_by_role("button", name="Bring it in").click()
    expect(dialog.get_by_role("status")).to_contain_text(f"Done. {151 if keep else 148} placements came in.")
    dialog.get_by_role("button", name="Close").click()
    expect(desk.sheet("Culture")).to_be_visible()
    published = rows(published_csv())
    assert rows(exported(desk.page)) == (published if keep else list(dict.fromkeys(published)))


def test_S91_nothing_is_brought_in_before_it_was_looked_over(table: Table, come: Come) -> None:
    desk = come()
    look_over(desk, published_csv())
    desk.dialog.get_by_role("button", name="Choose another").click()
    desk.dialog.get_by_label("Or paste the table").fill("colour,note\nred,none\n")
    desk.dialog.get_by_role("button", name="Look it over").click()
    expect(desk.dialog.get_by_role("status")).to_have_text("This table cannot be brought in yet. Nothing is saved.")
    desk.dialog.get_by_role("button", name="Cancel").click()
    expect(desk.dialog).to_be_hidden()
    assert len(table.events()) == 1


def test_S92_a_table_comes_in_beside_others_at_work(come: Come) -> None:
    desk, phone = come(), come("CR2", PHONE)
    look_over(desk, "Nr,theme,subtheme_group,card,position,mark\n7,Growing,,Resilience,1,\n")
    expect(desk.dialog.get_by_text("Columns that stay out")).to_be_visible()
    desk.dialog.get_by_role("button", name="Bring it in").click()
    expect(phone.slip("Resilience", "Growing")).to_be_attached()


def test_S93_on_paper_there_is_only_the_board(table: Table, come: Come) -> None:
    table.all([*create_cards("Offload"), *create_theme("Growing", *(f"Card {number}" for number in range(1, 41)))])
    desk = come()
    desk.page.emulate_media(media="print")
    controls = desk.page.locator("button, input, select, textarea").filter(visible=True)
    words = desk.page.locator("[data-do=open], h2 button, h3 button").filter(visible=True)
    expect(words).to_have_count(42)  # cards and titles, which are words too
    expect(controls).to_have_count(42)
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    expect(desk.page.get_by_role("navigation")).to_be_hidden()
    expect(desk.page.get_by_role("region", name="Time")).to_be_hidden()
    title, first = desk.sheet("Growing").locator("header"), desk.slip("Card 1", "Growing")
    expect(title, "a title is not alone at the foot of a column").to_have_css("break-after", "avoid")
    expect(title).to_have_css("break-inside", "avoid")
    expect(first.locator("xpath=ancestor::li")).to_have_css("break-after", "avoid")
    last = desk.slip("Card 40", "Growing").evaluate(IN_FULL)
    assert last, "a list on paper must not scroll"
    shoot(desk.page, "print", whole=True)


IN_FULL = """
(slip) => {
  const parents = [];
  for (let parent = slip.parentElement; parent !== null; parent = parent.parentElement) parents.push(parent);
  return parents.every(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1 || clientHeight === 0);
}
"""
