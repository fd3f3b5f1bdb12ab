"""The board without a network (SPEC S): it opens, it can be worked on, and it catches up."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come
from tests.browser.devices import DESK, PHONE, Options
from tests.browser.gate import Gate
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import KEPT, is_kept
from tests.browser.shots import shoot
from tests.browser.watch import LINE_CUT, SIGNED_OUT, Watch

NO_NETWORK = (*LINE_CUT, r"ERR_FAILED|Failed to (load|fetch)|net::ERR_|WebSocket connection to .* failed")
DEVICES = pytest.mark.parametrize(("name", "device"), [("desk", DESK), ("phone", PHONE)], ids=["desk", "phone"])


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


def lay_out(table: Table) -> None:
    """Cards and a theme."""
    table.all([*create_cards("Offload", "Resilience"), *create_theme("Growing", "Life skills")])


def reload(screen: BoardScreen) -> None:
    """Loads the page again, whether there is a network or not."""
    screen.page.reload()
    expect(screen.tray).to_be_visible()


@DEVICES
def test_S73_the_board_opens_and_can_be_sorted_without_a_network(
    table: Table, come: Come, way: Gate, name: str, device: Options
) -> None:
    lay_out(table)
    screen, other = come(device=device), come("CR2")
    head = len(table.events())
    is_kept(screen.page)
    way.shut()
    reload(screen)
    banner = screen.page.get_by_text(re.compile(r"You are offline\. This is the board as of \d\d:\d\d\."))
    expect(banner).to_be_visible()
    screen.move("Offload", "Growing")
    screen.move("Resilience", "Growing")
    expect(screen.work).to_contain_text("Offline. 2 changes wait here")
    axe = Axe(name)
    axe.look(screen.page, "offline")
    reload(screen)
    expect(screen.work).to_contain_text("Offline. 2 changes wait here")
    expect(screen.slip("Resilience", "Growing")).to_be_attached()
    way.open()
    screen.saved()
    expect(banner).to_be_hidden()
    expect(other.slip("Resilience", "Growing")).to_be_attached()
    assert table.texts("Growing") == ["Life skills", "Offload", "Resilience"]
    assert len(table.events()) == head + 2
    assert not axe.found, "\n".join(axe.found)


def test_S112_minutes_are_read_and_written_without_a_network(table: Table, come: Come, way: Gate) -> None:
    minutes = {"type": "minutes.write", "minutes_id": "minutes-01", "title": "First", "text": "We met."}
    table.do(minutes)
    page = come(device=PHONE).page
    is_kept(page)
    way.shut()
    page.goto(f"{way.origin}/b/{table.board_id}/minutes")
    expect(page.get_by_text("You are offline. This is the board as of")).to_be_visible()
    page.get_by_role("link", name="First").tap()
    for words in ("We met twice.", "We met **again**."):
        page.get_by_role("button", name="Change the words").tap()
        page.get_by_label("Words").fill(words)
        page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("article")).to_contain_text("Version 3")
    page.reload()
    expect(page.get_by_role("article")).to_contain_text("We met again.")
    way.open()
    expect(page.get_by_role("status", name="State of my work")).to_contain_text("Everything saved")
    record = table.state()["minutes"]["minutes-01"]
    assert (record["text"], record["version"]) == ("We met **again**.", 3)


@DEVICES
def test_S67_what_could_not_be_saved_is_kept_with_its_words(
    table: Table, come: Come, way: Gate, name: str, device: Options
) -> None:
    lay_out(table)
    screen = come(device=device)
    is_kept(screen.page)
    way.shut()
    expect(screen.work).to_contain_text("Offline")
    panel = screen.open_card("Offload")
    panel.get_by_role("button", name="Edit").click()
    panel.get_by_label("Words on the card").fill("A place where I can offload")
    panel.get_by_role("button", name="Save").click()
    expect(screen.work).to_contain_text("1 change waits here")
    table.do({"type": "card.retire", "card_id": table.card("Offload")}, by="CR2")
    way.open()
    told = screen.page.get_by_text("1 change of yours could not be saved.")
    expect(told).to_be_visible()
    screen.saved()
    reload(screen)
    expect(told).to_be_visible()
    screen.page.get_by_role("button", name="Show what").click()
    expect(screen.dialog.get_by_label("What you wrote")).to_have_value("A place where I can offload")
    axe = Axe(name)
    axe.look(screen.page, "not-saved")
    screen.dialog.get_by_role("button", name="Copy the words").click()
    expect(screen.dialog.get_by_role("status")).to_have_text(re.compile("Copied|Now copy"))
    screen.dialog.get_by_role("button", name="I have seen this").click()
    expect(told).to_be_hidden()
    reload(screen)
    screen.saved()
    expect(told).to_be_hidden()
    assert not axe.found, "\n".join(axe.found)


def test_S68_leaving_says_what_waits_and_removes_what_was_kept(
    table: Table, come: Come, way: Gate, watch: Watch
) -> None:
    watch.allow(*SIGNED_OUT)
    lay_out(table)
    screen = come("CR3")
    is_kept(screen.page)
    way.shut()
    expect(screen.work).to_contain_text("Offline")
    screen.move("Offload", "Growing")
    expect(screen.work).to_contain_text("1 change waits here")
    screen.menu("Leave on this device")
    expect(screen.dialog).to_contain_text("1 change of yours would be lost.")
    screen.dialog.get_by_role("button", name="Stay").click()
    way.open()
    screen.saved()
    screen.menu("Leave on this device")
    expect(screen.dialog).not_to_contain_text("would be lost")
    screen.dialog.get_by_role("button", name="Leave", exact=True).click()
    expect(screen.page.get_by_role("heading", name="Sort cards into themes, together")).to_be_visible()
    for store in ("commands", "boards", "drafts", "device"):
        assert screen.page.evaluate(KEPT, store) == 0, store


def test_S69_a_shared_computer_keeps_nothing(table: Table, come: Come, way: Gate) -> None:
    lay_out(table)
    screen = come("CR4")
    is_kept(screen.page)
    screen.tool("Settings on this device")
    screen.dialog.get_by_label("This is a shared computer").check()
    expect(screen.dialog).to_contain_text("Nothing of the board is kept here.")
    shoot(screen.page, "settings")
    screen.page.keyboard.press("Escape")
    reload(screen)
    screen.saved()
    way.shut()
    expect(screen.work).to_contain_text("Offline")
    screen.open_card("Resilience").get_by_label("Say something").fill("Not yet")
    expect(screen.panel).to_contain_text("Only you can see this until you share it. Please keep this window open.")
    screen.move("Offload", "Growing")
    expect(screen.work).to_contain_text("1 change waits in this window. Please keep it open")
    for store in ("commands", "boards", "drafts", "device"):
        assert screen.page.evaluate(KEPT, store) == 0, store
    way.open()
    screen.saved()
    assert table.texts("Growing") == ["Life skills", "Offload"]


def test_S74_a_new_version_is_offered_and_loses_nothing(table: Table, come: Come, way: Gate) -> None:
    lay_out(table)
    screen = come()
    is_kept(screen.page)
    old = httpx.get(f"{way.origin}/sw.js").text
    # Before the page is loaded anew: browsers look by themselves then, and who asks meanwhile gets the same answer.
    way.instead["/sw.js"] = re.sub(r'VERSION="\w+"', 'VERSION="next"', old).encode()
    reload(screen)
    screen.page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => null)")
    offer = screen.page.get_by_role("button", name="Use it now")
    expect(offer).to_be_visible()
    shoot(screen.page, "newer")
    way.shut()
    expect(screen.work).to_contain_text("Offline")
    screen.move("Offload", "Growing")
    expect(screen.work).to_contain_text("1 change waits here")
    with screen.page.expect_navigation():
        offer.click()
    expect(screen.page.get_by_text("You are offline. This is the board as of")).to_be_visible()
    expect(offer).to_be_hidden()
    assert screen.page.evaluate("() => caches.keys()") == ["themeroom-pages-next"]
    way.open()
    screen.saved()
    assert table.texts("Growing") == ["Life skills", "Offload"]


def test_S68_another_person_on_the_same_browser_neither_sends_nor_sees_it(table: Table, come: Come, way: Gate) -> None:
    lay_out(table)
    screen = come("CR5")
    is_kept(screen.page)
    way.shut()
    expect(screen.work).to_contain_text("Offline")
    screen.move("Offload", "Growing")
    expect(screen.work).to_contain_text("1 change waits here")
    head = len(table.events())
    cookies = table.person("CR6").http.cookies.items()
    screen.page.context.add_cookies([{"name": name, "value": value, "url": way.origin} for name, value in cookies])
    way.open()
    expect(screen.page.get_by_text("Somebody else is signed in here now.")).to_be_visible()
    screen.open(table.board_id)
    expect(screen.slip("Offload")).to_be_visible()
    assert len(table.events()) == head
    mine = table.person("CR5").http.cookies.items()
    screen.page.context.add_cookies([{"name": name, "value": value, "url": way.origin} for name, value in mine])
    screen.open(table.board_id)
    expect(screen.slip("Offload", "Growing")).to_be_visible()
    assert table.events()[-1]["actor"] == table.person("CR5").id
