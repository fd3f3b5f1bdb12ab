"""Dragging is an extra (SPEC S): by mouse, by finger, given up by Escape, and never by a swipe."""

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.devices import PHONE, TABLET
from tests.browser.hands import Finger, Mouse, ghost, middle
from tests.browser.house import Table, create_cards, create_theme


def lay_out(table: Table) -> None:
    """A tray that scrolls, and two themes."""
    table.all(create_cards("Offload", *(f"Card {number}" for number in range(1, 25))))
    table.all(create_theme("Growing", "Resilience", "Life skills", "Self-awareness"))
    table.all(create_theme("Company", "Networking"))


def test_S35_by_mouse_to_a_place_in_a_theme(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    mouse = Mouse(desk.page)
    mouse.lift(desk.slip("Offload"))
    expect(ghost(desk.page)).to_have_text("Offload")
    x, y = middle(desk.slip("Life skills", "Growing"))
    desk.page.mouse.move(x, y - 12, steps=4)
    mouse.drop()
    expect(desk.said).to_have_text("“Offload” is now in “Growing”.")
    desk.saved()
    assert table.texts("Growing") == ["Resilience", "Offload", "Life skills", "Self-awareness"]


def test_S36_by_mouse_within_a_theme_and_back_to_the_tray(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    mouse = Mouse(desk.page)
    mouse.lift(desk.slip("Resilience", "Growing"))
    x, y = middle(desk.slip("Self-awareness", "Growing"))
    desk.page.mouse.move(x, y + 12, steps=4)
    mouse.drop()
    expect(desk.sheet("Growing").get_by_role("listitem").last).to_contain_text("Resilience")
    mouse.lift(desk.slip("Networking", "Company"))
    mouse.over(desk.tray)
    mouse.drop()
    expect(desk.slip("Networking")).to_be_visible()
    desk.saved()
    assert table.texts("Growing") == ["Life skills", "Self-awareness", "Resilience"]


def test_S37_with_control_the_card_keeps_its_place(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    mouse = Mouse(desk.page)
    mouse.lift(desk.slip("Resilience", "Growing"))
    desk.page.keyboard.down("Control")
    mouse.over(desk.slip("Networking", "Company"))
    mouse.drop()
    desk.page.keyboard.up("Control")
    expect(desk.slip("Resilience", "Company")).to_be_visible()
    expect(desk.slip("Resilience", "Growing")).to_be_visible()


def test_S38_escape_gives_a_drag_up(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    head = len(table.events())
    mouse = Mouse(desk.page)
    mouse.lift(desk.slip("Offload"))
    mouse.over(desk.slip("Networking", "Company"))
    desk.page.keyboard.press("Escape")
    expect(ghost(desk.page)).to_be_hidden()
    mouse.drop()
    expect(desk.slip("Offload")).to_be_visible()
    expect(desk.panel).to_be_hidden()  # letting go is no click on what lies below
    assert len(table.events()) == head


def test_S39_by_finger_after_a_rest(table: Table, come: Come) -> None:
    lay_out(table)
    tablet = come("CR2", TABLET)
    finger = Finger(tablet.page)
    goal = middle(tablet.slip("Resilience", "Growing"))
    finger.lift(tablet.slip("Offload"))
    finger.to((goal[0], goal[1] - 14))
    finger.up()
    expect(tablet.said).to_have_text("“Offload” is now in “Growing”.")
    tablet.saved()
    assert table.texts("Growing")[0] == "Offload"


def test_S40_a_swipe_scrolls_and_moves_nothing(table: Table, come: Come) -> None:
    lay_out(table)
    phone = come("CR2", PHONE)
    head = len(table.events())
    x, y = middle(phone.slip("Card 6"))
    finger = Finger(phone.page)
    finger.down((x, y))
    finger.to((x, y - 220))
    finger.up()
    scroller = phone.tray.locator("[data-scroll=down]")
    expect(scroller).not_to_have_js_property("scrollTop", 0)
    expect(ghost(phone.page)).to_be_hidden()
    expect(phone.panel).to_be_hidden()
    assert len(table.events()) == head


def test_S41_a_tap_opens_the_card(table: Table, come: Come) -> None:
    lay_out(table)
    phone = come("CR2", PHONE)
    phone.slip("Offload").tap()
    expect(phone.panel.get_by_role("heading", name="Offload")).to_be_focused()
    phone.panel.get_by_role("button", name="Close").tap()
    expect(phone.slip("Offload")).to_be_focused()
