"""A lost line (SPEC S): the state of my work says so, nothing is lost, and nothing arrives twice."""

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE
from tests.browser.hands import middle
from tests.browser.house import House, Table, create_cards, create_theme, open_house
from tests.browser.shots import shoot
from tests.browser.watch import LINE_CUT, Watch
from tests.server import Server, running, start

RECORD_GLIDES = """
() => {
  const glides = (window.glides = { seen: [], over: false });
  const follow = (box) => {
    if (!box.isConnected) return (glides.over = true);
    const { left, top, width, height } = box.getBoundingClientRect();
    glides.seen.push([left + width / 2, top + height / 2]);
    requestAnimationFrame(() => follow(box));
  };
  new MutationObserver((changes) => {
    const boxes = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    boxes.filter((box) => box.matches?.(".gliding")).forEach(follow);
  }).observe(document.body, { childList: true, subtree: true });
}
"""
"""Notes frame by frame where the middle of a gliding card is."""


class Line:
    """The way to the server: it can be cut and mended."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def cut(self) -> None:
        """As a power cut does it: the server is gone at once."""
        self.server.kill()
        assert self.server.process.stdout is not None
        self.server.process.stdout.close()

    def mend(self) -> None:
        """The same server again: same port, same data."""
        self.server.process = start(self.server.data, port=int(self.server.url.rsplit(":", 1)[1])).process


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A study on a server of its own, because it dies here."""
    with running(tmp_path_factory.mktemp("mortal") / "data") as server:
        opened = open_house(server)
        yield opened
        opened.close()


@pytest.fixture
def line(table: Table, watch: Watch) -> Iterator[Line]:
    """A line that is whole again after the test."""
    watch.allow(*LINE_CUT)
    line = Line(table.house.server)
    yield line
    if line.server.process.poll() is not None:
        line.mend()


def lay_out(table: Table) -> None:
    """Cards and a theme."""
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing", "Life skills")])


def waits(screen: BoardScreen, words: str) -> None:
    """The state of my work says what waits."""
    expect(screen.work).to_contain_text(words)


def test_S60_work_done_without_a_line_arrives_once(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    head = len(table.events())
    line.cut()
    waits(desk, "Offline. No changes wait")
    desk.move("Offload", "Growing")
    desk.move("Resilience", "Growing")
    waits(desk, "Offline. 2 changes wait here")
    expect(desk.slip("Offload", "Growing")).to_be_visible()
    expect(phone.slip("Offload")).to_be_visible()
    line.mend()
    desk.saved()
    expect(phone.slip("Resilience", "Growing")).to_be_attached()
    assert table.texts("Growing") == ["Life skills", "Offload", "Resilience"]
    assert len(table.events()) == head + 2


def test_S61_it_never_says_saved_before_it_is(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    desk = come()
    line.cut()
    desk.move("Offload", "Growing")
    expect(desk.work).not_to_contain_text("saved")
    line.mend()
    desk.saved()
    assert table.texts("Growing") == ["Life skills", "Offload"]


def refuse_a_move(table: Table, desk: BoardScreen, line: Line) -> None:
    """While the desk has no line it moves a card into a theme that somebody else puts away."""
    desk.page.context.set_offline(True)
    line.cut()
    waits(desk, "Offline")
    desk.move("Offload", "Growing")
    expect(desk.slip("Offload", "Growing")).to_be_focused()
    shoot(desk.page, "refused-guess")
    line.mend()
    table.do({"type": "theme.retire", "theme_id": table.theme("Growing")}, by="CR2")
    desk.page.evaluate(RECORD_GLIDES)
    desk.page.context.set_offline(False)


def test_S62_a_refused_change_slides_back_with_a_plain_reason(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    desk, phone = come(), come("CR2", PHONE)
    guessed = middle(desk.sheet("Growing"))
    refuse_a_move(table, desk, line)
    expect(desk.said).to_have_text("“Offload” could not be changed. This theme was put away. Put it back first.")
    expect(desk.slip("Offload")).to_be_focused()
    expect(desk.page.locator("[data-returned]")).to_contain_text("Offload")
    desk.page.wait_for_function("() => glides.over")
    shoot(desk.page, "refused-back")
    seen = desk.page.evaluate("glides.seen")
    (from_x, _), (to_x, to_y) = seen[0], seen[-1]
    assert abs(from_x - guessed[0]) < 40, seen
    assert math.dist((to_x, to_y), middle(desk.slip("Offload"))) < 90, seen
    assert len({x for x, _ in seen}) > 3, seen
    expect(phone.slip("Offload")).to_be_visible()
    desk.saved()


def test_S65_calm_people_see_an_outline_and_no_motion(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    desk = come("Facilitator", DESK, reduced_motion="reduce")
    refuse_a_move(table, desk, line)
    expect(desk.page.locator("[data-returned]")).to_contain_text("Offload")
    expect(desk.slip("Offload")).to_be_focused()
    assert desk.page.evaluate("glides.seen") == []


def test_S63_a_browser_without_network_says_so(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    phone = come("CR2", PHONE)
    phone.page.context.set_offline(True)
    line.cut()
    waits(phone, "Offline")
    phone.move("Offload", "Growing")
    waits(phone, "Offline. 1 change waits here")
    line.mend()
    phone.page.context.set_offline(False)
    phone.saved()
    assert table.texts("Growing") == ["Life skills", "Offload"]


def test_S64_what_others_did_meanwhile_is_there_afterwards(table: Table, come: Come, line: Line) -> None:
    lay_out(table)
    phone = come("CR2", PHONE)
    phone.page.evaluate("document.body.dataset.mine = 'yes'")
    phone.page.context.set_offline(True)
    line.cut()
    line.mend()
    table.all(create_cards("Newest"))
    waits(phone, "Offline")
    phone.page.context.set_offline(False)
    expect(phone.slip("Newest")).to_be_attached()
    assert phone.page.evaluate("document.body.dataset.mine") == "yes"  # no reload was needed
