"""What people say about cards, themes and the board (SPEC T)."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme

TALK = "What we say about it"


def lay_out(table: Table) -> None:
    """Cards and a theme."""
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing", "Life skills")])


def talk_in(panel: Locator, title: str = TALK) -> Locator:
    """What is said in a panel."""
    return panel.get_by_role("region", name=title)


def say(talk: Locator, words: str, kind: str = "Reflection") -> None:
    """Writes words and shares them."""
    talk.get_by_label("Say something").fill(words)
    talk.get_by_label("What is it?").select_option(kind)
    talk.get_by_role("button", name="Share").click()


def words(talk: Locator, text: str) -> Locator:
    """One comment by its text."""
    return talk.get_by_role("article").filter(has_text=text)


def test_T1_T6_two_people_talk_about_a_card(table: Table, come: Come) -> None:
    lay_out(table)
    axe, guide, other = Axe("desk"), come(device=DESK), come("CR2", PHONE)
    here, there = talk_in(guide.open_card("Offload")), talk_in(other.open_card("Offload"))
    say(there, "It helps to let it out.")
    expect(words(here, "It helps to let it out.")).to_contain_text("CR2")
    here.get_by_role("button", name="Answer CR2").click()
    here.get_by_label("Your answer").fill("Who listened?")
    here.get_by_role("button", name="Share").first.click()
    expect(there.get_by_role("list", name="Answers")).to_contain_text("Who listened?")
    say(there, "We keep it on its own.", "Decision")
    expect(guide.slip(re.compile("Offload.*3 comments.*Decision: We keep it on its own."))).to_be_visible()
    axe.look(guide.page, "talk-card")
    phone = Axe("phone")
    phone.look(other.page, "talk-card")
    change_and_take_back(there, here)
    hide_and_show(guide, here, there)
    assert not axe.found + phone.found, "\n".join(axe.found + phone.found)


def change_and_take_back(mine: Locator, seen: Locator) -> None:
    """One's own words are changed, and others taken back."""
    own = words(mine, "It helps to let it out.")
    own.get_by_role("button", name="Edit").click()
    mine.get_by_label("Your words").fill("It helps me to let it out.")
    mine.get_by_role("button", name="Save").click()
    expect(words(seen, "It helps me to let it out.")).to_contain_text("(changed)")
    decision = words(mine, "We keep it on its own.")
    decision.get_by_role("button", name="Take back").click()
    decision.get_by_role("button", name="Take them back").click()
    expect(seen.get_by_text("taken back")).to_be_visible()
    expect(seen).not_to_contain_text("We keep it on its own.")


def hide_and_show(guide: BoardScreen, here: Locator, there: Locator) -> None:
    """A facilitator hides words, and shows them again."""
    answer = words(here, "Who listened?")
    answer.get_by_role("button", name="Hide").click()
    expect(guide.said).to_contain_text("These words are hidden now.")
    expect(there).to_contain_text("hidden by a facilitator")
    expect(there).not_to_contain_text("Who listened?")
    answer.get_by_role("button", name="Show again").click()
    expect(words(there, "Who listened?")).to_be_visible()
