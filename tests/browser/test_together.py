"""Two people at once (SPEC S): what one does on the big screen, the other sees on the phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import Table, create_cards, create_theme


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


def test_S2_also_place_and_jump_along_the_badge(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.ask_move("Resilience", "Growing").also_to("Company")
    expect(desk.said).to_have_text("“Resilience” now stands in “Company” too.")
    badge = phone.sheet("Growing").get_by_role("button", name="in 2 themes: Resilience")
    badge.click()
    places = phone.page.get_by_role("group", name="Where “Resilience” stands")
    expect(places.get_by_role("button")).to_have_text([re.compile("Growing"), re.compile("Company")])
    places.get_by_role("button", name="Company").click()
    expect(phone.slip("Resilience", "Company")).to_be_focused()
    expect(phone.slip("Resilience", "Company")).to_be_in_viewport()


def test_S3_undo_takes_back_my_latest_change_only(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    phone.move("Offload", "Growing")
    desk.move("Making friends", "Company")
    expect(phone.slip("Making friends", "Company")).to_be_attached()
    phone.undo()
    expect(phone.said).to_have_text("Your change is undone.")
    expect(desk.slip("Offload")).to_be_visible()
    expect(desk.slip("Making friends", "Company")).to_be_visible()
    desk.page.get_by_role("button", name="Undo").last.click()
    expect(phone.slip("Making friends")).to_be_attached()


def test_S4_new_theme_while_moving(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    phone.ask_move("Offload").to_new("Breathing space")
    expect(desk.slip("Offload", "Breathing space")).to_be_visible()
    desk.tools.get_by_role("button", name="New theme").click()
    desk.dialog.get_by_label("Name of the new theme").fill("Not for now")
    desk.dialog.get_by_label("Parked: for cards that do not fit").check()
    desk.dialog.get_by_role("button", name="Make the theme").click()
    expect(phone.sheet("Not for now")).to_contain_text("Parked here: 0 cards")


def test_S5_paste_many_lines(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    phone.tray.get_by_role("button", name="New cards").click()
    phone.dialog.get_by_role("textbox").fill("Calm\n\n  Library access \nCalm\nTime for me")
    expect(phone.dialog.get_by_role("status").filter(has_text="cards")).to_contain_text("3 cards.")
    phone.dialog.get_by_role("button", name="Add 3 cards").click()
    expect(desk.slip("Library access")).to_be_visible()
    assert table.tray()[-3:] == ["Calm", "Library access", "Time for me"]
    assert len(table.events()) == 5  # the board, three steps of laying out, and this one


def test_S6_several_at_once(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    phone.tool("Choose several cards")
    for text in ("Support to plan", "Offload"):
        phone.slip(text).click()
    bar = phone.page.get_by_role("group", name="Chosen cards")
    expect(bar.get_by_role("status")).to_have_text("2 cards chosen.")
    bar.get_by_role("button", name="Move", exact=True).click()
    phone.dialog.get_by_role("radio", name="Company").check()
    phone.dialog.get_by_role("button", name="Move", exact=True).click()
    expect(phone.said).to_have_text("2 cards are now in “Company”.")
    expect(desk.slip("Offload", "Company")).to_be_visible()
    phone.saved()
    assert table.texts("Company")[-2:] == ["Support to plan", "Offload"]


def test_S7_reorder(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.slip("Self-awareness", "Growing").focus()
    desk.page.keyboard.press("Alt+ArrowUp")
    expect(desk.said).to_have_text("“Self-awareness” is now number 2 of 3.")
    expect(desk.slip("Self-awareness", "Growing")).to_be_focused()
    slips = phone.sheet("Growing").get_by_role("listitem")
    expect(slips).to_contain_text(["Resilience", "Self-awareness", "Life skills"])


def test_S8_for_whom_is_told_to_everybody(table: Table, come: Come) -> None:
    lay_out(table)
    table.person("CR2")
    desk = come()
    dialog = desk.ask_move("Offload")
    dialog.box.get_by_label("For whom?").select_option("CR2")
    dialog.why("She said so on the phone.")
    dialog.to("Growing")
    desk.saved()
    moved = table.events()[-1]
    assert (moved["on_behalf_of"], moved["why"]) == (table.person("CR2").id, "She said so on the phone.")
    panel = desk.open_card("Offload", "Growing")
    expect(panel).to_contain_text(re.compile(r"CR2, written by\s+Facilitator"))
    expect(panel).to_contain_text("“She said so on the phone.”")
