"""A late joiner's screen: from asking for the page to seeing cards, in a real browser."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from time import time

from playwright.sync_api import Browser, sync_playwright

from benchmarks.ground import Ground
from benchmarks.processes import Server, themeroom
from tests.browser.chromium import launch_options

CARD = "[data-slip]"
PAINTED = """card => {
  if (globalThis.stands) return performance.timeOrigin + performance.now();
  globalThis.stands = document.querySelector(card)?.checkVisibility();
  return null;
}"""
"""Asked before each frame: by the frame after the first in which a card stands on the page, that one is painted.
Tells when that was, in milliseconds since 1970. Playwright's own waiting looks every half a second only."""
JOINERS = 3
"""Visitors one after another, each with a browser profile of their own; the first one warms the server's board."""


@contextlib.contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright, contextlib.closing(playwright.chromium.launch(**launch_options())) as browser:
        yield browser


def measured_screen(data: Path, ground: Ground) -> list[float]:
    """Milliseconds until cards are on the screen, for each late joiner; nothing is in the browser's cache."""
    with a_browser() as browser, themeroom(data, core=None) as server:
        _joined(browser, server, ground)
        return [_joined(browser, server, ground) for _ in range(JOINERS)]


def _joined(browser: Browser, server: Server, ground: Ground) -> float:
    name, token = ground.keys[1].cookie.split("=")
    origin = f"http://127.0.0.1:{server.port}"
    with contextlib.closing(browser.new_context()) as profile:
        profile.add_cookies([{"name": name, "value": token, "url": origin}])
        page = profile.new_page()
        began = time()
        page.goto(f"{origin}/b/{ground.board_id}", wait_until="commit")
        painted: float = page.wait_for_function(PAINTED, arg=CARD, polling="raf").json_value()
        return painted - 1000 * began
