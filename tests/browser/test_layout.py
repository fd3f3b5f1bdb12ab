"""Everything fits (SPEC S): on every width, with large text, with no cards and with many."""

import contextlib
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from app.demo.published import published_csv
from tests.browser.board_screen import BoardScreen
from tests.browser.conftest import Contexts, sign_in
from tests.browser.devices import DESK, LAPTOP, PHONE, SMALL_PHONE, TABLET, Options
from tests.browser.house import House, Table, also_place, create_cards, create_theme
from tests.browser.layout import Layout
from tests.browser.shots import shoot
from tests.server import new_id

LARGE = "document.documentElement.style.fontSize = '200%'"
OUTSIDE = """
  (strip) => [strip, ...strip.querySelectorAll(".ring")].map((one) => one.getBoundingClientRect())
    .filter(({ left, right }) => left < 0 || right > innerWidth).map(({ left, right }) => [left, right])
"""
"""What of a row of people is cut at either side."""
LONG = (
    "Somebody who listens without looking at the clock, who knows my name and who is still there "
    "when I come back after a bad week; extraordinarily-uninterruptible-companionship"
)
SIZES: tuple[tuple[str, Options, bool], ...] = (
    ("1440", DESK, False),
    ("768", TABLET, False),
    ("390", PHONE, False),
    ("320", SMALL_PHONE, False),
    ("1440-large-text", DESK, True),
    ("390-large-text", PHONE, True),
)


def twelve(table: Table) -> None:
    """Few cards, among them what is hard to fit: long words, long names, a mark, a label, a parked sheet."""
    table.do({"type": "board.edit", "title": "What do outcomes mean to all of us?", "legend": {"✱": "said twice"}})
    table.all([*create_cards("Offload", LONG, "Calm"), *create_theme("Learning", "Courses", "Skills", "Reading")])
    table.all(create_theme("Feeling well in body and mind, and in the places in between", "Sleep", LONG + " too"))
    table.all(create_theme("Personality-development-opportunities", "Aims", parent_id=table.theme("Learning")))
    table.all(create_theme("Parked", "A bus stop", "More chairs", "Tea", theme_kind="parked"))
    table.do(also_place(table.card("Sleep"), table.theme("Learning")), by="CR2", why="Because sleep is learned")
    table.do({"type": "placement.mark", "placement_id": table.placement("Sleep", "Learning"), "mark": "✱"})
    table.do({"type": "card.edit", "card_id": table.card("Courses"), "label": "Aim"})


def published(table: Table) -> None:
    """The published study, as it is."""
    body = {"csv": published_csv(), "keep_repeats": False, "aim_labels": False, "import_id": new_id("import")}
    answer = table.person("Facilitator").http.post(f"/api/boards/{table.board_id}/import", json=body)
    assert answer.status_code == 200, answer.text


def three_hundred(table: Table) -> None:
    """More than any table holds."""
    table.all(create_cards(*(f"A card that waits, number {number}" for number in range(1, 101))))
    for theme in range(1, 11):
        table.all(create_theme(f"Theme {theme}", *(f"Card {number} of {theme}" for number in range(1, 21))))


@dataclass(frozen=True)
class Screen:
    """A board on a screen of some size, with somebody who measures it."""

    board: BoardScreen
    layout: Layout

    def look(self, name: str) -> None:
        """Measures what is shown now."""
        self.layout.look(self.board.page, name)

    def check(self) -> None:
        """Nothing was cut, too wide or too small."""
        assert not self.layout.found, "\n".join(self.layout.found)


@pytest.fixture(scope="module")
def tables(house: House) -> dict[str, Table]:
    """Four boards by the number of their cards."""
    found = {number: house.new_board(f"With {number} cards") for number in ("0", "12", "119", "300")}
    for number, lay_out in (("12", twelve), ("119", published), ("300", three_hundred)):
        lay_out(found[number])
    return found


@pytest.fixture(params=SIZES, ids=[name for name, _, _ in SIZES])
def screen(contexts: Contexts, tables: dict[str, Table], request: pytest.FixtureRequest) -> Screen:
    """A facilitator's screen of some size."""
    name, device, large = request.param
    context = contexts(device)
    house = tables["0"].house
    sign_in(context, house.person("Facilitator"))
    if large:
        context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {LARGE} }})")
    layout = Layout(name, touch="has_touch" in device)
    return Screen(BoardScreen(context.new_page(), house.server.url), layout)


def test_S71_boards_fit(screen: Screen, tables: dict[str, Table]) -> None:
    for number, table in tables.items():
        screen.board.open(table.board_id)
        screen.look(f"board-{number}")
    screen.check()


def test_S71_what_opens_fits(screen: Screen, tables: dict[str, Table]) -> None:
    board = screen.board
    board.open(tables["12"].board_id)
    board.ask_move(LONG)
    screen.look("move")
    board.page.keyboard.press("Escape")
    panel = board.open_card(LONG)
    screen.look("card")
    panel.get_by_role("button", name="Edit").click()
    screen.look("card-edit")
    panel.get_by_role("button", name="Close").click()
    board.open_theme("Learning")
    screen.look("theme")
    screen.check()


def test_S71_the_header_fits_with_many_people_and_news(tables: dict[str, Table], contexts: Contexts) -> None:
    table = tables["12"]
    said = {"type": "comment.add", "comment_id": new_id("comment"), "on": {"kind": "board", "id": table.board_id}}
    table.do({**said, "text": "Shall we begin?"}, by="CR2")
    with contextlib.ExitStack() as room:
        for number in range(1, 7):
            room.enter_context(table.person(f"CR{number}").live())
        context = contexts(LAPTOP)
        sign_in(context, table.person("Facilitator"))
        board = BoardScreen(context.new_page(), table.house.server.url)
        board.open(table.board_id)
        expect(board.page.get_by_text("+3", exact=True)).to_be_visible()
        expect(board.page.get_by_role("link", name="Talk 1 new")).to_be_visible()
        pages = board.page.get_by_role("navigation", name="Pages of this board").bounding_box()
        menu = board.page.get_by_role("button", name="Menu").bounding_box()
        small = contexts(SMALL_PHONE)
        sign_in(small, table.person("Facilitator"))
        phone = BoardScreen(small.new_page(), table.house.server.url)
        phone.open(table.board_id)
        phone.page.evaluate(LARGE)
        people = phone.page.get_by_role("button", name=re.compile("people here:"))
        expect(people).to_contain_text("+4")
        shoot(phone.page, "people-on-a-small-phone")
        outside = people.evaluate(OUTSIDE)
    assert outside == []
    assert pages is not None
    assert menu is not None
    assert pages["y"] < menu["y"] + menu["height"] / 2 < pages["y"] + pages["height"]


def test_S71_pages_fit(screen: Screen, tables: dict[str, Table]) -> None:
    board, table = screen.board, tables["12"]
    board.open(table.board_id, at=5)
    expect(board.page.get_by_role("region", name="Looking back")).to_contain_text("move 5 of")
    screen.look("looking-back")
    board.page.goto(f"{board.origin}/b/{table.board_id}/log")
    expect(board.page.get_by_role("listitem").first).to_be_visible()
    screen.look("log")
    board.page.goto(f"{board.origin}/s/{table.house.study.study_id}?board={table.board_id}")
    expect(board.page.get_by_role("list", name="Who is in")).to_contain_text("CR2")
    screen.look("people")
    board.page.goto(table.house.study.invite_link)
    expect(board.page.get_by_role("heading", level=1)).to_be_visible()
    screen.look("already-here")
    screen.check()
