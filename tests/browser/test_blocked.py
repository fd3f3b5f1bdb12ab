"""A network that refuses websockets (SPEC S): everything works, a little later, and it says so."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import PHONE
from tests.browser.gate import ALL_ANSWERS, Gate
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import nothing_waits
from tests.browser.meeting import bar
from tests.browser.shots import shoot
from tests.browser.watch import LINE_CUT, Watch

REFUSED = (r"WebSocket connection to .* failed", r"net::ERR_", *LINE_CUT)


@pytest.fixture(scope="module")
def house(gated: tuple[House, Gate]) -> House:
    """The study."""
    return gated[0]


@pytest.fixture
def way(gated: tuple[House, Gate], watch: Watch) -> Iterator[Gate]:
    """A network that refuses websockets; whole again after the test."""
    watch.allow(*REFUSED)
    gated[1].refuses_sockets = True
    yield gated[1]
    gated[1].mend()


def is_slow(screen: BoardScreen) -> None:
    """The state of my work says what kind of line it is."""
    expect(screen.work).to_contain_text("Slower line")


def posted_by(page: Page) -> list[str]:
    """The ids of the commands that a page posts from now on, each as often as it does."""
    posted: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/commands"):
            posted.append(json.loads(request.post_data or "")["command_id"])

    page.on("request", note)
    return posted


def test_S75_two_people_sort_without_websockets(table: Table, come: Come, way: Gate) -> None:
    texts = [f"Card {number}" for number in range(1, 9)]
    table.all([*create_cards(*texts), *create_theme("Growing"), *create_theme("Company")])
    refused = way.refused
    desk, phone = come(), come("CR2", PHONE)
    is_slow(desk)
    is_slow(phone)
    assert way.refused >= refused + 6
    shoot(desk.page, "slower-desk")
    shoot(phone.page, "slower-phone")
    for mine, others in zip(texts[:4], texts[4:], strict=True):
        desk.move(mine, "Growing")
        phone.move(others, "Company")
    desk.saved()
    phone.saved()
    for screen in (desk, phone):
        for text in texts[:4]:
            expect(screen.slip(text, "Growing")).to_be_attached()
        for text in texts[4:]:
            expect(screen.slip(text, "Company")).to_be_attached()
    assert (table.texts("Growing"), table.texts("Company")) == (texts[:4], texts[4:])
    table.do({"type": "meeting.start", "meeting_id": "meeting-on-a-slow-line", "title": "Slow and steady"})
    bar(phone).get_by_role("button", name="Raise hand").click()
    expect(bar(desk)).to_contain_text("Hand up: CR2")
    expect(bar(desk)).to_contain_text("2 here")
    bar(phone).get_by_role("button", name="Raise hand").click()
    expect(bar(desk)).not_to_contain_text("Hand up")


def test_S75_work_offline_and_refusals_go_the_slower_way_too(table: Table, come: Come, way: Gate, watch: Watch) -> None:
    watch.allow(r"status of 409 .*/commands")
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing"), *create_theme("Company")])
    desk = come()
    is_slow(desk)
    head = len(table.events())
    way.shut()
    expect(desk.work).to_contain_text("Offline")
    desk.move("Offload", "Growing")
    desk.move("Resilience", "Company")
    expect(desk.work).to_contain_text("2 changes wait here")
    table.do({"type": "theme.retire", "theme_id": table.theme("Growing")}, by="CR2")
    way.open()
    expect(desk.said).to_contain_text("“Offload” could not be changed.")
    desk.saved()
    expect(desk.slip("Offload")).to_be_visible()
    expect(desk.slip("Resilience", "Company")).to_be_visible()
    assert [event["type"] for event in table.events()[head:]] == ["theme.retired", "placement.added"]


def test_S75_a_change_whose_answer_was_lost_is_sent_again_and_counts_once(table: Table, come: Come, way: Gate) -> None:
    table.all([*create_cards("Offload"), *create_theme("Growing")])
    desk = come()
    is_slow(desk)
    head = len(table.events())
    posts = posted_by(desk.page)
    way.swallows = ALL_ANSWERS
    desk.move("Offload", "Growing")
    (event,) = table.heard(head)
    expect(desk.work).to_contain_text("1 change waits here")
    way.swallows = ()
    desk.saved()
    nothing_waits(desk.page)
    expect(desk.slip("Offload", "Growing")).to_be_attached()
    assert len(posts) >= 2
    assert set(posts) == {event["command_id"]}
    assert len(table.events()) == head + 1
