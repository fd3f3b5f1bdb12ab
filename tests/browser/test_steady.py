"""What others do never takes anything out of my hands (SPEC S)."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE, TABLET
from tests.browser.hands import Finger, Mouse, ghost, middle
from tests.browser.house import Table, create_cards, create_theme, move

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def lay_out(table: Table) -> None:
    """Long lists, so that there is something to scroll."""
    table.all(create_cards(*(f"Free {number}" for number in range(1, 31))))
    table.all(create_theme("Growing", *(f"Card {number}" for number in range(1, 31))))
    table.all(create_theme("Company", "Networking"))


def seen(screen: BoardScreen, text: str, within: str) -> None:
    """Waits until somebody else's card has arrived."""
    expect(screen.slip(text, within)).to_be_attached()


def top_of(locator: Locator) -> float:
    """How far below the window's top it stands, in CSS pixels."""
    box = locator.bounding_box()
    assert box is not None
    return box["y"]


def move_button(screen: BoardScreen, text: str) -> Locator:
    """The button that asks where a card of the tray is to go."""
    return screen.tray.get_by_role("button", name=f"Move {text}", exact=True)


def test_S45_the_focus_stays_where_it_is(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    slip = desk.slip("Card 5", "Growing")
    slip.focus()
    table.do(move(table.placement("Card 6", "Growing"), table.theme("Growing"), after=None), by="CR2")
    table.all(create_cards("Newest"), by="CR2")
    seen(desk, "Newest", "Not sorted yet")
    expect(slip).to_be_focused()


def test_S46_the_focus_goes_with_a_card_that_somebody_moves(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.slip("Card 5", "Growing").focus()
    table.do(move(table.placement("Card 5", "Growing"), table.theme("Company")), by="CR2")
    expect(desk.slip("Card 5", "Company")).to_be_focused()


def test_S47_the_focus_goes_to_a_neighbour_of_a_card_put_away(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.slip("Card 5", "Growing").focus()
    table.do({"type": "card.retire", "card_id": table.card("Card 5")}, by="CR2")
    expect(desk.slip("Card 6", "Growing")).to_be_focused()


def test_S48_what_i_look_at_does_not_slide_away(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    slip = desk.slip("Card 20", "Growing")
    slip.scroll_into_view_if_needed()
    before = top_of(slip)
    for number in (1, 2, 3):
        table.do(move(table.placement(f"Card {number}", "Growing"), table.theme("Company")), by="CR2")
    seen(desk, "Card 3", "Company")
    expect(desk.slip("Card 3", "Growing")).to_have_count(0)
    assert abs(top_of(slip) - before) <= 3  # scrolling knows whole pixels only: one for each change


def test_S48_what_i_press_is_what_i_aimed_at(table: Table, come: Come) -> None:
    table.all(create_cards("First", "Second", "Third", "Fourth"))
    desk, phone = come(), come("CR3", PHONE)
    finger = Finger(phone.page)
    desk.page.mouse.move(*middle(move_button(desk, "Third")))
    desk.page.mouse.down()
    finger.down(middle(move_button(phone, "Third")))
    table.do({"type": "card.retire", "card_id": table.card("Second")}, by="CR2")
    for screen in (desk, phone):
        expect(screen.slip("Second")).to_have_count(0)
    desk.page.mouse.up()
    finger.up()
    for screen in (desk, phone):
        expect(screen.move_dialog("Third").box).to_be_visible()


def test_S48_what_i_press_does_nothing_when_it_is_taken_away(table: Table, come: Come) -> None:
    table.all(create_cards("First", "Second", "Third"))
    phone = come("CR3", PHONE)
    finger = Finger(phone.page)
    finger.down(middle(move_button(phone, "Second")))
    table.do({"type": "card.retire", "card_id": table.card("Second")}, by="CR2")
    expect(phone.slip("Second")).to_have_count(0)
    finger.up()
    phone.open_card("Third")
    expect(phone.dialog).to_have_count(0)


def test_S49_an_open_dialog_keeps_what_i_wrote(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    dialog = desk.ask_move("Free 1")
    dialog.choose("Company")
    dialog.why("Because it is about people")
    table.all(create_theme("Newest theme", "Newest card"), by="CR2")
    table.do({"type": "card.edit", "card_id": table.card("Free 1"), "text": "Free at last"}, by="CR2")
    seen(desk, "Newest card", "Newest theme")
    expect(desk.slip("Free at last")).to_be_attached()
    expect(dialog.box.get_by_role("radio", name="Company")).to_be_checked()
    expect(dialog.box.get_by_label("Why? (if you like)")).to_have_value("Because it is about people")
    expect(dialog.box.get_by_label("Why? (if you like)")).to_be_focused()
    dialog.press("Move")
    expect(desk.slip("Free at last", "Company")).to_be_visible()


def test_S50_an_open_menu_stays_open(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.page.get_by_role("button", name="Tools", exact=True).click()
    table.all(create_cards("Newest"), by="CR2")
    seen(desk, "Newest", "Not sorted yet")
    expect(desk.page.get_by_role("group", name="Tools", exact=True)).to_be_visible()


def test_S51_what_i_write_on_a_card_stays_mine(table: Table, come: Come) -> None:
    lay_out(table)
    phone = come("CR3", PHONE)
    panel = phone.open_card("Free 1")
    panel.get_by_role("button", name="Edit").click()
    panel.get_by_label("Words on the card").fill("Free to be")
    table.do({"type": "card.edit", "card_id": table.card("Free 1"), "text": "Free at last"}, by="CR2")
    expect(panel.get_by_text("Somebody changed it meanwhile: “Free at last”")).to_be_visible()
    expect(panel.get_by_label("Words on the card")).to_have_value("Free to be")
    expect(panel.get_by_label("Words on the card")).to_be_focused()
    table.do({"type": "card.retire", "card_id": table.card("Free at last")}, by="CR2")
    expect(panel.get_by_text("This card is put away.")).to_be_visible()
    expect(panel.get_by_label("Words on the card")).to_have_value("Free to be")
    expect(panel.get_by_label("Words on the card")).to_be_focused()


def test_S52_a_drag_goes_on_while_others_change_the_card_and_the_list(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    mouse = Mouse(desk.page)
    mouse.lift(desk.slip("Free 2"))
    table.do({"type": "card.edit", "card_id": table.card("Free 2"), "text": "Free at last"}, by="CR2")
    table.do({"type": "card.retire", "card_id": table.card("Free 1")}, by="CR2")
    expect(ghost(desk.page)).to_have_text("Free at last")
    expect(desk.slip("Free 1")).to_have_count(0)
    mouse.over(desk.slip("Networking", "Company"))
    mouse.drop()
    expect(desk.slip("Free at last", "Company")).to_be_visible()


def test_S53_a_card_put_away_under_my_finger_is_told_in_plain_words(table: Table, come: Come) -> None:
    lay_out(table)
    tablet = come("CR3", TABLET)
    finger = Finger(tablet.page)
    goal = middle(tablet.slip("Card 3", "Growing"))
    finger.lift(tablet.slip("Free 2"))
    table.do({"type": "card.retire", "card_id": table.card("Free 2")}, by="CR2")
    expect(tablet.slip("Free 2")).to_have_count(0)
    expect(ghost(tablet.page)).to_be_visible()
    finger.to(goal)
    finger.up()
    expect(tablet.said).to_contain_text("Please look again.")
    expect(ghost(tablet.page)).to_be_hidden()


def test_S54_others_are_told_of_at_most_every_five_seconds(table: Table, come: Come) -> None:
    table.all(create_cards("Free 1"))
    desk = come()
    desk.page.clock.install(time=NOON)
    desk.open(table.board_id)
    desk.page.clock.pause_at(NOON + timedelta(hours=1))
    table.all(create_cards("First"), by="CR2")
    expect(desk.others).to_contain_text("“First”")
    for text in ("Second", "Third", "Fourth"):
        table.all(create_cards(text), by="CR2")
    seen(desk, "Fourth", "Not sorted yet")
    desk.page.clock.run_for(4_900)
    expect(desk.others).to_contain_text("“First”")
    desk.page.clock.run_for(200)
    expect(desk.others).to_contain_text(re.compile("CR2 .* 3 cards"))
