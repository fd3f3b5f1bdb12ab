"""Minutes (SPEC S): from the draft to a name under them, on a desk and on a phone."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.server import new_id

OLD = "From: Sam\n\n> Hello\n\n<img src=x onerror=alert(1)> **see you**"


def hold_meeting(table: Table) -> str:
    """A meeting with a decision and a question; answers its id."""
    table.all([*create_cards("Offload"), *create_theme("Growing", "Life skills")])
    meeting = new_id("meeting")
    table.do({"type": "meeting.start", "meeting_id": meeting, "title": "Spring meeting"})
    for name in ("CR2", "CR3"):
        attend = {"type": "meeting.attend", "meeting_id": meeting, "attendance_id": new_id("attend")}
        table.do(attend, by=name)
    about = {"kind": "theme", "id": table.theme("Growing")}
    comment = {"type": "comment.add", "on": about}
    table.do({**comment, "comment_id": new_id("comment"), "text": "Growing stays", "comment_kind": "decision"})
    table.do({**comment, "comment_id": new_id("comment"), "text": "Is tea growing?", "comment_kind": "question"}, "CR2")
    return meeting


def to_minutes(screen: BoardScreen, table: Table) -> Page:
    """Goes to the page of minutes."""
    screen.page.goto(f"{screen.origin}/b/{table.board_id}/minutes")
    expect(screen.page.get_by_role("heading", name="Minutes", exact=True)).to_be_visible()
    return screen.page


def heading(page: Page, name: str) -> Any:
    """A heading in what is read."""
    return page.get_by_role("article").get_by_role("heading", name=name)


def test_S110_from_the_draft_to_a_name_under_it(table: Table, come: Come) -> None:
    meeting = hold_meeting(table)
    lead, axe = come(device=DESK), Axe("desk")
    table.do({"type": "meeting.end", "meeting_id": meeting})
    desk = lead.page
    expect(desk.get_by_text("The meeting “Spring meeting” has ended.")).to_be_visible()
    axe.look(desk, "minutes-banner")
    to_minutes(lead, table)
    axe.look(desk, "minutes-list")
    desk.get_by_role("link", name="Make a draft for Spring meeting").click()
    words = desk.get_by_label("Words")
    expect(words).to_be_visible()
    for told in ("- CR2", "CR3", "“Growing stays” (Facilitator, about the theme “Growing”)", "A question: “Is tea"):
        assert told in words.input_value(), words.input_value()
    axe.look(desk, "minutes-draft")
    desk.get_by_role("button", name="See how it looks").click()
    expect(desk.get_by_role("region", name="How it will look").get_by_role("heading")).to_have_count(6)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("The minutes are saved.")).to_be_visible()
    expect(heading(desk, "Spring meeting")).to_be_focused()
    axe.look(desk, "minutes-read")
    assert not axe.found, "\n".join(axe.found)

    sign_on_a_phone(table, desk, past_the_draft(come("CR2", PHONE), table, meeting))


def past_the_draft(phone: BoardScreen, table: Table, meeting: str) -> Page:
    """Somebody who was sent the address of the draft is told what that is, and where to go."""
    phone.page.goto(f"{phone.origin}/b/{table.board_id}/minutes?draft={meeting}")
    expect(phone.page.get_by_role("alert")).to_contain_text(
        "This is a draft of minutes. Only a facilitator can read it over."
    )
    phone.page.get_by_role("link", name="All minutes").tap()
    return phone.page


def sign_on_a_phone(table: Table, desk: Page, phone: Page) -> None:
    """Somebody reads, sees a new version come, and signs that one."""
    phone.get_by_role("link", name="Spring meeting").tap()
    expect(heading(phone, "What we decided")).to_be_visible()
    desk.get_by_role("button", name="Change the words").click()
    desk.get_by_label("Words").fill("")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("alert")).to_have_text("Please put in the words first.")
    expect(desk.get_by_label("Words")).to_be_focused()
    desk.get_by_label("Words").fill("## Short\n\nWe kept Growing.")
    desk.get_by_role("button", name="Save").click()
    expect(heading(phone, "Short")).to_be_visible()
    expect(phone.get_by_text("Version 2 is here now.")).to_be_visible()
    sign = phone.get_by_role("button", name="I have read this. Put my name under it")
    sign.tap()
    expect(phone.get_by_text("You signed version 2.")).to_be_focused()
    expect(sign).to_have_count(0)
    expect(desk.get_by_role("region", name="Signed by")).to_contain_text("CR2")
    phone.get_by_role("button", name="Version 1").tap()
    expect(phone.get_by_text("You read version 1 of 2.")).to_be_visible()
    expect(heading(phone, "What we decided")).to_be_visible()
    expect(phone.get_by_role("region", name="Signed by")).to_contain_text("Nobody has signed this version yet.")
    small = Axe("phone")
    small.look(phone, "minutes-read")
    assert not small.found, "\n".join(small.found)
    file = table.person("CR2").http.get(f"/api/boards/{table.board_id}/export/minutes.md").text
    assert "We kept Growing." in file
    assert "Signed by CR2" in file


def test_S111_older_minutes_by_keyboard_alone_and_no_markup_of_users(table: Table, come: Come) -> None:
    page = to_minutes(come(device=DESK), table)
    keys = Keys(page)
    keys.tab_to(page.get_by_role("button", name="Put in older minutes or an e-mail"))
    keys.press("Enter")
    keys.tab_to(page.get_by_label("Title"))
    keys.write("An e-mail")
    keys.press("Tab")
    keys.write("04042021")
    keys.tab_to(page.get_by_label("Words"))
    page.keyboard.insert_text(OLD)
    expect(page.get_by_text("Kept on this device until you save.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Put in older minutes or an e-mail").press("Enter")
    expect(page.get_by_text("Your words from before are here again.")).to_be_visible()
    keys.tab_to(page.get_by_role("button", name="Cancel"))
    keys.press("Enter")
    expect(page.get_by_role("group", name="Throw away what you wrote here?")).to_be_visible()
    expect(page.get_by_role("button", name="Keep writing")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_label("Words")).to_have_value(OLD)
    keys.tab_to(page.get_by_role("button", name="Save"))
    keys.press("Enter")
    article = page.get_by_role("article")
    expect(article).to_contain_text("Sunday 4 April 2021 · Version 1")
    expect(article).to_contain_text("<img src=x onerror=alert(1)> see you")
    expect(article.locator("img")).to_have_count(0)
    expect(article.locator("blockquote")).to_have_text("Hello")

    watcher = to_minutes(come("Facilitator", DESK), table)
    watcher.get_by_role("link", name="An e-mail").click()
    for one, words in ((page, "Mine"), (watcher, "Yours")):
        one.get_by_role("button", name="Change the words").click()
        one.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(watcher.get_by_text("Somebody has saved a newer version.")).to_be_visible()
    watcher.get_by_role("button", name="Save").click()
    expect(watcher.get_by_role("article")).to_contain_text("The minutes have changed. Read them again first.")
    expect(watcher.get_by_text("1 change of yours could not be saved.")).to_be_visible()
    expect(watcher.get_by_role("article")).to_contain_text("Mine")
