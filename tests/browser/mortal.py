"""A browser in a process of its own, with a profile that outlives it: it can be killed and started again."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.chromium import launch_options


@dataclass
class Mortal:
    """A running browser."""

    process: "subprocess.Popen[bytes]"
    browser: Browser

    @property
    def context(self) -> BrowserContext:
        """The profile's own context."""
        return self.browser.contexts[0]

    def kill(self) -> None:
        """As the system kills it when memory is short: at once, and with all of its helpers."""
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(Exception):
            self.browser.close()


@contextlib.contextmanager
def living(playwright: Playwright, profile: Path) -> Iterator[Mortal]:
    """A browser on this profile; dead afterwards."""
    options = launch_options()
    arguments = [
        *options["args"],
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--window-size=1440,900",
        "about:blank",
    ]
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    process = subprocess.Popen([options["executable_path"], *arguments], stderr=subprocess.PIPE)
    try:
        mortal = Mortal(process, playwright.chromium.connect_over_cdp(_address(process)))
        yield mortal
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def _address(process: "subprocess.Popen[bytes]") -> str:
    """Where the browser says that it listens."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(b"DevTools listening on "):
            return line.removeprefix(b"DevTools listening on ").strip().decode()
    raise AssertionError("the browser ended")
