"""What can be done with a card and a theme in their panels, seen by the other (SPEC S)."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import Table, create_cards, create_theme


def lay_out(table: Table) -> None:
    """One theme with cards, and two cards in the tray."""
    table.all(create_cards("Offload", "Unload"))
    table.all(create_theme("Growing", "Resilience and calm", "Life skills"))


def test_S9_edit(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    panel = phone.open_card("Life skills", "Growing")
    panel.get_by_role("button", name="Edit").click()
    panel.get_by_label("Words on the card").fill("Skills for life")
    panel.get_by_role("button", name="Save").click()
    expect(desk.slip("Skills for life", "Growing")).to_be_visible()
    expect(panel.get_by_role("heading", name="Skills for life")).to_be_visible()


def test_S10_split_keeps_the_places(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.open_card("Resilience and calm", "Growing").get_by_role("button", name="Split").click()
    desk.dialog.get_by_label("Card 1").fill("Resilience")
    desk.dialog.get_by_label("Card 2").fill("Calm")
    desk.dialog.get_by_role("button", name="Split the card").click()
    expect(desk.said).to_have_text("“Resilience and calm” is now 2 cards. Each took over its places.")
    for text in ("Resilience", "Calm"):
        expect(phone.slip(text, "Growing")).to_be_attached()
    expect(phone.slip("Resilience and calm", "Growing")).to_have_count(0)


def test_S11_merge_makes_one_card(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    phone.open_card("Offload").get_by_role("button", name="Merge").click()
    phone.dialog.get_by_label("Find a card to merge").fill("unl")
    phone.dialog.get_by_role("checkbox", name="Unload").check()
    phone.dialog.get_by_role("button", name="Make one card of 2").click()
    expect(phone.said).to_have_text("2 cards are now one card: “Offload”.")
    expect(desk.slip("Unload")).to_have_count(0)
    expect(desk.slip("Offload")).to_be_visible()


def test_S12_put_away_and_put_back(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.open_card("Life skills", "Growing").get_by_role("button", name="Put away").click()
    expect(desk.said).to_have_text("“Life skills” is put away. You can put it back.")
    expect(phone.slip("Life skills", "Growing")).to_have_count(0)
    phone.tool("Put away cards and themes")
    phone.panel.get_by_role("button", name="Put back Life skills").click()
    expect(desk.slip("Life skills", "Growing")).to_be_visible()
    assert table.texts("Growing") == ["Resilience and calm", "Life skills"]


def test_S13_put_a_theme_away_and_back(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.open_theme("Growing").get_by_role("button", name="Put away").click()
    expect(desk.sheet("Growing")).to_have_count(0)
    expect(phone.slip("Life skills")).to_be_attached()
    desk.tool("Put away cards and themes")
    desk.panel.get_by_role("button", name="Put back Growing").click()
    expect(phone.slip("Life skills", "Growing")).to_be_attached()
    expect(phone.slip("Life skills")).to_have_count(0)


def test_S14_marks_come_from_the_legend(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    desk.tool("What the marks mean")
    desk.dialog.get_by_role("button", name="One more mark").click()
    desk.dialog.get_by_label("Mark 1", exact=True).fill("✱")
    desk.dialog.get_by_label("Meaning of mark 1").fill("said twice")
    desk.dialog.get_by_role("button", name="Save the marks").click()
    panel = phone.open_card("Life skills", "Growing")
    panel.get_by_label("Mark of Life skills in Growing").select_option("✱")
    expect(phone.said).to_have_text("“Life skills” in “Growing” now has the mark ✱.")
    expect(desk.slip(re.compile("Life skills marked ?✱ ?said twice"), "Growing")).to_be_visible()


def test_S15_a_theme_gets_its_words_and_colour(table: Table, come: Come) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    panel = desk.open_theme("Growing")
    panel.get_by_role("button", name="Edit").click()
    panel.get_by_label("Name").fill("Growing up")
    panel.get_by_label("What belongs here").fill("What we learn about ourselves.")
    panel.get_by_label("purple").check()
    panel.get_by_role("button", name="Save").click()
    expect(phone.sheet("Growing up")).to_contain_text("What we learn about ourselves.")
    desk.saved()
    assert table.state()["theme"][table.theme("Growing up")]["colour"] == "purple"


def test_S16_a_sub_theme_folds(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.open_theme("Growing").get_by_role("button", name="New sub-theme").click()
    desk.dialog.get_by_label("Name of the new theme").fill("Feelings")
    desk.dialog.get_by_role("button", name="Make the theme").click()
    expect(desk.sheet("Feelings").get_by_role("button", name="Feelings", exact=True)).to_be_focused()
    expect(desk.said).to_have_text("The theme “Feelings” is new in “Growing”.")
    desk.move("Offload", "Feelings")
    expect(desk.slip("Offload", "Feelings")).to_be_visible()
    desk.sheet("Feelings").get_by_role("button", name="Fold Feelings").click()
    expect(desk.slip("Offload", "Feelings")).to_be_hidden()


def test_S17_merging_themes_brings_their_cards(table: Table, come: Come) -> None:
    lay_out(table)
    table.all(create_theme("Company", "Networking", "Social contact"))
    desk, phone = come(), come("CR2", PHONE)
    desk.open_theme("Growing").get_by_role("button", name="Merge").click()
    desk.dialog.get_by_role("checkbox", name="Company").check()
    desk.dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(phone.slip("Networking", "Growing")).to_be_attached()
    expect(phone.sheet("Company")).to_have_count(0)
