"""A meeting (SPEC S): who is there, what is closed, and the clock."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come, Contexts, sign_in
from tests.browser.devices import PHONE, SMALL_PHONE, Options
from tests.browser.hands import ghost, middle
from tests.browser.house import Table
from tests.browser.keys import Keys
from tests.browser.meeting import bar, lay_out, offer, panel, start, there


def test_S130_who_is_there_says_so_once(table: Table, come: Come, contexts: Contexts) -> None:
    lay_out(table)
    looks_back = come("CR4", PHONE)
    looks_back.open(table.board_id, at=1)
    desk, phone = come(), come("CR2", PHONE)
    observer = contexts({"viewport": {"width": 800, "height": 600}})
    sign_in(observer, table.house.observer())
    watching = BoardScreen(observer.new_page(), table.house.server.origin)
    watching.open(table.board_id)
    own = panel(desk)
    own.get_by_role("button", name="Start a meeting").click()
    desk.dialog.get_by_label("Name of the meeting").fill("Sorting day")
    desk.dialog.get_by_role("button", name="Start", exact=True).dblclick()  # asks once
    expect(bar(watching)).to_contain_text("2 here")
    expect(desk.page.get_by_text("of yours could not be saved")).to_have_count(0)
    expect(bar(watching).get_by_role("button", name="Raise hand")).to_have_count(0)
    expect(bar(looks_back)).to_have_count(0)
    phone.open(table.board_id)
    expect(bar(phone)).to_contain_text("Sorting day")
    assert there(table) == ["CR2", "Facilitator"]

    own.get_by_role("button", name="Take off: CR2").click()
    expect(bar(watching)).to_contain_text("1 here")
    own.get_by_text("Add somebody").click()
    own.get_by_label("In the room, without a device").fill("Ann")
    own.get_by_role("button", name="Add", exact=True).click()
    expect(own.get_by_text("Ann, in the room")).to_be_visible()
    phone.open(table.board_id)
    phone.move("Offload", "Growing")
    phone.saved()
    assert there(table) == ["Ann", "Facilitator"]
    own.get_by_role("button", name="End the meeting").click()
    desk.dialog.get_by_role("button", name="End the meeting").click()
    expect(bar(phone)).to_have_count(0)
    expect(own.get_by_text("What you do now counts as work from home.")).to_be_visible()

    correct_an_earlier_one(table, desk, own)


def correct_an_earlier_one(table: Table, desk: BoardScreen, own: Locator) -> None:
    """Who was at the meeting before the last one is seen and put right."""
    start(table, "Naming day")
    expect(own.get_by_role("region", name="Who is at this meeting")).to_contain_text("Facilitator")
    own.get_by_label("Who was at an earlier meeting").select_option("Sorting day, today")
    was = own.get_by_role("region", name="Who was at “Sorting day”")
    expect(was.get_by_role("listitem")).to_have_count(2)
    was.get_by_role("button", name="Take off: Ann").click()
    expect(desk.said).to_contain_text("Ann is no longer on the list.")
    was.get_by_text("Add somebody").click()
    was.get_by_label("Or one of the group").select_option("CR2")
    was.get_by_role("button", name="Add", exact=True).click()
    expect(was.get_by_role("listitem")).to_contain_text(["Facilitator", "CR2"])
    assert there(table).count("Facilitator") == 2
    assert "Ann" not in there(table)


def test_S131_what_is_closed_says_who_closed_it(table: Table, come: Come) -> None:
    lay_out(table)
    start(table)
    desk, other = come(), come("CR2")
    own = panel(desk)
    own.get_by_role("radio", name=re.compile("^Talk")).check()
    own.get_by_role("checkbox", name="No moving cards").check()
    expect(bar(other)).to_contain_text("Talk: Say what you see, and what is missing.")
    expect(bar(other)).to_contain_text("Closed for now: moving cards")
    why = "Moving cards is closed for now. Facilitator set this. You can still talk."
    move = other.tray.get_by_role("button", name="Move Offload", exact=True)
    expect(move).to_be_disabled()
    expect(move).to_have_accessible_description(why)
    other.slip("Offload").hover()
    move.dispatch_event("click")
    expect(other.said).to_have_text(why)
    other.page.get_by_role("button", name="Close", exact=True).last.click()
    other.slip("Offload").focus()
    other.page.keyboard.press("m")
    expect(other.said).to_have_text(why)
    expect(other.dialog).to_have_count(0)
    other.page.get_by_role("button", name="Close", exact=True).last.click()
    x, y = middle(other.slip("Offload"))
    other.page.mouse.move(x, y)
    other.page.mouse.down()
    other.page.mouse.move(x + 40, y + 10, steps=6)
    expect(other.said).to_have_text(why)
    expect(ghost(other.page)).to_have_count(0)
    other.page.mouse.up()
    desk.move("Offload", "Growing")
    expect(other.slip("Offload", "Growing")).to_be_visible()
    own.get_by_role("checkbox", name="No moving cards").uncheck()
    expect(bar(other)).not_to_contain_text("Closed for now")
    expect(other.said).to_have_text("")
    other.move("Offload", "Company", within="Growing")
    expect(desk.slip("Offload", "Company")).to_be_visible()


def test_S131_words_on_the_way_are_kept_to_copy(table: Table, come: Come) -> None:
    lay_out(table)
    desk, other = come(), come("CR2")
    own = panel(desk)
    other.tray.get_by_role("button", name="New cards").click()
    other.dialog.get_by_role("textbox").fill("Half a thought")
    own.get_by_role("checkbox", name="No writing cards").check()
    expect(other.dialog).to_contain_text("Writing cards is closed for now.")
    other.dialog.get_by_role("button", name="Add").click()
    expect(other.page.get_by_text("1 change of yours could not be saved.")).to_be_visible()
    other.page.get_by_role("button", name="Show what").click()
    expect(other.dialog.get_by_label("What you wrote")).to_have_value("Half a thought")


def test_S132_the_clock_ends_by_my_own_clock(table: Table, come: Come) -> None:
    """This device's clock is seven minutes fast."""
    ahead = 7 * 60_000
    lay_out(table)
    start(table)
    other = come("CR2", timezone_id="Europe/London")
    other.page.add_init_script(f"const real = Date.now; Date.now = () => real.call(Date) + {ahead};")
    other.open(table.board_id)
    (event,) = table.do({"type": "timer.start", "seconds": 600, "title": "Sorting"})
    ends = other.page.evaluate(
        "([at, ahead]) => new Date(Date.parse(at) + ahead).toLocaleTimeString("
        "'en-GB', {hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London'})",
        [event["changes"][0]["after"]["ends_at"], ahead],
    )
    minute = re.compile(r"Sorting: Ends at \d\d:\d\d, about 10 minutes left")
    expect(bar(other)).to_contain_text(minute)
    shown = re.search(r"Ends at (\d\d:\d\d)", bar(other).inner_text())
    assert shown is not None
    assert abs(_minutes(shown.group(1)) - _minutes(ends)) in (0, 1, 1439)
    table.do({"type": "timer.stop"})
    expect(bar(other)).not_to_contain_text("Ends at")


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


