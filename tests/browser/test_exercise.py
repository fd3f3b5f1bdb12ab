"""The whole exercise (SPEC S): join, create, move, also place, undo, replay, leave; by keys alone, by taps alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come, Contexts
from tests.browser.devices import DESK, PHONE
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.browser.watch import SIGNED_OUT, Watch
from tests.server import Study, make_study

TITLE = re.compile("Join “")


def fresh_study(house: House, title: str) -> Study:
    """A study with one board, so that joining leads straight to it."""
    study = make_study(house.server, title)
    guest = House(house.server, study)
    table = Table(guest, study.board_id)
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing"), *create_theme("Company")])
    guest.close()
    return study


def test_S20_by_keyboard_alone(house: House, contexts: Contexts, watch: Watch) -> None:
    watch.allow(*SIGNED_OUT)
    page = contexts(DESK).new_page()
    keys, screen = Keys(page), BoardScreen(page, house.server.url)
    page.goto(fresh_study(house, "With keys").invite_link)
    keys.tab_to(page.get_by_role("button", name="CR1", exact=True))
    keys.press("Enter")
    keys.tab_to(page.get_by_role("button", name="Continue to the board"))
    keys.press("Enter")
    create_by_keys(screen, keys)
    sort_by_keys(screen, keys)
    look_back_by_keys(page, keys)
    keys.tab_to(page.get_by_role("button", name="Menu", exact=True))
    keys.press("Enter")
    keys.tab_to(page.get_by_role("button", name="Leave on this device"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Leave on this device")).to_be_focused()
    keys.tab_to(page.get_by_role("button", name="Leave", exact=True))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Sort cards into themes, together")).to_be_visible()


def create_by_keys(screen: BoardScreen, keys: Keys) -> None:
    """Writes a card."""
    keys.tab_to(screen.tray.get_by_role("button", name="New cards"))
    keys.press("Enter")
    expect(screen.dialog.get_by_role("textbox")).to_be_focused()
    keys.write("Time for me")
    keys.press("Control+Enter")
    expect(screen.slip("Time for me")).to_be_visible()
    expect(screen.dialog).to_be_hidden()


def sort_by_keys(screen: BoardScreen, keys: Keys) -> None:
    """Moves a card, places it in one more theme, and undoes that."""
    keys.tab_to(screen.tray.locator("[data-do=open][tabindex='0']"))
    keys.press("Home")
    expect(screen.slip("Offload")).to_be_focused()
    keys.press("m")
    expect(screen.move_dialog("Offload").box.get_by_label("Find a theme")).to_be_focused()
    keys.write("grow")
    keys.press("Enter")
    expect(screen.slip("Offload", "Growing")).to_be_focused()
    keys.press("a")
    keys.write("comp")
    keys.press("Enter")
    expect(screen.slip("Offload", "Company")).to_be_focused()
    screen.saved()
    keys.press("Control+z")
    expect(screen.slip("Offload", "Company")).to_have_count(0)
    expect(screen.slip("Offload", "Growing")).to_be_visible()


def look_back_by_keys(page: Page, keys: Keys) -> None:
    """Plays, steps and returns to now."""
    keys.tab_to(page.get_by_role("button", name="Replay from the start"))
    keys.press("Enter")
    keys.tab_to(page.get_by_role("slider", name="Moment on the board"))
    keys.press("Home", "ArrowRight")
    expect(page.get_by_role("region", name="Looking back")).to_contain_text("move 2 of 6")
    keys.tab_to(page.get_by_role("button", name="Next step"))
    keys.press("Enter")
    expect(page.get_by_role("region", name="Looking back")).to_contain_text("move 3 of 6")
    keys.press("Escape")
    expect(page.get_by_role("region", name="Looking back")).to_be_hidden()


def test_S21_a_move_takes_at_most_six_keys(table: Table, come: Come) -> None:
    table.all([*create_cards("Offload"), *create_theme("Growing"), *create_theme("Company")])
    screen = come()
    screen.slip("Offload").focus()
    keys = Keys(screen.page)
    keys.press("m")
    keys.write("com")
    keys.press("Enter")
    expect(screen.slip("Offload", "Company")).to_be_focused()
    assert keys.count <= 6


def test_S22_joins_in_three_taps_and_sorts_by_taps_alone(house: House, contexts: Contexts, watch: Watch) -> None:
    watch.allow(*SIGNED_OUT)
    page = contexts(PHONE).new_page()
    screen = BoardScreen(page, house.server.url)
    page.goto(fresh_study(house, "With taps").invite_link)  # the first tap: the link in the call's chat
    page.get_by_role("button", name="CR1", exact=True).tap()
    page.get_by_role("button", name="Continue to the board").tap()
    expect(screen.slip("Offload")).to_be_visible()
    sort_by_taps(screen)
    look_back_by_taps(page)
    page.get_by_role("button", name="Menu", exact=True).tap()
    page.get_by_role("button", name="Leave on this device").tap()
    page.get_by_role("button", name="Leave", exact=True).tap()
    expect(page.get_by_role("heading", name="Sort cards into themes, together")).to_be_visible()


def sort_by_taps(screen: BoardScreen) -> None:
    """Creates, moves, places in one more theme, and undoes that."""
    screen.tray.get_by_role("button", name="New cards").tap()
    screen.dialog.get_by_role("textbox").tap()
    screen.page.keyboard.insert_text("Time for me")
    screen.dialog.get_by_role("button", name="Add the card").tap()
    screen.tray.get_by_role("button", name="Move Time for me").tap()
    dialog = screen.move_dialog("Time for me").box
    dialog.get_by_text("Growing").tap()
    dialog.get_by_role("button", name="Move", exact=True).tap()
    expect(screen.tray).to_be_in_viewport()  # who sorts the tray goes on there
    screen.page.get_by_role("button", name="Show", exact=True).tap()
    expect(screen.slip("Time for me", "Growing")).to_be_in_viewport(ratio=1)
    screen.sheet("Growing").get_by_role("button", name="Move Time for me").tap()
    dialog.get_by_text("Also keep it where it is").tap()
    dialog.get_by_text("Company").tap()
    dialog.get_by_role("button", name="Also place", exact=True).tap()
    expect(screen.slip("Time for me", "Company")).to_be_in_viewport(ratio=1)
    screen.tools.get_by_role("button", name="Undo").tap()
    expect(screen.slip("Time for me", "Company")).to_have_count(0)


def look_back_by_taps(page: Page) -> None:
    """Steps back once, and returns to now."""
    page.get_by_role("button", name="Replay", exact=True).tap()
    page.get_by_role("button", name="Back one step").tap()
    expect(page.get_by_role("region", name="Looking back")).to_contain_text("move 5 of 6")
    page.get_by_role("button", name="Return to now").tap()
    expect(page.get_by_role("region", name="Looking back")).to_be_hidden()
