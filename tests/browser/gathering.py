"""A group at one meeting: a facilitator at a desk, people with phones, one with keys alone, one without any device."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.browser.meeting import bar, panel

PHONES = ("CR2", "CR4", "CR6")
KEYS = "CR3"
DESKS = ("CR5", "CR7")
AWAY = "CR8"
"""On the telephone: others write for this person."""


@dataclass(frozen=True)
class Group:
    """Everybody's screen, by name; the facilitator's is `lead`."""

    table: Table
    lead: BoardScreen
    screens: dict[str, BoardScreen]
    desk: Axe
    phone: Axe

    @property
    def keys(self) -> Keys:
        """The hands of the person who has only a keyboard."""
        return Keys(self.screens[KEYS].page)

    @property
    def found(self) -> list[str]:
        """What axe found wrong at the stations of the meeting."""
        return self.desk.found + self.phone.found

    def go(self, name: str, page: str) -> Page:
        """Somebody goes to a page of the board by the address."""
        screen = self.screens[name]
        screen.page.goto(f"{screen.origin}/b/{self.table.board_id}/{page}")
        return screen.page


def gather(table: Table, come: Come) -> Group:
    """Eight people; seven of them open the board."""
    table.all(create_cards("Offload", "Tea", "Walks"))
    table.all([*create_theme("Growing", "Life skills", "Resilience"), *create_theme("Company", "Social contact")])
    table.person(AWAY)
    screens = {name: come(name, PHONE) for name in PHONES}
    screens |= {name: come(name, DESK) for name in (*DESKS, KEYS)}
    return Group(table, come(device=DESK), screens, Axe("desk"), Axe("phone"))


def begin(group: Group) -> None:
    """The facilitator starts a meeting, and notes the one on the telephone."""
    own = panel(group.lead)
    own.get_by_role("button", name="Start a meeting").click()
    group.lead.dialog.get_by_label("Name of the meeting").fill("Spring meeting")
    group.lead.dialog.get_by_role("button", name="Start", exact=True).click()
    for screen in group.screens.values():
        expect(bar(screen)).to_contain_text("7 here")
    own.get_by_text("Add somebody").click()
    own.get_by_label("Or one of the group").select_option(AWAY)
    own.get_by_role("button", name="Add", exact=True).click()
    expect(own.get_by_role("button", name=f"Take off: {AWAY}")).to_be_visible()
    own.get_by_role("radio", name=re.compile("^Sort")).check()


def sort(group: Group) -> None:
    """By taps, by keys alone, and for the one on the telephone."""
    phone, keys, lead = group.screens["CR2"], group.keys, group.lead
    phone.tray.get_by_role("button", name="Move Offload", exact=True).tap()
    box = phone.move_dialog("Offload").box
    box.get_by_role("radio", name=re.compile("^Growing")).tap()
    box.get_by_role("button", name="Move", exact=True).tap()
    expect(lead.slip("Offload", "Growing")).to_be_visible()

    screen = group.screens[KEYS]
    keys.tab_to(screen.page.locator("[data-do=open][tabindex='0']"))
    keys.press("ArrowLeft", "Home")
    expect(screen.slip("Tea")).to_be_focused()
    keys.press("m")
    keys.write("comp")
    keys.press("Enter")
    expect(screen.slip("Tea", "Company")).to_be_focused()

    dialog = lead.ask_move("Walks")
    dialog.box.get_by_label("For whom?").select_option(AWAY)
    dialog.box.get_by_label("Why?").fill("Walks are with friends")
    dialog.to("Company")
    expect(phone.slip("Walks", "Company")).to_be_attached()


def talk(group: Group) -> None:
    """A question that stays open, and a decision."""
    said = group.screens["CR4"].open_theme("Growing").get_by_role("region", name="What we say about it")
    say(said, "Is tea growing?", "Question")
    seen = group.lead.open_theme("Growing").get_by_role("region", name="What we say about it")
    expect(seen).to_contain_text("Is tea growing?")
    seen.get_by_label("For whom?").select_option("Myself")
    say(seen, "Growing stays one theme.", "Decision")


def say(place: Locator, words: str, kind: str) -> None:
    """Writes words and shares them."""
    place.get_by_label("Say something").fill(words)
    place.get_by_label("What is it?").select_option(kind)
    place.get_by_role("button", name="Share").click()
    expect(place.get_by_role("article").filter(has_text=words)).to_be_visible()


def finish(group: Group) -> str:
    """The meeting ends; the facilitator reads the draft over, and saves it. Answers what was drafted."""
    lead = group.lead
    lead.open(group.table.board_id)
    own = panel(lead)
    own.get_by_role("button", name="End the meeting").click()
    lead.dialog.get_by_role("button", name="End the meeting").click()
    lead.page.get_by_role("link", name="Read the draft").click()
    words = lead.page.get_by_label("Words")
    expect(words).to_be_visible()
    group.desk.look(lead.page, "gathering-draft")
    drafted = words.input_value()
    words.fill(f"{drafted}\n\nWe meet again in **May**.")
    lead.page.get_by_role("button", name="Save").click()
    expect(lead.page.get_by_role("article")).to_contain_text("We meet again in May.")
    return drafted


def sign(group: Group) -> None:
    """Names under the minutes: by mouse, by tap, by keys."""
    button = re.compile("^I have read this")
    group.lead.page.get_by_role("button", name=button).click()
    for name in ("CR2", KEYS):
        page = group.go(name, "minutes")
        page.get_by_role("link", name="Spring meeting").press("Enter")
        there = page.get_by_role("button", name=button)
        if name == KEYS:
            group.keys.tab_to(there)
            group.keys.press("Enter")
        else:
            there.tap()
        expect(page.get_by_text("You signed version 1.")).to_be_visible()
    signed = group.lead.page.get_by_role("region", name="Signed by")
    for name in ("Facilitator", "CR2", KEYS):
        expect(signed).to_contain_text(name)
    group.desk.look(group.lead.page, "gathering-signed")
    group.phone.look(group.screens["CR2"].page, "gathering-signed")
