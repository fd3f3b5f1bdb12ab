"""Hands, and looking at one thing together (SPEC S)."""

import re

from playwright.sync_api import expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.hands import Mouse, ghost
from tests.browser.house import Table
from tests.browser.meeting import bar, lay_out, offer, panel, start
from tests.browser.shots import shoot
from tests.browser.test_replay_then import banner, history, together


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


def test_S91_looking_back_together(table: Table, come: Come) -> None:
    seqs = history(table)
    desk, phone, other = come(), come("CR2", PHONE), come("CR3")
    desk.page.get_by_role("button", name="Replay from the start").click()
    desk.page.get_by_role("button", name="Pause").click()
    desk.page.get_by_role("button", name="Show to everybody").click()
    expect(together(phone.page)).to_contain_text("Facilitator shows a moment of the past to everybody.")
    expect(banner(phone.page)).to_have_count(0)
    shoot(phone.page, "phone-offer")
    together(phone.page).get_by_role("button", name="Look along").tap()
    together(other.page).get_by_role("button", name="Look along").click()
    expect(together(desk.page)).to_contain_text("CR2 and CR3 look along.")
    slider = desk.page.get_by_role("slider", name="Moment on the board")
    slider.press("End")
    slider.press("ArrowLeft")
    there = f"move {seqs['head'] - 1} of {seqs['head']}"
    for screen in (desk, phone, other):
        expect(banner(screen.page)).to_contain_text(there)
    shoot(desk.page, "together-desk")
    shoot(phone.page, "together-phone")
    other.page.keyboard.press("Escape")
    expect(banner(other.page)).to_have_count(0)
    expect(together(desk.page)).to_contain_text("CR2 looks along.")
    expect(other.sheet("Growing").get_by_role("listitem")).to_have_count(3)
    slider.press("Home")
    expect(banner(phone.page)).to_contain_text(f"move 1 of {seqs['head']}")
    desk.page.get_by_role("button", name="Return to now").click()
    expect(banner(phone.page)).to_have_count(0)
    expect(together(phone.page)).to_contain_text("Facilitator stopped showing. You are back at now.")
    together(phone.page).get_by_role("button", name="Close").tap()
    expect(together(phone.page)).to_have_text("")
    show_again_and_go(desk, phone)


def show_again_and_go(desk: BoardScreen, phone: BoardScreen) -> None:
    """Somebody declines, wants to after all, and waits when the one who shows has gone."""
    desk.page.get_by_role("button", name="Replay from the start").click()
    desk.page.get_by_role("button", name="Pause").click()
    desk.page.get_by_role("button", name="Show to everybody").click()
    together(phone.page).get_by_role("button", name="Not now").tap()
    phone.menu("Look along with Facilitator")
    expect(together(phone.page)).to_contain_text("You look along with Facilitator.")
    expect(banner(phone.page)).to_be_visible()
    desk.page.close()
    expect(together(phone.page)).to_contain_text("Facilitator is away. This moment stays.")
    shoot(phone.page, "together-alone")
    together(phone.page).get_by_role("button", name="Leave").tap()
    expect(banner(phone.page)).to_have_count(0)
