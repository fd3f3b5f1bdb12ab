"""Looking back (SPEC S): anywhere in 10,000 events, what is shown is what was; and the ways back to now."""

import re
import statistics
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.house import House, Table, create_cards, create_theme, move
from tests.browser.long_log import write_long_log
from tests.browser.shots import shoot

EVENTS = 10_000
SEEKS = 200
SHEETS = """
() => Object.fromEntries([...document.querySelectorAll("[data-list]")].map((list) => [
  list.dataset.list, [...list.querySelectorAll("[data-card]")].map((slip) => slip.dataset.card)]))
"""
ALL_DRAWN = "(count) => document.querySelectorAll('[data-list] [data-card]').length === count"
SEEK = """
async ([head, seeks]) => {
  const slider = document.querySelector("input[type=range]");
  const spans = [];
  let place = 12345;
  for (let count = 0; count < seeks; count += 1) {
    place = (place * 1103515245 + 12345) % 2147483648;
    const started = performance.now();
    slider.value = 1 + (place % head);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((frame) => requestAnimationFrame(frame));
    spans.push(performance.now() - started);
  }
  const made = performance.getEntriesByName("themeroom:seek").map(({ duration }) => duration);
  return { "state made": made, "until the next frame": spans };
}
"""


def banner(page: Page) -> Locator:
    """What says that this is not now."""
    return page.get_by_role("region", name="Looking back")


def shown_by_server(state: dict[str, Any]) -> dict[str, list[str]]:
    """The cards of every live theme and of the tray, as a screen should show them."""
    lists: dict[str, list[str]] = {id_: [] for id_, theme in state["theme"].items() if not theme["retired"]}
    for _, one in sorted(state["placement"].items(), key=lambda item: (item[1]["rank"], item[0])):
        lists[one["theme_id"]].append(one["card_id"])
    placed = {card for cards in lists.values() for card in cards}
    cards = sorted(state["card"].items(), key=lambda item: (item[1]["rank"], item[0]))
    return {"tray": [id_ for id_, card in cards if not card["retired"] and id_ not in placed], **lists}


@pytest.fixture(scope="module")
def long(house: House) -> Table:
    """A board that much has happened on."""
    table = house.new_board("Ten thousand")
    write_long_log(table, EVENTS)
    return table


@pytest.mark.parametrize("at", [1, 131, 2_500, 7_777, EVENTS])
def test_S80_what_is_shown_is_what_was(long: Table, come: Come, at: int) -> None:
    desk = come()
    desk.open(long.board_id, at=at)
    expect(banner(desk.page)).to_contain_text(f"move {at:,} of")
    wanted = shown_by_server(long.state(at))
    desk.page.wait_for_function(ALL_DRAWN, arg=sum(map(len, wanted.values())))
    assert desk.page.evaluate(SHEETS) == wanted


def test_S81_seeking_anywhere(long: Table, come: Come, record_property: Callable[[str, object], None]) -> None:
    desk = come()
    desk.open(long.board_id, at=1)
    expect(banner(desk.page)).to_contain_text("move 1 of")
    found = desk.page.evaluate(SEEK, [EVENTS, SEEKS])
    for name, spans in found.items():
        told = f"median {statistics.median(spans):.1f} ms, longest {max(spans):.1f} ms of {len(spans)}"
        record_property(f"seeking in {EVENTS:,} events, {name}", told)
    at = int(desk.page.get_by_role("slider", name="Moment on the board").input_value())
    assert desk.page.evaluate(SHEETS) == shown_by_server(long.state(at))


def lay_out(table: Table) -> None:
    """Five events: the board, the layout, and three moves."""
    table.all([*create_cards("Offload", "Calm", "Tea"), *create_theme("Growing")])
    for text in ("Offload", "Calm", "Tea"):
        place = {"placement_id": f"place-{table.board_id}-{text}"[-40:], "card_id": table.card(text)}
        table.do({"type": "placement.add", "theme_id": table.theme("Growing"), **place}, by="CR2", why=f"I feel {text}")


def now(screen: BoardScreen) -> None:
    """The screen shows now."""
    expect(banner(screen.page)).to_be_hidden()
    expect(screen.sheet("Growing").get_by_role("listitem")).to_have_count(3)
    assert "at=" not in screen.page.url


