"""The pages as an app on a device (SPEC S): what it needs to be installed, and what it keeps there."""

import struct
from typing import Any
from urllib.parse import urljoin

import httpx
from playwright.sync_api import Page

from tests.browser.conftest import Come
from tests.browser.house import House, Table, create_cards, create_theme
from tests.browser.kept_here import is_kept

CACHED = """
async () => {
  const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(opened.map((cache) => cache.keys()));
  return requests.flat().map(({ url }) => url);
}
"""
"""The addresses of all that service workers have put aside."""
PNG = struct.Struct(">8s4x4sII")
"""The beginning of a PNG: its mark, and its first piece with width and height."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"'


def manifest_of(page: Page) -> tuple[str, list[Any]]:
    """Where the browser found the manifest of a page, and what it does not like about it."""
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    return found["url"], found["errors"]


def size_of(answer: httpx.Response) -> str:
    """The size of an image as a manifest says it: "192x192", or "any" for one that is drawn by lines."""
    if answer.headers["content-type"].startswith("image/svg+xml"):
        assert SVG in answer.content
        return "any"
    assert answer.headers["content-type"] == "image/png"
    mark, piece, width, height = PNG.unpack_from(answer.content)
    assert (mark, piece) == (b"\x89PNG\r\n\x1a\n", b"IHDR")
    return f"{width}x{height}"


def test_S73_the_app_can_be_installed_and_its_icons_have_the_size_they_say(come: Come, house: House) -> None:
    address, faults = manifest_of(come().page)
    assert faults == []
    answer = house.person("Facilitator").http.get(address)
    assert answer.status_code == 200
    manifest = answer.json()
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == ("Themeroom", "/", "standalone")
    icons = {urljoin(address, icon["src"]): icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= set(icons.values())
    for icon, size in icons.items():
        image = house.person("Facilitator").http.get(icon)
        assert (image.status_code, size_of(image)) == (200, size), icon


def test_S73_the_pages_are_kept_for_offline_and_no_answer_of_the_server(table: Table, come: Come) -> None:
    table.all([*create_cards("Offload"), *create_theme("Growing")])
    screen = come()
    is_kept(screen.page)
    screen.open(table.board_id)  # from now on the service worker hears of everything that is asked
    screen.move("Offload", "Growing")
    screen.saved()
    assert screen.page.evaluate("() => navigator.serviceWorker.controller !== null")
    cached: list[str] = screen.page.evaluate(CACHED)
    assert f"{screen.origin}/index.html" in cached
    assert [url for url in cached if not url.startswith(f"{screen.origin}/")] == []
    assert [url for url in cached if url.startswith((f"{screen.origin}/api", f"{screen.origin}/b/"))] == []
