"""Taking words back on screen (SPEC W): two steps, a hole for everybody at once, and time to change one's mind."""

from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.house import Table, create_cards, create_theme
from tests.browser.kept_here import is_kept
from tests.browser.shots import shoot
from tests.browser.watch import Watch
from tests.server import new_id

HOLE = "(words taken back)"
COPY = """
async () => {
  const opening = indexedDB.open("themeroom");
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const reading = database.transaction("boards").objectStore("boards").getAll();
  const boards = await new Promise((done) => (reading.onsuccess = () => done(reading.result)));
  database.close();
  const plain = (key, value) => (value instanceof Map ? [...value] : value);
  return JSON.stringify(boards, plain);
}
"""
ELSEWHERE = """
async () => {
  const opening = indexedDB.open("themeroom");
  const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
  const store = database.transaction("boards", "readwrite").objectStore("boards");
  const reading = store.getAll();
  const [row] = await new Promise((done) => (reading.onsuccess = () => done(reading.result)));
  const writing = store.put({ ...row, board: "board-elsewhere" });
  await new Promise((done) => (writing.onsuccess = done));
  database.close();
}
"""
"""Another board of the study was open on this device before, with the same words (rule W26)."""
FORGOTTEN = f"async (words) => {{ while ((await ({COPY})()).includes(words)) await null; }}"
"""Waits until what this browser keeps of its boards does not hold some words."""


def look(page: Page, axe: Axe, name: str) -> None:
    """For people and for axe."""
    axe.look(page, f"withdraw-{name}")


def take_back(phone: BoardScreen, axe: Axe) -> None:
    """The two steps, with taps only."""
    page = phone.page
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("link", name="Your words").tap()
    look(page, axe, "phone-choice")
    page.get_by_text("Take my words back", exact=True).tap()
    page.get_by_role("button", name="Go on").tap()
    expect(page.get_by_role("heading", name="Take my words back: is this what you want?")).to_be_focused()
    expect(page.get_by_text("You wrote 1 card")).to_be_visible()
    look(page, axe, "phone-sure")
    page.get_by_role("button", name="Take my words back").tap()
    expect(page.locator("main").get_by_role("status")).to_contain_text("It is hidden now, for everybody.")
    look(page, axe, "phone-waiting")


def test_W10_words_are_taken_back_and_come_again(table: Table, come: Come) -> None:
    axe = Axe("both")
    table.all(create_theme("Growing", "Life skills"))
    table.all(create_cards("My secret garden"), by="Willow")
    desk, phone = come("Facilitator", DESK), come("Willow", PHONE)
    expect(desk.page.get_by_text("My secret garden")).to_be_visible()
    is_kept(desk.page)
    desk.page.evaluate(ELSEWHERE)
    assert desk.page.evaluate(COPY).count("My secret garden") == 2

    take_back(phone, axe)

    expect(desk.page.get_by_text(HOLE)).to_be_visible()
    desk.page.evaluate(FORGOTTEN, "My secret garden")
    desk.page.get_by_text(HOLE).click()
    expect(desk.page.get_by_text("Willow took their words back.").first).to_be_visible()
    look(desk.page, axe, "desk-hole")
    phone.page.get_by_role("button", name="Change my mind").tap()
    expect(phone.page.locator("main").get_by_role("status")).to_contain_text("Everything is back as it was.")
    expect(desk.page.get_by_text("My secret garden").first).to_be_visible()
    assert axe.found == []


def test_W9_a_facilitator_removes_words_by_keyboard(table: Table, come: Come) -> None:
    axe = Axe("desk")
    table.all(create_theme("Growing", "Peter Miller helped me"))
    desk, other = come("Facilitator", DESK), come("CR2", DESK)
    desk.slip("Peter Miller helped me", "Growing").click()
    desk.page.get_by_role("button", name="Remove words").press("Enter")
    dialog = desk.page.get_by_role("dialog", name="Remove these words")
    look(desk.page, axe, "desk-remove")
    dialog.get_by_label("Why?").fill("A real name")
    desk.page.keyboard.press("Enter")

    expect(other.page.get_by_text(HOLE).first).to_be_visible()
    expect(other.page.get_by_text("Peter Miller")).to_have_count(0)
    desk.page.get_by_role("button", name="Edit", exact=True).click()
    field = desk.page.get_by_label("Words on the card")
    expect(field).to_have_value("")
    field.fill("Somebody helped me")
    desk.page.get_by_role("button", name="Save").click()
    expect(other.slip("Somebody helped me", "Growing")).to_be_visible()
    assert axe.found == []


def test_W13_a_study_says_what_it_offers_and_who_leaves_is_told(table: Table, come: Come, watch: Watch) -> None:
    axe = Axe("desk")
    desk = come("Facilitator", DESK)
    desk.page.goto(f"{table.house.server.origin}/s/{table.house.study.study_id}/words?board={table.board_id}")
    desk.page.get_by_label("Your own words about it").fill("Ask Ana before you choose.")
    desk.page.get_by_role("button", name="Save what we offer").click()
    expect(desk.page.locator("main").get_by_role("status")).to_have_text("Saved.")
    look(desk.page, axe, "desk-offer")
    phone = come("CR3", PHONE)
    phone.page.goto(f"{table.house.server.origin}/s/{table.house.study.study_id}/words?board={table.board_id}")
    expect(phone.page.get_by_text("Ask Ana before you choose.")).to_be_visible()
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name="Everything about me").tap()
    assert "CR3" in download.value.path().read_text()
    leave(phone, watch)
    assert axe.found == []


