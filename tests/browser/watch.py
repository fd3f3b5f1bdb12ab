"""What nobody should see: errors on the console, and requests that leave the server's own origin."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, WebError, WebSocket

OWN_SCHEMES = {"data", "blob", "about"}
LINE_CUT = (r"net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|SOCKET_NOT_CONNECTED|INTERNET_DISCONNECTED|EMPTY_RESPONSE)",)
"""What a browser says by itself while the server is away."""
SIGNED_OUT = (r"status of 401 .*/api/me",)
"""What a browser says by itself when it asks who it is and is nobody yet."""

SNAPSHOT_TIMEOUT = 2_000
"""Milliseconds."""


@dataclass
class Watch:
    """Faults seen in browser contexts; `allowed` are patterns of those a test brings about on purpose."""

    origin: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    requests: int = 0
    contexts: list[BrowserContext] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begins to watch a context and its pages."""
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("page", self._page)

    def allow(self, *patterns: str) -> None:
        """These faults are part of the test."""
        self.allowed.extend(patterns)

    def unexpected(self) -> list[str]:
        """The faults that no pattern allows."""
        return [fault for fault in self.faults if not any(re.search(one, fault) for one in self.allowed)]

    def last_seen(self) -> str:
        """What stands on every open page just now, for the report of a test that failed."""
        return "\n\n".join(_outline(page) for context in self.contexts for page in context.pages)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.faults.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"error: {error.error}")

    def _request(self, request: Request) -> None:
        self.requests += 1
        self._address(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)

    def _address(self, url: str) -> None:
        parts, own = urlsplit(url), urlsplit(self.origin)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != own.netloc:
            self.faults.append(f"left the origin: {url}")


def _outline(page: Page) -> str:
    try:
        return f"{page.url}\n{page.locator('body').aria_snapshot(timeout=SNAPSHOT_TIMEOUT)}"
    except Error as gone:
        return f"{page.url}: {gone.message}"
