"""Two pages of one browser on one board (SPEC S): each change is sent once, by one of them, in order."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.gate import Gate
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import nothing_waits
from tests.browser.test_offline import NO_NETWORK
from tests.browser.watch import Watch

Sent = list[dict[str, Any]]


@pytest.fixture(scope="module")
def house(gated: tuple[House, Gate]) -> House:
    """The study."""
    return gated[0]


@pytest.fixture
def way(gated: tuple[House, Gate], watch: Watch) -> Iterator[Gate]:
    """The network, whole again after the test."""
    watch.allow(*NO_NETWORK)
    yield gated[1]
    gated[1].mend()


@pytest.fixture
def pages(table: Table, come: Come) -> tuple[BoardScreen, BoardScreen]:
    """Two pages of one person's browser, both with a board of four cards and a theme."""
    table.all([*create_cards("One", "Two", "Three", "Four"), *create_theme("Growing")])
    first = come()
    second = BoardScreen(first.page.context.new_page(), first.origin)
    second.open(table.board_id)
    return first, second


def sent_by(page: Page) -> Sent:
    """The changes that a page sends over its next lines, as they go out."""
    sent: Sent = []

    def note(frame: str | bytes) -> None:
        message = json.loads(frame)
        if message["type"] == "submit":
            sent.append(message)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", note)

    page.on("websocket", listen)
    return sent


def work_offline(screen: BoardScreen, *texts: str) -> None:
    """Moves cards without a line, and waits until all of it is on the device."""
    expect(screen.work).to_contain_text("Offline")
    for text in texts:
        screen.move(text, "Growing")
    waits = "1 change waits here" if len(texts) == 1 else f"{len(texts)} changes wait here"
    expect(screen.work).to_contain_text(waits)


def command_ids(messages: list[dict[str, Any]]) -> list[str]:
    """Which commands these are about."""
    return [str(message["command_id"]) for message in messages]


def moved(table: Table, messages: list[dict[str, Any]]) -> list[str]:
    """What the cards say that these commands move, in their order."""
    cards = table.state()["card"]
    return [cards[message["command"]["card_id"]]["text"] for message in messages]


def test_S66_the_work_of_a_closed_page_is_sent_once_by_the_one_that_was_open_beside_it(
    table: Table, way: Gate, pages: tuple[BoardScreen, BoardScreen]
) -> None:
    first, second = pages
    head = len(table.events())
    sent = sent_by(second.page)
    way.shut()
    work_offline(first, "One", "Two")
    work_offline(second, "Three")
    first.page.close()
    expect(second.work).to_contain_text("3 changes wait here")
    way.open()
    second.saved()
    assert moved(table, sent) == ["One", "Two", "Three"]
    assert command_ids(table.events()[head:]) == command_ids(sent)
    nothing_waits(second.page)


def test_S66_two_open_pages_send_what_was_made_on_each_once_and_in_order(
    table: Table, way: Gate, pages: tuple[BoardScreen, BoardScreen]
) -> None:
    first, second = pages
    head = len(table.events())
    sent = [sent_by(screen.page) for screen in pages]
    way.shut()
    work_offline(first, "One", "Two")
    work_offline(second, "Three", "Four")
    way.open()
    first.saved()
    second.saved()
    assert [moved(table, one) for one in sent] == [["One", "Two"], ["Three", "Four"]]
    recorded = command_ids(table.events()[head:])
    assert sorted(recorded) == sorted(command_ids(sent[0] + sent[1]))
    for own in map(command_ids, sent):
        assert [id_ for id_ in recorded if id_ in own] == own
    nothing_waits(first.page)
    for screen in pages:
        for text in ("One", "Two", "Three", "Four"):
            expect(screen.slip(text, "Growing")).to_be_attached()
