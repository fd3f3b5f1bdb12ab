"""The browser is killed while work waits (SPEC S): all of it arrives, once, after the browser was opened again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import PATIENCE
from tests.browser.gate import ALL_ANSWERS, Gate
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import KEPT, nothing_waits
from tests.browser.mortal import Mortal, living

ROUNDS = 20
UNANSWERED = 3


@pytest.fixture(scope="module")
def house(gated: tuple[House, Gate]) -> House:
    """The study."""
    return gated[0]


@pytest.fixture
def way(gated: tuple[House, Gate]) -> Iterator[Gate]:
    """The network, whole again after the test."""
    yield gated[1]
    gated[1].mend()


@pytest.fixture
def playwright() -> Iterator[Playwright]:
    """Playwright without a browser of its own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as opened:
        yield opened


def come(mortal: Mortal, table: Table, way: Gate) -> BoardScreen:
    """The facilitator opens the board."""
    sign_in_here(mortal, table, way)
    page = mortal.context.pages[0]
    page.set_default_timeout(PATIENCE)
    screen = BoardScreen(page, way.origin)
    screen.open(table.board_id)
    return screen


def sign_in_here(mortal: Mortal, table: Table, way: Gate) -> None:
    """The same session as ever: browsers write cookies to disk a while later only."""
    for name, value in table.person("Facilitator").http.cookies.items():
        mortal.context.add_cookies([{"name": name, "value": value, "url": way.origin}])


def move_unanswered(screen: BoardScreen, table: Table, text: str) -> None:
    """The server has the move on its disk, and the browser does not know."""
    head = len(table.events())
    screen.move(text, "Growing")
    assert [event["type"] for event in table.heard(head)] == ["placement.added"]
    expect(screen.work).not_to_contain_text("Everything saved")
    assert screen.page.evaluate(KEPT, "commands") == 1


def test_S66_a_browser_killed_offline_loses_nothing(
    table: Table, way: Gate, playwright: Playwright, tmp_path: Path
) -> None:
    texts = [f"Card {number}" for number in range(1, 2 * ROUNDS + 1)]
    table.all([*create_cards(*texts), *create_theme("Growing")])
    head = len(table.events())
    for killed in range(ROUNDS):
        with living(playwright, tmp_path) as mortal:
            screen = come(mortal, table, way)
            assert len(table.events()) == head + 2 * killed
            way.shut()
            expect(screen.work).to_contain_text("Offline")
            for text in texts[2 * killed : 2 * killed + 2]:
                screen.move(text, "Growing")
            expect(screen.work).to_contain_text("2 changes wait here")
            mortal.kill()
        way.open()
    with living(playwright, tmp_path) as mortal:
        come(mortal, table, way)
    assert table.texts("Growing") == texts
    assert len(table.events()) == head + 2 * ROUNDS


def test_S66_a_browser_killed_before_it_heard_the_answer_does_nothing_twice(
    table: Table, way: Gate, playwright: Playwright, tmp_path: Path
) -> None:
    texts = [f"Card {number}" for number in range(1, UNANSWERED + 1)]
    table.all([*create_cards(*texts), *create_theme("Growing")])
    head = len(table.events())
    for killed, text in enumerate(texts):
        with living(playwright, tmp_path) as mortal:
            screen = come(mortal, table, way)
            nothing_waits(screen.page)
            assert len(table.events()) == head + killed
            way.swallows = ("/live",)
            move_unanswered(screen, table, text)
            mortal.kill()
        way.swallows = ()
    with living(playwright, tmp_path) as mortal:
        nothing_waits(come(mortal, table, way).page)
    assert table.texts("Growing") == texts
    assert len(table.events()) == head + UNANSWERED


def test_S75_a_browser_killed_on_a_slower_line_loses_nothing_and_does_nothing_twice(
    table: Table, way: Gate, playwright: Playwright, tmp_path: Path
) -> None:
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing")])
    head = len(table.events())
    way.refuses_sockets = True
    with living(playwright, tmp_path) as mortal:
        screen = come(mortal, table, way)
        expect(screen.work).to_contain_text("Slower line")
        way.swallows = ALL_ANSWERS
        move_unanswered(screen, table, "Offload")
        way.shut()
        screen.move("Resilience", "Growing")
        expect(screen.work).to_contain_text("Offline. 2 changes wait here")
        mortal.kill()
    way.swallows = ()
    way.open()
    with living(playwright, tmp_path) as mortal:
        screen = come(mortal, table, way)
        expect(screen.work).to_contain_text("Slower line")
        nothing_waits(screen.page)
    assert table.texts("Growing") == ["Offload", "Resilience"]
    assert len(table.events()) == head + 2