def leave(phone: BoardScreen, watch: Watch) -> None:
    """Somebody stops, is told so on the board, changes their mind, and goes for good: that is told too."""
    page = phone.page
    page.get_by_text("Stop taking part", exact=True).tap()
    page.get_by_role("button", name="Go on").tap()
    page.context.set_offline(True)
    page.get_by_role("button", name="Stop taking part").tap()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Stop taking part").tap()
    expect(page.get_by_role("button", name="Change my mind")).to_be_visible()
    page.get_by_role("link", name="Board", exact=True).tap()
    expect(page.get_by_text("You asked to leave, so you can only read.")).to_be_visible()
    shoot(page, "withdraw-phone-only-reads")
    page.get_by_role("link", name="Change my mind").tap()
    page.get_by_role("button", name="Change my mind").tap()
    expect(page.locator("main").get_by_role("status")).to_contain_text("Everything is back as it was.")
    watch.allow(r"status of 40[134]", "derived_inert", r"net::ERR_", "Failed to fetch")
    page.get_by_text("Take everything back", exact=True).tap()
    page.get_by_role("button", name="Go on").tap()
    page.get_by_label("I need no time to change my mind.").tap()
    page.get_by_role("button", name="Take everything back").tap()
    done = page.get_by_role("main")
    expect(done.get_by_role("heading", name="It is done")).to_be_visible()
    expect(done).to_contain_text("Your words, your name and your answers are gone for good.")
    expect(done).to_be_focused()
    shoot(page, "withdraw-phone-farewell")


def remove(page: Page, reason: str) -> None:
    """Fills in the open dialog, with keys only."""
    dialog = page.get_by_role("dialog", name="Remove these words")
    expect(dialog.get_by_role("heading")).to_be_focused()
    dialog.get_by_label("Why?").fill(reason)
    page.keyboard.press("Enter")


def with_mistakes(table: Table, reason: str, answer: str, minutes: str) -> None:
    """A board where words stand that should not, in three places."""
    table.do(create_cards("A calm street")[0], by="Willow", why=reason)
    on = {"kind": "card", "id": table.card("A calm street")}
    table.do(
        {"type": "round.open", "round_id": "round-w22", "question": "Does it fit?", "method": "sense", "on": "card"}
    )
    table.do({"type": "vote.cast", "round_id": "round-w22", "on": on, "value": "differ", "reason": answer}, by="Willow")
    table.do({"type": "round.close", "round_id": "round-w22"})
    table.do({"type": "minutes.write", "minutes_id": "minutes-w22", "title": "First day", "text": minutes})


def remove_name(desk: Page, other: Page, name: str) -> None:
    """The name of a moment goes from the log."""
    desk.get_by_role("button", name="Remove name of change").press("Enter")
    remove(desk, "Her name")
    expect(other.get_by_text("the name of a moment")).to_be_visible()
    expect(other.get_by_text(name)).to_have_count(0)


def test_W22_reasons_answers_and_minutes_lose_what_was_put_there_by_mistake(table: Table, come: Come) -> None:
    axe = Axe("both")
    reason, answer, minutes = "Peter told me on the bus", "As Peter lives there", "Peter came late"
    with_mistakes(table, reason, answer, minutes)
    name = "When Petra came"
    table.do({"type": "moment.name", "moment_id": new_id("moment"), "seq": 1, "name": name}, by="Willow")
    board = f"{table.house.server.origin}/b/{table.board_id}"
    desk, other = come("Facilitator", DESK).page, come("CR2", PHONE).page

    desk.goto(f"{board}/log")
    other.goto(f"{board}/log")
    expect(other.get_by_text(reason)).to_be_visible()
    expect(other.get_by_role("button", name="Remove reason")).to_have_count(0)
    desk.get_by_role("button", name="Remove reason of change 2").press("Enter")
    remove(desk, "A real name")
    expect(desk.get_by_text("The words are removed. Everybody sees a hole.")).to_be_visible()
    expect(other.get_by_text(reason)).to_have_count(0)
    remove_name(desk, other, name)
    look(desk, axe, "desk-log-hole")

    desk.goto(f"{board}/rounds")
    desk.get_by_text("Who said what").click()
    desk.get_by_role("button", name=f"Remove the reason “{answer}”").press("Enter")
    remove(desk, "A real name again")
    expect(desk.get_by_text(answer)).to_have_count(0)
    expect(desk.get_by_text("Who said what")).to_be_focused()

    desk.goto(f"{board}/minutes?id=minutes-w22")
    other.goto(f"{board}/minutes?id=minutes-w22")
    expect(other.get_by_text(minutes)).to_be_visible()
    desk.get_by_role("button", name="Remove words for good").press("Enter")
    remove(desk, "A name stood there")
    expect(desk.locator("main").get_by_text(HOLE).first).to_be_visible()
    expect(other.get_by_text(minutes)).to_have_count(0)
    look(desk, axe, "desk-minutes-hole")
    look(other, axe, "phone-minutes-hole")
    said = str(table.events())
    assert not any(words in said for words in (reason, answer, minutes, name))
    assert axe.found == []
