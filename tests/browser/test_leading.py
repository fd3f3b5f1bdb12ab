"""More than one person leads a study, on screen (SPEC A23, A24, W23)."""

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_theme

ALONE = "Nobody else leads this study"


def people(page: Page, table: Table) -> None:
    """Opens the People page by its address."""
    page.goto(f"{table.house.server.origin}/s/{table.house.study.study_id}?board={table.board_id}")
    expect(page.get_by_role("heading", name="People in this study")).to_be_visible()


def ask_to_lead(page: Page) -> None:
    """With keys only."""
    page.get_by_role("button", name="Ask to lead too (Willow)").press("Enter")
    expect(page.get_by_role("group", name="Willow can then do all that you can")).to_be_focused()
    page.get_by_role("button", name="Ask Willow to lead").press("Enter")
    expect(page.locator("main").get_by_role("status")).to_have_text("Willow leads this study too now.")
    expect(page.get_by_role("heading", name="People in this study")).to_be_focused()


def stop_leading(page: Page, axe: Axe) -> None:
    """With taps only."""
    page.get_by_role("button", name="Stop leading").tap()
    axe.look(page, "lead-stop")
    page.get_by_role("group", name="You stay in the study").get_by_role("button", name="Stop leading").tap()
    expect(page.locator("main").get_by_role("status")).to_have_text("You no longer lead. You can go on sorting.")
    expect(page.get_by_role("heading", name="Invite people")).to_have_count(0)


def test_A23_somebody_is_asked_to_lead_and_gives_it_back(table: Table, come: Come) -> None:
    axe = Axe("both")
    table.all(create_theme("Growing", "Life skills"))
    phone, desk = come("Willow", PHONE).page, come("Facilitator", DESK).page
    people(desk, table)
    desk.get_by_role("button", name="Stop leading").press("Enter")
    expect(desk.get_by_text(ALONE)).to_be_visible()
    desk.get_by_role("button", name="Close").press("Enter")
    expect(desk.get_by_role("button", name="Stop leading")).to_be_focused()
    ask_to_lead(desk)
    axe.look(desk, "lead-asked")

    expect(phone.get_by_text("You lead this study too now.")).to_be_visible()
    people(phone, table)
    expect(phone.get_by_role("heading", name="Invite people")).to_be_visible()
    expect(phone.get_by_text("asked by Facilitator")).to_be_visible()
    stop_leading(phone, axe)
    expect(desk.get_by_role("button", name="Ask to lead too (Willow)")).to_be_visible()

    desk.get_by_role("link", name="Take your words back").click()
    expect(desk.get_by_text(ALONE)).to_be_visible()
    expect(desk.get_by_role("radio", name="Stop taking part")).to_have_count(0)
    axe.look(desk, "lead-words-alone")
    desk.get_by_role("link", name="Ask somebody to lead it").click()
    ask_to_lead(desk)
    desk.get_by_role("link", name="Take your words back").click()
    desk.get_by_role("radio", name="Take my name out").check()
    desk.get_by_role("button", name="Go on").click()
    desk.get_by_role("button", name="Take my name out").click()
    expect(desk.locator("main").get_by_role("status")).to_contain_text("It is hidden now, for everybody.")
    expect(phone.get_by_role("heading", name="Invite people")).to_be_visible()
    expect(phone.get_by_text("Facilitator", exact=True)).to_have_count(0)
    assert axe.found == []
