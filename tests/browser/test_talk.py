"""What people say about cards, themes and the board (SPEC T)."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.server import new_id

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
    write_for_somebody(here)
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


def write_for_somebody(here: Locator) -> None:
    """The next words are one's own again."""
    here.get_by_label("For whom?").first.select_option("CR2")
    say(here, "Rest comes first.")
    expect(words(here, "Rest comes first.")).to_contain_text("CR2, written by the facilitator")
    expect(here.get_by_label("For whom?").first).to_have_value("")
    say(here, "So I heard.")
    expect(words(here, "So I heard.")).not_to_contain_text("written by")


def test_T17_T19_T23_the_talk_page(table: Table, come: Come) -> None:
    lay_out(table)
    offload, growing = ({"kind": "card", "id": table.card("Offload")}, {"kind": "theme", "id": table.theme("Growing")})
    table.do(comment(offload, "It is a relief"), by="CR2")
    table.do(comment(growing, "This one grows"), on_behalf_of=table.person("CR3").id)
    table.person("CR4")
    guide, axe = come(), Axe("desk")
    guide.page.get_by_role("link", name=re.compile("^Talk 1 new")).click()
    page, new = guide.page, guide.page.get_by_role("region", name="New for you")
    expect(new.get_by_role("article")).to_contain_text("It is a relief")
    rest = page.get_by_role("region", name="Newest first")
    expect(rest).to_contain_text("CR3, written by the facilitator")
    expect(page.get_by_role("region", name="Not heard yet")).to_contain_text("CR4")
    expect(page.get_by_role("region", name="Not heard yet")).not_to_contain_text("CR3")
    axe.look(page, "talk-page")
    page.emulate_media(media="print")
    expect(page.locator("button, select").filter(visible=True), "nothing to press on paper").to_have_count(0)
    page.emulate_media(media="screen")
    new.get_by_role("button", name="I have read these").click()
    expect(page.get_by_role("link", name="Talk", exact=True)).to_be_visible()
    phone, phone_axe = come("CR4", PHONE), Axe("phone")
    phone.page.get_by_role("link", name=re.compile("^Talk 2 new")).tap()
    expect(phone.page.get_by_role("region", name="Not heard yet")).to_have_count(0)
    talk_by_taps(phone, phone_axe)
    expect(page.get_by_role("region", name="New for you")).to_contain_text("I think so too")
    expect(page.get_by_role("region", name="New for you")).to_contain_text("Let us go slowly")
    new.get_by_role("button", name="I have read these").click()
    page.get_by_label("Show").select_option("By theme")
    expect(page.get_by_role("region", name="The board")).to_contain_text("Let us go slowly")
    expect(page.get_by_role("region", name="Growing")).to_contain_text("This one grows")
    page.get_by_role("link", name="About “Offload”").click()
    expect(guide.panel.get_by_role("heading", name="Offload")).to_be_focused()
    expect(talk_in(guide.panel)).to_contain_text("I think so too")
    table.do(comment(offload, "And a rest"), by="CR2")
    expect(words(talk_in(guide.panel), "And a rest")).to_contain_text("New")
    expect(page.get_by_role("link", name="Talk", exact=True), "read in its panel is read").to_be_visible()
    expect(words(talk_in(guide.panel), "And a rest")).to_contain_text("New")
    assert not axe.found + phone_axe.found, "\n".join(axe.found + phone_axe.found)


def comment(about: dict[str, str], text: str) -> dict[str, object]:
    """Words from elsewhere."""
    return {"type": "comment.add", "comment_id": new_id("comment"), "on": about, "text": text}


def talk_by_taps(phone: BoardScreen, axe: Axe) -> None:
    """Answers, and says something about the board, with taps alone."""
    page = phone.page
    axe.look(page, "talk-page")
    page.get_by_role("button", name="Answer CR2").tap()
    page.get_by_label("Your answer").tap()
    page.keyboard.insert_text("I think so too")
    page.get_by_role("button", name="Share").tap()
    expect(page.get_by_role("list", name="Answers")).to_contain_text("I think so too")
    page.get_by_role("button", name="Say something about the board").tap()
    page.get_by_label("Say something", exact=True).tap()
    page.keyboard.insert_text("Let us go slowly")
    axe.look(page, "talk-board")
    page.get_by_role("button", name="Share").tap()
    expect(page.get_by_role("article").filter(has_text="Let us go slowly")).to_be_visible()


def test_T21_T22_a_facilitator_names_the_kinds(table: Table, come: Come) -> None:
    lay_out(table)
    guide = come()
    guide.tool("Kinds of comments")
    keys = Keys(guide.page)
    keys.tab_to(guide.dialog.get_by_label("Kind 3, for decisions"))
    keys.press("Control+a")
    keys.write("What we agreed")
    keys.tab_to(guide.dialog.get_by_role("button", name="One more kind"))
    keys.press("Enter")
    guide.dialog.get_by_label("Kind 4").focus()
    keys.write("Memory")
    axe = Axe("desk")
    axe.look(guide.page, "kinds")
    keys.press("Enter")
    expect(guide.dialog).to_be_hidden()
    expect(guide.said).to_contain_text("The kinds are saved.")
    talk = talk_in(guide.open_theme("Growing"))
    keys.tab_to(talk.get_by_label("Say something"))
    keys.write("It stays")
    talk.get_by_label("What is it?").select_option("What we agreed")
    keys.tab_to(talk.get_by_role("button", name="Share"))
    keys.press("Enter")
    expect(talk.get_by_label("Say something")).to_be_focused()
    expect(guide.sheet("Growing")).to_contain_text("What we agreed: It stays")
    assert "Memory" in table.state()["talk"][table.board_id]["kinds"].values()
    assert not axe.found, "\n".join(axe.found)