@pytest.mark.parametrize("device", [{"viewport": {"width": 1280, "height": 800}}, SMALL_PHONE], ids=["desk", "phone"])
def test_S135_nothing_is_wrong_with_a_meeting(table: Table, come: Come, device: Options) -> None:
    """axe, keys alone and taps alone, with everything of a meeting on the screen."""
    lay_out(table)
    start(table, "Meeting with a name of some length")
    table.do({"type": "stage.set", "stage": "sort"})
    table.do({"type": "lock.set", "lock": "naming"})
    table.do({"type": "timer.start", "seconds": 3600, "title": "Quiet time"})
    screen, other = come("CR2", device), come("CR3")
    axe = Axe("desk" if device.get("has_touch") is None else "phone")
    bar(other).get_by_role("button", name="Raise hand").click()
    other.open_card("Life skills", "Growing")
    other.panel.get_by_role("button", name="Show to everybody").click()
    expect(offer(screen, "CR3")).to_contain_text("Life skills")
    axe.look(screen.page, "meeting-shown")
    if axe.device == "desk":
        keys = Keys(screen.page)
        keys.tab_to(offer(screen, "CR3").get_by_role("button", name="Close"))
        keys.press("Enter")
        keys.tab_to(bar(screen).get_by_role("button", name="Raise hand"))
        keys.press("Space")
        expect(bar(other)).to_contain_text("CR3 and CR2")
        keys.tab_to(bar(screen).get_by_role("button", name=re.compile("^Meeting with")), key="Shift+Tab")
        keys.press("Enter")
    else:
        offer(screen, "CR3").get_by_role("button", name="Close").tap()
        bar(screen).get_by_role("button", name=re.compile("^Meeting with")).tap()
    expect(screen.panel.get_by_role("heading", level=2)).to_be_focused()
    axe.look(screen.page, "meeting-panel")
    assert axe.found == []
