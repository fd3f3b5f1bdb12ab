"""Hands, and looking at one thing together (SPEC S)."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.hands import Mouse, ghost
from tests.browser.house import Table
from tests.browser.meeting import bar, lay_out, offer, panel, start


def test_S133_hands_and_ready(table: Table, come: Come) -> None:
    lay_out(table)
    start(table)
    desk, phone, other = come(), come("CR2", PHONE), come("CR3")
    bar(phone).get_by_role("button", name="Raise hand").tap()
    expect(bar(desk)).to_contain_text("Hand up: CR2")
    bar(other).get_by_role("button", name="Raise hand").click()
    expect(bar(desk)).to_contain_text("Hand up: CR2 and CR3")
    expect(desk.page.get_by_role("status", name="Hands and clock")).to_contain_text("CR2 and CR3 would like to speak.")
    bar(phone).get_by_role("button", name="I am ready").tap()
    expect(bar(desk)).to_contain_text("1 of 2 are ready.")
    bar(other).get_by_role("button", name="I am ready").click()
    expect(bar(desk)).to_contain_text("Everybody is ready.")
    expect(bar(desk)).to_contain_text("Hand up: CR2 and CR3")
    bar(phone).get_by_role("button", name="Raise hand").tap()
    expect(bar(desk)).to_contain_text(re.compile("Hand up: CR3"))
    table.do({"type": "stage.set", "stage": "check"})
    expect(bar(desk)).not_to_contain_text("ready")
    expect(bar(phone).get_by_role("button", name="I am ready")).to_have_attribute("aria-pressed", "false")


def test_S134_showing_a_card_to_everybody(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone, writer = come(), come("CR2", PHONE), come("CR3")
    writer.tray.get_by_role("button", name="New cards").click()
    writer.dialog.get_by_role("textbox").fill("Half a tho")
    other = come("CR5")
    Mouse(other.page).lift(other.slip("Offload"))

    desk.open_card("Resilience", "Growing")
    desk.panel.get_by_role("button", name="Show to everybody").click()
    expect(offer(phone)).to_contain_text("Facilitator shows this to everybody")
    expect(offer(phone)).to_contain_text("In Growing")
    expect(phone.page.get_by_role("status", name="What is asked of you")).to_contain_text("“Resilience”")
    expect(writer.dialog.get_by_role("textbox")).to_be_focused()
    writer.page.keyboard.type("ught")
    expect(writer.dialog.get_by_role("textbox")).to_have_value("Half a thought")
    expect(offer(other)).to_contain_text("Facilitator shows a card to everybody.")
    expect(ghost(other.page)).to_be_visible()
    other.page.keyboard.press("Escape")
    expect(ghost(other.page)).to_have_count(0)
    other.page.mouse.up()
    other.page.keyboard.press("Escape")
    expect(offer(other)).to_have_count(0)
    offer(phone).get_by_role("button", name="Go there").tap()
    expect(phone.slip("Resilience", "Growing")).to_be_focused()
    expect(phone.slip("Resilience", "Growing")).to_be_in_viewport()
    bar = desk.page.get_by_role("group", name="Shown by you").bounding_box()
    new = desk.page.get_by_role("button", name="New cards").bounding_box()
    assert bar is not None
    assert new is not None
    assert new["y"] + new["height"] <= bar["y"]
    desk.page.get_by_role("button", name="Stop showing").click()
    writer.page.keyboard.press("Escape")
    expect(offer(writer)).to_have_count(0)


def test_S134_come_to_me_and_following(table: Table, come: Come) -> None:
    lay_out(table)
    desk, other = come(), come("CR5")
    own = panel(desk)
    own.get_by_role("button", name="Come to me").click()
    expect(offer(other)).to_contain_text("Facilitator asks you to come along")
    other.page.keyboard.press("Escape")
    expect(offer(other)).to_have_count(0)
    desk.page.get_by_role("button", name="Stop asking").click()

    followed = panel(other)
    followed.get_by_role("button", name="Follow Facilitator").click()
    expect(own.get_by_text("You are followed by CR5.")).to_be_visible()
    other.slip("Support to plan").focus()
    desk.open_card("Social contact", "Company")
    expect(other.page.get_by_role("group", name="Following")).to_contain_text("who is at “Social contact”")
    expect(other.page.locator("[data-pointed]").first).to_contain_text("Social contact")
    expect(other.slip("Support to plan")).to_be_focused()
    other.page.keyboard.press("Escape")
    expect(other.page.get_by_role("group", name="Following")).to_have_count(0)

    other.page.evaluate("localStorage.setItem('themeroom.settings', JSON.stringify({calm: true}))")
    other.open(table.board_id)
    desk.panel.get_by_role("button", name="Show to everybody").click()
    expect(offer(other)).to_contain_text("Facilitator shows a card to everybody.")
    offer(other).get_by_role("button", name="Look").click()
    expect(offer(other)).to_contain_text("In Company")
