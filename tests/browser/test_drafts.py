"""Private drafts on the screens of one person, and on nobody else's (SPEC T13 to T16)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.gate import Gate
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import is_kept
from tests.browser.test_offline import NO_NETWORK
from tests.browser.watch import Watch

ONLY_ME = "Only you can see this until you share it."


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


def field(panel: Locator) -> Locator:
    """Where words are written."""
    return panel.get_by_label("Say something")


def test_T13_a_draft_waits_at_home_and_is_shared_once(table: Table, come: Come, way: Gate) -> None:
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing")])
    phone, guide = come("CR2", PHONE), come()
    panel = phone.open_card("Offload")
    field(panel).tap()
    phone.page.keyboard.insert_text("I am not sure")
    panel.get_by_role("button", name="Keep as private draft").tap()
    expect(phone.said).to_contain_text("Your draft is kept. Only you can see it.")
    expect(panel).to_contain_text(f"{ONLY_ME} Kept for you.")
    phone_axe = Axe("phone")
    phone_axe.look(phone.page, "draft")
    expect(field(guide.open_card("Offload"))).to_have_value("")
    desk = come("CR2", DESK)
    page = write_without_a_line(desk, table, way)
    home = BoardScreen(page, desk.origin)
    panel = home.open_card("Offload")
    expect(field(panel)).to_have_value("I am not sure about this")
    way.open()
    expect(panel).to_contain_text(f"{ONLY_ME} Kept for you.")
    expect(guide.panel).to_contain_text("Nobody has said anything yet.")
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        panel.get_by_role("button", name="Share").click()
    expect(guide.panel.get_by_role("article")).to_contain_text("I am not sure about this")
    for screen in (home, phone):
        expect(field(screen.panel)).to_have_value("")
    assert [event["type"] for event in table.events()].count("comment.added") == 1
    assert table.person("CR2").http.get(f"/api/boards/{table.board_id}/drafts").json()["drafts"] == []
    assert not phone_axe.found, "\n".join(phone_axe.found)


def write_without_a_line(desk: BoardScreen, table: Table, way: Gate) -> Page:
    """Goes on with the draft while there is no line, and closes the tab. Answers the page opened after that."""
    panel = desk.open_card("Offload")
    expect(field(panel)).to_have_value("I am not sure")
    is_kept(desk.page)
    way.shut()
    expect(desk.work).to_contain_text("Offline")
    field(panel).press_sequentially(" about this")
    expect(panel).to_contain_text(f"{ONLY_ME} Kept on this device.")
    desk.page.close()
    page = desk.page.context.new_page()
    page.goto(f"{desk.origin}/b/{table.board_id}")
    return page
