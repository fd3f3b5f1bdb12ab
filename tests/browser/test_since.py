"""Coming back (SPEC S): what happened meanwhile is told calmly, can be read and played, and is told once."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import PATIENCE, Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.browser.shots import shoot
from tests.server import new_id


def told(page: Page) -> Locator:
    """What is said to somebody who comes back."""
    return page.get_by_role("region", name="Since you were last here")


def seen(table: Table, name: str, seq: int) -> None:
    """Waits until the server has noted how far somebody saw the board."""
    until = time.monotonic() + PATIENCE / 1_000
    while time.monotonic() < until:
        if table.person(name).http.get(f"/api/boards/{table.board_id}/seen").json()["seq"] == seq:
            return
    raise AssertionError(f"{name} is not noted at {seq}")


def head(table: Table) -> int:
    """The last seq."""
    return int(table.events()[-1]["seq"])


def meanwhile(table: Table) -> None:
    """Two people work while a third is away."""
    move = {"type": "placement.move", "placement_id": table.placement("Life skills", "Growing")}
    table.do({**move, "theme_id": table.theme("Company")}, by="CR3", why="It is about people")
    place = {"type": "placement.add", "placement_id": new_id("place"), "card_id": table.card("Offload")}
    table.do({**place, "theme_id": table.theme("Company")})
    about = {"kind": "card", "id": table.card("Tea")}
    table.do({"type": "comment.add", "comment_id": new_id("comment"), "on": about, "text": "Hot tea"}, by="CR3")
    table.do({"type": "theme.edit", "theme_id": table.theme("Growing"), "title": "Growing well"})


def test_S140_coming_back(table: Table, come: Come) -> None:
    table.all([*create_cards("Offload", "Tea"), *create_theme("Growing", "Life skills"), *create_theme("Company")])
    desk = come("CR2", DESK)
    expect(desk.slip("Life skills", "Growing")).to_be_visible()
    seen(table, "CR2", head(table))
    expect(told(desk.page)).to_have_count(0)
    desk.page.context.close()
    meanwhile(table)

    phone = come("CR2", PHONE)
    expect(told(phone.page)).to_contain_text("4 changes by CR3 and Facilitator.")
    expect(told(phone.page)).to_contain_text("Company 2")
    look(phone, "phone")
    told(phone.page).get_by_role("button", name="Read it").tap()
    expect(phone.page.get_by_role("heading", name="What happened")).to_be_visible()
    group = phone.page.get_by_role("region", name="Company")
    expect(group).to_contain_text("2 changes by CR3 and Facilitator")
    expect(group).to_contain_text("It is about people")
    look(phone, "phone", "since-page")
    seen(table, "CR2", head(table))
    with phone.page.expect_response(lambda answer: answer.url.endswith("/seen")):
        phone.open(table.board_id)
    move = {"type": "theme.edit", "theme_id": table.theme("Company"), "title": "With others"}
    table.do(move)
    expect(phone.sheet("With others")).to_be_attached()
    seen(table, "CR2", head(table))
    expect(told(phone.page)).to_have_count(0)


def test_S141_played_with_one_key_and_shared_by_its_address(table: Table, come: Come) -> None:
    table.all([*create_cards("Offload", "Tea"), *create_theme("Growing", "Life skills"), *create_theme("Company")])
    path = f"/api/boards/{table.board_id}/seen"
    before = head(table)
    assert table.person("CR2").http.post(path, json={"seq": before}).json()["seq"] == before
    meanwhile(table)
    desk = come("CR2", DESK)
    expect(told(desk.page)).to_contain_text("4 changes")
    look(desk, "desk")
    desk.slip(re.compile("^Tea")).focus()
    Keys(desk.page).press("p")
    past = desk.page.get_by_role("region", name="Looking back")
    expect(past).to_contain_text("change 4 of 4 in this part")
    expect(past).to_contain_text("renamed")
    past.get_by_role("button", name="Return to now").click()
    expect(told(desk.page)).to_have_count(0)

    lead = come()
    lead.page.goto(f"{lead.origin}/b/{table.board_id}/since?after={before}&to={before + 3}")
    expect(lead.page.get_by_label("Link to this page")).to_have_value(lead.page.url)
    expect(lead.page.get_by_role("main")).to_contain_text("3 changes by CR3 and Facilitator")
    expect(lead.page.get_by_role("region", name="Not sorted yet")).to_contain_text("Hot tea")
    look(lead, "desk", "since-page")
    lead.page.emulate_media(media="print")
    shoot(lead.page, "since-printed")
    lead.page.emulate_media(media="screen")
    lead.page.get_by_role("button", name="Play it on the board").click()
    played = lead.page.get_by_role("region", name="Looking back")
    expect(played).to_contain_text("change 3 of 3 in this part")
    lead.page.go_back()
    expect(lead.page.get_by_role("heading", name="What happened")).to_be_visible()


def look(screen: BoardScreen, name: str, what: str = "since-banner") -> None:
    """axe finds nothing here."""
    axe = Axe(name)
    axe.look(screen.page, what)
    assert not axe.found, "\n".join(axe.found)
