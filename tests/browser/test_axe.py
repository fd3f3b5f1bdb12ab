"""axe finds nothing on any screen (SPEC S), in light, dark and forced colours, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Come, Contexts
from tests.browser.devices import DESK, PHONE, Options
from tests.browser.house import Table, also_place, create_cards, create_theme
from tests.browser.watch import SIGNED_OUT, Watch

DEVICES = pytest.mark.parametrize(("name", "device"), [("desk", DESK), ("phone", PHONE)], ids=["desk", "phone"])
CALM: Options = {"reduced_motion": "reduce"}


def lay_out(table: Table) -> None:
    """A bit of everything: sub-theme, parked sheet, card in two themes, mark, label, something put away."""
    table.all([*create_cards("Offload", "Making friends"), *create_theme("Growing", "Resilience")])
    table.do({"type": "board.edit", "legend": {"✱": "said twice"}})
    growing = table.theme("Growing")
    table.all(create_theme("Feelings", "Calm", parent_id=growing))
    table.all([*create_theme("Company", "Networking"), *create_theme("Not for now", theme_kind="parked")])
    table.do({"type": "theme.edit", "theme_id": growing, "description": "What we learn about ourselves."})
    table.do(also_place(table.card("Resilience"), table.theme("Company")), why="It is about people too")
    table.do({"type": "placement.mark", "placement_id": table.placement("Calm", "Feelings"), "mark": "✱"})
    table.do({"type": "card.edit", "card_id": table.card("Networking"), "label": "Aim"})
    table.all(create_cards("Old words"))
    table.do({"type": "card.retire", "card_id": table.card("Old words")})


def closed(screen: BoardScreen) -> None:
    """Closes a dialog or popover."""
    screen.page.keyboard.press("Escape")
    expect(screen.page.locator("dialog[open], :popover-open")).to_have_count(0)


@DEVICES
def test_S70_the_board_and_what_opens_on_it(table: Table, come: Come, name: str, device: Options) -> None:
    axe = Axe(name)
    empty = come("CR2", device, **CALM)
    axe.look(empty.page, "empty")
    lay_out(table)
    screen = come("Facilitator", device, **CALM)
    axe.look(screen.page, "board")
    screen.ask_move("Offload")
    axe.look(screen.page, "move")
    screen.dialog.get_by_role("button", name="New theme").click()
    axe.look(screen.page, "move-new-theme")
    closed(screen)
    screen.sheet("Growing").get_by_role("button", name="in 2 themes: Resilience").click()
    axe.look(screen.page, "places")
    closed(screen)
    look_at_panels(screen, axe)
    look_at_tools(screen, axe)
    assert not axe.found, "\n".join(axe.found)


def look_at_panels(screen: BoardScreen, axe: Axe) -> None:
    """A card, a theme, and what opens from there."""
    panel = screen.open_card("Resilience", "Growing")
    axe.look(screen.page, "card")
    for button in ("Split", "Merge"):
        panel.get_by_role("button", name=button).click()
        axe.look(screen.page, button.lower())
        closed(screen)
    panel.get_by_role("button", name="Edit").click()
    axe.look(screen.page, "card-edit")
    panel.get_by_role("button", name="Close").click()
    panel = screen.open_theme("Growing")
    axe.look(screen.page, "theme")
    panel.get_by_role("button", name="Merge").click()
    axe.look(screen.page, "theme-merge")
    closed(screen)
    panel.get_by_role("button", name="Edit").click()
    axe.look(screen.page, "theme-edit")
    panel.get_by_role("button", name="Close").click()


def look_at_tools(screen: BoardScreen, axe: Axe) -> None:
    """What the Tools menu leads to."""
    screen.page.get_by_role("button", name="Tools", exact=True).click()
    axe.look(screen.page, "tools")
    closed(screen)
    for tool in ("New cards", "New theme", "What the marks mean", "Keys that help", "Settings on this device"):
        screen.tool(tool)
        expect(screen.dialog).to_be_visible()
        axe.look(screen.page, tool.lower().replace(" ", "-"))
        closed(screen)
    screen.tool("Put away cards and themes")
    axe.look(screen.page, "put-away")
    screen.panel.get_by_role("button", name="Close").click()
    screen.tool("Choose several cards")
    screen.slip("Offload").click()
    axe.look(screen.page, "several")


@DEVICES
def test_S70_the_pages_around_the_board(table: Table, come: Come, name: str, device: Options) -> None:
    axe = Axe(name)
    lay_out(table)
    screen = come("Facilitator", device, **CALM)
    look_at_menu(screen, axe)
    screen.open(table.board_id, at=3)
    expect(screen.page.get_by_role("region", name="Looking back")).to_contain_text("move 3 of")
    axe.look(screen.page, "looking-back")
    screen.page.goto(f"{screen.origin}/b/{table.board_id}/log")
    expect(screen.page.get_by_role("listitem").first).to_be_visible()
    axe.look(screen.page, "log")
    screen.page.goto(f"{screen.origin}/s/{table.house.study.study_id}?board={table.board_id}")
    expect(screen.page.get_by_role("list", name="Who is in")).to_contain_text("Facilitator")
    axe.look(screen.page, "people")
    screen.page.get_by_role("button", name="Keep your way back").click()
    expect(screen.dialog).to_be_visible()
    axe.look(screen.page, "way-back")
    screen.page.goto(screen.origin)
    expect(screen.page.get_by_role("heading", name="Your boards")).to_be_visible()
    axe.look(screen.page, "home")
    screen.page.goto(f"{screen.origin}/b/nowhere")
    expect(screen.page.get_by_role("heading", name="This is not here")).to_be_visible()
    axe.look(screen.page, "not-here")
    assert not axe.found, "\n".join(axe.found)


def look_at_menu(screen: BoardScreen, axe: Axe) -> None:
    """What the menu of the page leads to."""
    screen.page.get_by_role("button", name="Menu", exact=True).click()
    axe.look(screen.page, "menu")
    closed(screen)
    screen.page.get_by_role("button", name="Invite").click()
    screen.dialog.get_by_role("button", name="New link to sort").click()
    expect(screen.dialog.get_by_role("img")).to_be_visible()
    axe.look(screen.page, "invite")
    closed(screen)
    for item in ("Start or end a meeting", "Take a copy", "Leave on this device"):
        screen.menu(item)
        axe.look(screen.page, item.lower().replace(" ", "-"))
        closed(screen)
    screen.menu("Bring in a table")
    axe.look(screen.page, "import")
    screen.dialog.get_by_label("Or paste the table").fill(
        "theme,subtheme_group,card,position,mark\nA,,One,1,*\nA,,One,2,\n"
    )
    screen.dialog.get_by_role("button", name="Look it over").click()
    expect(screen.dialog.get_by_text("Nothing is saved yet.")).to_be_visible()
    axe.look(screen.page, "import-report")


@DEVICES
def test_S70_the_way_in(table: Table, contexts: Contexts, watch: Watch, name: str, device: Options) -> None:
    watch.allow(*SIGNED_OUT, r"status of 404 .*/api/(return|invite)")
    page: Page = contexts({**device, **CALM}).new_page()
    axe, house = Axe(name), table.house
    page.goto(house.server.url)
    expect(page.get_by_role("heading", name="Sort cards into themes, together")).to_be_visible()
    axe.look(page, "home-out")
    page.goto(f"{house.server.url}/r#nothing")
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    axe.look(page, "return-broken")
    page.goto(house.study.invite_link)
    expect(page.get_by_role("heading", name="Pick a name")).to_be_visible()
    axe.look(page, "join")
    page.get_by_role("button", name=re.compile(r"^CR\d")).first.click()
    expect(page.get_by_role("heading", name="Keep your way back")).to_be_visible()
    axe.look(page, "joined")
    assert not axe.found, "\n".join(axe.found)
