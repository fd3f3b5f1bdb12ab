"""Rounds (SPEC S): asked by keys alone, answered by taps alone and on the card, in the open and in secret."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.keys import Keys
from tests.browser.watch import LINE_CUT, Watch
from tests.server import new_id

PEOPLE = ("CR1", "CR2", "CR3")


def to_rounds(screen: BoardScreen, table: Table) -> Page:
    """Goes to the page of rounds."""
    screen.page.goto(f"{screen.origin}/b/{table.board_id}/rounds")
    expect(screen.page.get_by_role("heading", name="Rounds", exact=True)).to_be_visible()
    return screen.page


def to_page(page: Page, place: str) -> None:
    """Goes to another page of the board by its bar."""
    page.get_by_role("link", name=place.capitalize()).first.tap()
    expect(page).to_have_url(re.compile(place))


def about(place: Page | Locator, name: str) -> Locator:
    """Where one thing is answered about."""
    return place.get_by_role("group", name=name)


def open_by_keys(keys: Keys, question: str, *choices: str) -> None:
    """Opens a round with nothing but keys."""
    page = keys.page
    keys.tab_to(page.get_by_role("button", name="Ask the group"))
    keys.press("Enter")
    expect(page.get_by_label("Your question")).to_be_focused()
    keys.write(question)
    for choice in choices:
        option = page.get_by_label(choice)
        keys.tab_to(page.get_by_role("group").filter(has=option).locator("input:checked").first)
        while not option.is_checked():
            keys.press("ArrowDown")
    keys.tab_to(page.get_by_role("button", name="Open the round"))
    keys.press("Enter")
    expect(page.get_by_role("region", name=question)).to_be_visible()


def close_by_keys(keys: Keys, question: str) -> Locator:
    """Closes a round; answers its results."""
    region = keys.page.get_by_role("region", name=question)
    keys.tab_to(region.get_by_role("button", name="Close this round"))
    keys.press("Enter")
    expect(region.get_by_text("Nobody can answer any more then.")).to_be_focused()
    keys.tab_to(region.get_by_role("button", name="Close it now"))
    keys.press("Enter")
    result = keys.page.get_by_role("article", name=question)
    expect(result).to_be_visible()
    expect(keys.page.get_by_role("heading", name="Rounds", exact=True)).to_be_focused()
    return result


def answer_by_taps(phone: Page) -> None:
    """Reads what becomes of answers, gives one, changes it, and says why."""
    expect(phone.get_by_text("Nobody sees the answers before the round is closed.")).to_be_visible()
    expect(phone.get_by_text("Names are shown: everybody can see who gave which answer.")).to_be_visible()
    about(phone, "Growing").get_by_role("button", name="Agree").tap()
    expect(phone.get_by_role("status").filter(has_text="Your answer: agree.")).to_be_visible()
    about(phone, "Growing").get_by_role("button", name="Differ").tap()
    about(phone, "Growing").get_by_role("button", name="Add why").tap()
    phone.get_by_label("Why? (if you like)").fill("Tea is not growing.")
    phone.get_by_role("button", name="Keep my reason").tap()
    expect(about(phone, "Growing").get_by_text("Why: Tea is not growing.")).to_be_visible()
    expect(about(phone, "Growing").get_by_role("button", name="Change why")).to_be_focused()
    about(phone, "Resting").get_by_role("button", name="Rather not say").tap()


def answer_on_the_board(table: Table, come: Come, axe: Axe) -> BoardScreen:
    """Two more answers: one in the panel of the theme, one from elsewhere."""
    desk = come("CR3", DESK)
    panel = desk.open_theme("Growing")
    here = panel.get_by_role("region", name="Round: Does this theme hold together?")
    here.get_by_role("button", name="Agree").click()
    expect(here.get_by_role("button", name="Agree")).to_have_attribute("aria-pressed", "true")
    axe.look(desk.page, "rounds-panel")
    (round_id,) = table.state()["round"]
    growing = {"kind": "theme", "id": table.theme("Growing")}
    cast = {"type": "vote.cast", "round_id": round_id, "on": growing, "value": "agree"}
    table.do(cast, "CR1")
    return desk


def read_where_we_differ(result: Locator) -> None:
    """Counts, a picture, names and the table."""
    expect(result).to_contain_text("3 people answered.")
    differ = result.get_by_role("region", name="Where we differ")
    expect(differ).to_contain_text("Growing")
    expect(differ.get_by_role("listitem").filter(has_text="Agree: 2")).to_have_count(2)
    expect(differ).to_contain_text("Given when this theme held 2 cards.")
    differ.get_by_text("Who said what").click()
    expect(differ).to_contain_text("CR2: differ, “Tea is not growing.”")
    result.get_by_text("The same as a table").click()
    expect(result.get_by_role("row", name="2 0 1 0 2")).to_be_visible()
    expect(result.get_by_role("table")).to_contain_text("1 answered, too few to tell apart")


def give_dots_without_a_line(phone: Page) -> None:
    """Dots that wait here and arrive later; then one is put elsewhere."""
    more = phone.get_by_role("button", name="Give a dot to “Sleep”")
    phone.context.set_offline(True)
    more.tap()
    more.tap()
    expect(phone.get_by_text("1 dot left to give.", exact=True)).to_be_visible()
    expect(more).to_have_attribute("aria-disabled", "true")
    phone.context.set_offline(False)
    expect(phone.get_by_role("status").filter(has_text="2 dots here. 1 dot left to give.")).to_be_visible()
    phone.get_by_role("button", name="Take a dot back from “Sleep”").tap()
    phone.get_by_role("button", name="Give a dot to “Work”").tap()


def write_while_it_is_closed(phone: Page, table: Table) -> None:
    """A reason that is half written when somebody closes the round is told, to be copied."""
    round_id = new_id("round")
    table.do({"type": "round.open", "round_id": round_id, "question": "Again?", "method": "sense", "on": "question"})
    again = phone.get_by_role("region", name="Again?")
    expect(again).to_contain_text("Everybody sees answers as they come in.")
    again.get_by_role("button", name="Differ").tap()
    again.get_by_role("button", name="Add why").tap()
    phone.keyboard.type("Half a sent")
    table.do({"type": "round.close", "round_id": round_id})
    expect(phone.get_by_role("status").filter(has_text="Your reason was not sent: “Half a sent”.")).to_be_visible()


def read_in_secret(result: Locator) -> None:
    """Counts without anybody."""
    expect(result).to_contain_text("3 people answered.")
    expect(result).to_contain_text("It was secret.")
    expect(result.get_by_role("region", name="Where we differ")).to_contain_text("1 dot")
    expect(result.get_by_role("region", name="Where we are of one mind")).to_contain_text("5 dots from 3 people")
    expect(result).not_to_contain_text("Who said what")


def test_S160_a_round_with_names_from_the_question_to_where_we_differ(table: Table, come: Come) -> None:
    table.all([*create_theme("Growing", "Life skills", "Tea"), *create_theme("Resting", "Sleep")])
    lead, axe, small = come(device=DESK), Axe("desk"), Axe("phone")
    keys = Keys(to_rounds(lead, table))
    open_by_keys(keys, "Does this theme hold together?")

    watcher = come("CR2", PHONE)
    expect(watcher.page.get_by_text("The group is asked: “Does this theme hold together?”")).to_be_visible()
    small.look(watcher.page, "rounds-banner")
    phone = watcher.page
    for place in ("log", "talk"):
        to_page(phone, place)
        expect(phone.get_by_text("The group is asked: “Does this theme hold together?”")).to_be_visible()
    phone.get_by_role("button", name="Later").tap()
    expect(phone.get_by_text("The group is asked:")).to_have_count(0)
    phone.reload()
    phone.get_by_role("link", name="Look at it").tap()
    answer_by_taps(phone)
    small.look(phone, "rounds-answering")
    phone.reload()
    expect(about(phone, "Growing").get_by_role("button", name="Differ")).to_have_attribute("aria-pressed", "true")

    desk = answer_on_the_board(table, come, axe)
    expect(keys.page.get_by_text("3 people have answered so far.")).to_be_visible()
    keys.tab_to(keys.page.get_by_role("button", name="Stand aside"))
    keys.press("Enter")
    expect(keys.page.get_by_text("You stand aside and are not counted.")).to_be_visible()
    axe.look(keys.page, "rounds-open")
    table.all(create_cards("Late"))
    result = close_by_keys(keys, "Does this theme hold together?")
    closed = "“Does this theme hold together?” is closed now."
    expect(phone.get_by_role("status").filter(has_text=closed)).to_be_visible()
    read_where_we_differ(result)
    axe.look(keys.page, "rounds-closed")
    expect(phone.get_by_role("article")).to_contain_text("Where we differ")
    expect(desk.panel.get_by_role("region", name="What rounds came to")).to_contain_text("Agree: 2")
    small.look(phone, "rounds-closed")
    assert not axe.found + small.found, "\n".join(axe.found + small.found)


def test_S161_a_secret_round_with_dots_without_a_line_for_a_while(table: Table, come: Come, watch: Watch) -> None:
    watch.allow(*LINE_CUT, r"ERR_FAILED|Failed to (load|fetch)|net::ERR_")
    table.all(create_cards("Sleep", "Tea", "Work"))
    keys = Keys(to_rounds(come(device=DESK), table))
    open_by_keys(keys, "What matters most?", "Each card", "With dots", "Secret: nobody sees who said what")

    phone = to_rounds(come("CR2", PHONE), table)
    expect(phone.get_by_text("In a small group people may still guess.")).to_be_visible()
    expect(phone.get_by_text("3 dots left to give.")).to_be_visible()
    give_dots_without_a_line(phone)
    expect(phone.get_by_text("1 person has answered so far.")).to_be_visible()
    small, axe = Axe("phone"), Axe("desk")
    small.look(phone, "rounds-dots")
    phone.reload()
    expect(about(phone, "Work").get_by_role("img", name="1 dot")).to_be_visible()

    (round_id,) = table.state()["round"]
    work = {"kind": "card", "id": table.card("Work")}
    for name in ("CR1", "CR3"):
        table.do({"type": "vote.cast", "round_id": round_id, "on": work, "value": 2}, name)
    assert table.state()["vote"] == {}
    keys.page.get_by_label("For whom?").select_option("CR3")
    expect(keys.page.get_by_text("What they answered before is not shown to you.")).to_be_visible()
    keys.page.get_by_role("button", name="Give a dot to “Tea”").click()
    expect(about(keys.page, "Tea").get_by_role("img", name="1 dot")).to_be_visible()
    read_in_secret(close_by_keys(keys, "What matters most?"))
    assert {vote["person"] for vote in table.state()["vote"].values()} == {None}
    phone.get_by_role("article").get_by_text("The same as a table").tap()
    small.look(phone, "rounds-secret")
    axe.look(keys.page, "rounds-secret")
    assert not axe.found + small.found, "\n".join(axe.found + small.found)
    write_while_it_is_closed(phone, table)