def test_S82_play_step_and_return(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.page.clock.install()
    desk.open(table.board_id)
    desk.page.get_by_role("button", name="Replay from the start").click()
    expect(banner(desk.page)).to_contain_text("move 1 of 5")
    desk.page.clock.run_for(2_100)
    expect(banner(desk.page)).to_contain_text("move 3 of 5")
    desk.page.get_by_role("button", name="Pause").click()
    desk.page.get_by_role("button", name="Next step").click()
    expect(banner(desk.page)).to_contain_text("move 4 of 5")
    expect(banner(desk.page)).to_contain_text("CR2 placed Calm in Growing.")
    expect(banner(desk.page)).to_contain_text("I feel Calm")
    expect(desk.sheet("Growing").get_by_role("listitem")).to_have_count(2)
    desk.page.get_by_role("button", name="Return to now").click()
    now(desk)


def test_S83_play_at_three_speeds(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.page.clock.install()
    desk.open(table.board_id, at=1)
    desk.page.get_by_text("16×", exact=True).click()
    desk.page.get_by_role("button", name="Play").click()
    desk.page.clock.run_for(300)
    expect(banner(desk.page)).to_contain_text("move 5 of 5")


def test_S84_the_past_cannot_be_changed(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.open(table.board_id, at=2)
    expect(desk.slip("Offload")).to_be_visible()
    for name in ("Move Offload", "New cards", "New theme", "Undo"):
        expect(desk.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    desk.slip("Offload").focus()
    desk.page.keyboard.press("m")
    expect(desk.dialog).to_be_hidden()


def test_S85_escape_and_back_lead_to_now(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    slider = desk.page.get_by_role("slider", name="Moment on the board")
    desk.page.get_by_role("button", name="Replay from the start").click()
    slider.press("Home")
    expect(desk.page).to_have_url(f"{desk.origin}/b/{table.board_id}?at=1")
    slider.press("Escape")
    now(desk)
    desk.page.get_by_role("button", name="Replay from the start").click()
    expect(banner(desk.page)).to_be_visible()
    desk.page.go_back()
    now(desk)


def test_S86_from_a_sentence_to_its_moment(table: Table, come: Come) -> None:
    lay_out(table)
    phone = come("CR2", PHONE)
    phone.page.get_by_role("link", name="Log").click()
    entry = phone.page.get_by_role("listitem").filter(has_text="I feel Calm")
    expect(entry).to_contain_text("CR2 placed Calm in Growing.")
    entry.get_by_role("link").click()
    expect(banner(phone.page)).to_contain_text("move 4 of 5")
    expect(phone.sheet("Growing").get_by_role("listitem")).to_have_count(2)
    phone.page.go_back()
    expect(phone.page.get_by_role("heading", name="The log")).to_be_visible()


def test_S87_now_goes_on_while_i_look_back(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.open(table.board_id, at=2)
    expect(banner(desk.page)).to_contain_text("move 2 of 5")
    table.do(move(table.placement("Tea", "Growing"), table.theme("Growing"), after=None), by="CR2")
    expect(banner(desk.page)).to_contain_text("move 2 of 6")
    expect(desk.sheet("Growing").get_by_role("listitem")).to_have_count(0)


def test_S88_the_log_filters_by_person_and_thing(table: Table, come: Come) -> None:
    lay_out(table)
    desk = come()
    desk.page.get_by_role("link", name="Log").click()
    status = desk.page.get_by_role("status").filter(has_text="change")
    expect(status).to_contain_text("5 changes, newest first.")
    desk.page.get_by_label("Person").select_option("CR2")
    expect(status).to_contain_text("3 changes found")
    desk.page.get_by_label("Card or theme").fill("Tea")
    expect(status).to_contain_text("1 change found")
    expect(desk.page.get_by_role("listitem")).to_contain_text("CR2 placed Tea in Growing.")
    expect(desk.page.get_by_role("listitem")).to_contain_text("I feel Tea")


def test_S95_a_link_shows_its_moment_before_the_log_is_here(table: Table, come: Come) -> None:
    table.all([*create_theme("Growing", "Calm"), *create_cards("Tea")])
    theme = table.theme("Growing")
    for title in ("Resting", "Dreaming"):
        table.do({"type": "theme.edit", "theme_id": theme, "title": title}, by="CR2")
    then = table.events()[-2]["seq"]
    page = come().page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/events\?after=0&"), hold)
    with page.expect_request(re.compile(r"/events\?after=0&")):
        page.goto(f"{page.url}?at={then}")
    expect(banner(page)).to_contain_text("CR2 renamed the theme Growing to Resting.")
    expect(banner(page)).to_contain_text(f"move {then} of {then + 1}")
    expect(page.get_by_role("region", name="Resting", exact=True).get_by_role("listitem")).to_have_text(
        re.compile("Calm")
    )
    shoot(page, "then-before-the-log")
    for one in held:
        one.continue_()
    page.get_by_role("button", name="Next step").click()
    expect(banner(page)).to_contain_text("CR2 renamed the theme Resting to Dreaming.")
