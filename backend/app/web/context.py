"""What every door of the server works with."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from app.realtime.hub import Hub
from app.store.checkpoints import Checkpoints
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.trees import Trees
from app.web.siblings import Siblings


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one running server."""

    database: Database
    log: EventLog
    hub: Hub
    public_url: str
    now: Callable[[], str]
    trees: Trees
    metrics_token: str = ""
    siblings: Siblings | None = None

    @property
    def checkpoints(self) -> Checkpoints:
        """Who signs here: every server that people reach does."""
        if self.log.checkpoints is None:
            raise RuntimeError("This server was put together without a key for checkpoints.")
        return self.log.checkpoints

    @property
    def is_loopback(self) -> bool:
        """True when only this machine can reach the server by its public address."""
        return urlsplit(self.public_url).hostname in ("localhost", "127.0.0.1", "::1")

    @property
    def is_secure(self) -> bool:
        """True when people come by https."""
        return self.public_url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """The exact origins that count as ours. A loopback server answers to both of its names."""
        parts = urlsplit(self.public_url)
        if parts.hostname not in ("localhost", "127.0.0.1"):
            return frozenset({self.public_url})
        port = f":{parts.port}" if parts.port else ""
        return frozenset(f"{parts.scheme}://{name}{port}" for name in ("localhost", "127.0.0.1"))

    @property
    def cookie(self) -> str:
        """The name of the session cookie."""
        return "__Host-themeroom" if self.is_secure else "themeroom"


def context_of(connection: HTTPConnection) -> Context:
    """The context of a request or a websocket."""
    context: Context = connection.app.state.context
    return context
