"""`python -m benchmarks.replay`: looking back over long logs in a real browser: opening, seeking, playing.

Times depend on what else the machine does; the processor time of the page's thread much less.
"""

import contextlib
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page

from benchmarks.ground import Ground, lay
from benchmarks.processes import Server, themeroom
from benchmarks.screen import CARD, a_browser

LONG, CARDS = 100_000, 1_000
USUAL = 10_000
SEEKS = 60
OPENINGS = 3
SEEK = """
async ([head, seeks]) => {
  const slider = document.querySelector("input[type=range]");
  const spans = [];
  let place = 12345;
  for (let count = 0; count < seeks; count += 1) {
    place = (place * 1103515245 + 12345) % 2147483648;
    await new Promise((frame) => requestAnimationFrame(frame));
    const started = performance.now();
    slider.value = 1 + (place % head);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
    spans.push(performance.now() - started);
  }
  return spans;
}
"""
"""From moving the slider to after the next frame, in milliseconds."""
PLAY = """
async (ms) => {
  const frames = [];
  const end = performance.now() + ms;
  for (let last = performance.now(); last < end; ) {
    const at = await new Promise((frame) => requestAnimationFrame(frame));
    frames.push(at - last);
    last = at;
  }
  return frames.slice(1);
}
"""
"""Milliseconds between frames for a while."""
PLAYED_MS = 5_000


@contextlib.contextmanager
def _page(server: Server, ground: Ground) -> Iterator[Page]:
    name, token = ground.keys[1].cookie.split("=")
    origin = f"http://127.0.0.1:{server.port}"
    with a_browser() as browser, contextlib.closing(browser.new_context()) as profile:
        profile.add_cookies([{"name": name, "value": token, "url": origin}])
        yield profile.new_page()


def _open(page: Page, server: Server, ground: Ground, at: int, events: int) -> tuple[float, float]:
    """Milliseconds until the cards of a moment are on the screen, and until the whole log is there."""
    began = perf_counter()
    page.goto(f"http://127.0.0.1:{server.port}/b/{ground.board_id}?at={at}", wait_until="commit")
    page.locator(CARD).first.wait_for(state="visible")
    shown = 1000 * (perf_counter() - began)
    page.get_by_text(f"{events:,} moves").wait_for(state="visible", timeout=120_000)
    return shown, 1000 * (perf_counter() - began)


def _busy(page: Page) -> Callable[[], float]:
    """Asks for the processor time, in milliseconds, that the page's own thread has used up to now."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * float(metrics["TaskDuration"])

    return used


def _told(name: str, spans: Sequence[float], unit: str = "ms") -> None:
    middle, late = statistics.median(spans), sorted(spans)[int(0.95 * (len(spans) - 1))]
    print(f"{name}: median {middle:.1f} {unit}, p95 {late:.1f}, worst {max(spans):.1f} of {len(spans)}", flush=True)


def _measure(events: int, cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        ground = lay(data, people=10, events=events, cards=cards)
        with themeroom(data, core=None) as server:
            opened = []
            for _ in range(OPENINGS):
                with _page(server, ground) as page:
                    opened.append(_open(page, server, ground, events // 2, events))
            name = f"{events:,} events, {cards:,} cards"
            _told(f"{name}: the moment of a link is on the screen", [shown for shown, _ in opened])
            _told(f"{name}: the whole log is there", [there for _, there in opened])
            with _page(server, ground) as page:
                _open(page, server, ground, events // 2, events)
                busy = _busy(page)
                began = busy()
                _told(f"{name}: a seek", page.evaluate(SEEK, [events, SEEKS]))
                print(f"{name}: {(busy() - began) / SEEKS:.1f} ms of processor for a seek")
                page.get_by_role("radio", name="16×").check(force=True)
                page.get_by_role("button", name="Play", exact=True).click()
                began = busy()
                frames = page.evaluate(PLAY, PLAYED_MS)
                share = (busy() - began) / sum(frames)
                print(f"{name}: {100 * share:.0f} % of a core while playing at 16×")
                print(f"{name}: {1000 * len(frames) / sum(frames):.1f} frames a second while playing at 16×")
                _told(f"{name}: a frame", frames)


if __name__ == "__main__":
    _measure(USUAL, 119)
    _measure(LONG, CARDS)
