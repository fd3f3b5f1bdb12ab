"""A real browser and a study for the tests of one file; a new board and watched contexts for each test."""

import contextlib
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser import gate
from tests.browser.board_screen import BoardScreen
from tests.browser.chromium import launch_options
from tests.browser.devices import DESK, Options
from tests.browser.gate import Gate
from tests.browser.house import House, Table, open_house
from tests.browser.watch import Watch
from tests.server import Person, Server

PATIENCE = 15_000
"""Milliseconds until something that should happen counts as not happening; other tests share the machine."""

Contexts = Callable[[Options], BrowserContext]
Come = Callable[..., BoardScreen]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file: a longer life would leave its event loop to tests of other kinds."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(server: Server) -> Iterator[House]:
    """A study on the server that all files share."""
    opened = open_house(server)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def gated_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Gate]]:
    """A server that all files share who need a bad network before it."""
    with gate.gated_server(tmp_path_factory.mktemp("gated") / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def gated(gated_server: tuple[Server, Gate]) -> Iterator[tuple[House, Gate]]:
    """A study of this file, and the network between browsers and its server."""
    server, way = gated_server
    way.mend()
    opened = open_house(server)
    yield opened, way
    opened.close()


@pytest.fixture
def table(house: House, request: pytest.FixtureRequest) -> Table:
    """An empty board."""
    return house.new_board(request.node.name.removeprefix("test_").replace("_", " ")[:100])


@pytest.fixture
def watch(house: House) -> Iterator[Watch]:
    """Sees faults on every page of the test, and fails it for them in the end."""
    watching = Watch(house.server.origin)
    yield watching
    assert watching.unexpected() == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed tells what stood on its pages: on another machine nobody can look."""
    report = yield
    watching = getattr(item, "funcargs", {}).get("watch")
    if report.when == "call" and report.failed and isinstance(watching, Watch):
        report.sections.append(("what stood on the pages", watching.last_seen()))
    return report


@pytest.fixture
def contexts(chromium: Browser, watch: Watch) -> Iterator[Contexts]:
    """Makes watched browser contexts, each one a device of its own."""
    with contextlib.ExitStack() as closing:

        def make(options: Options) -> BrowserContext:
            context = closing.enter_context(chromium.new_context(locale="en-GB", **options))
            context.set_default_timeout(PATIENCE)
            watch.over(context)
            return context

        yield make


@pytest.fixture
def come(contexts: Contexts, table: Table) -> Come:
    """Somebody opens the board on a device: `come("CR2", PHONE)`."""

    def open_board(name: str = "Facilitator", device: Options = DESK, **more: Any) -> BoardScreen:
        context = contexts({**device, **more})
        sign_in(context, table.person(name))
        screen = BoardScreen(context.new_page(), table.house.server.origin)
        screen.open(table.board_id)
        return screen

    return open_board


def sign_in(context: BrowserContext, person: Person) -> None:
    """Gives a browser the session that a person has already."""
    for name, value in person.http.cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": person.server.url}])
