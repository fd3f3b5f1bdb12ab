"""Puts the parts of a server together and runs them."""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import FrameType

import uvicorn
from fastapi import FastAPI

from app import logs
from app.config import Settings
from app.domain.limits import LIMITS
from app.protocol import CLOSE_GOING_AWAY
from app.realtime.broker import Bus, NoBus
from app.realtime.hub import Hub
from app.realtime.others import Others
from app.realtime.watch import Watch
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.place import PostgresPlace
from app.store.remembered import Remembered
from app.store.secrets import Dice, new_id
from app.store.signing import Signer
from app.store.trees import Trees
from app.web import (
    about_me,
    answers,
    boards,
    checkpoints,
    drafts,
    errors,
    exports,
    health,
    imports,
    joining,
    metrics,
    minutes,
    pages,
    people,
    replays,
    seen,
    withdrawing,
)
from app.web.context import Context
from app.web.direct import DirectSocket
from app.web.siblings import Siblings
from app.web.socket import Doors

logger = logging.getLogger(logs.OURS)
COLLECTED_AFTER = 20_000
"""New objects after which the garbage collector looks at the youngest."""
BACKLOG = 2_048
"""Connections that may wait while the server is still opening its data."""
GOODBYE_SECONDS = 1.5
"""How long connections may take to hear that the server goes."""


def now() -> str:
    """The time as it stands in the log: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def open_log(database: Database, signer: Signer | None = None, remembered: Remembered | None = None) -> EventLog:
    """The log with the real clock and real dice. Without a signer nothing is signed."""
    return EventLog(database, now, Dice(), signer, remembered)


def open_bus(url: str | None) -> Bus:
    """The way to other processes, under a name that no other process has."""
    if url is None:
        return NoBus()
    from app.realtime.valkey import ValkeyBus  # noqa: PLC0415 - one server has no use for it, and starts without

    return ValkeyBus(url, new_id("process"))


def make_app(context: Context, others: Others | None = None) -> Doors:
    """The application (ASGI 3) around a context, and what it does about other processes."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        withdrawing.tell_when_final(context)
        context.log.keep()
        async with _following(others), _heard(context):
            yield
        context.log.close()
        await asyncio.to_thread(context.database.close)

    app = FastAPI(title="Themeroom", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.context = context
    errors.install(app)
    for part in (
        health,
        metrics,
        joining,
        people,
        replays,
        boards,
        checkpoints,
        answers,
        drafts,
        minutes,
        seen,
        imports,
        exports,
        about_me,
        withdrawing,
    ):
        app.include_router(part.router)
    pages.install(app, pages.folder())
    return Doors(app)


@contextlib.asynccontextmanager
async def _following(others: Others | None) -> AsyncIterator[None]:
    following = asyncio.create_task(others.run()) if others is not None else None
    yield
    if following is not None:
        following.cancel()
        await asyncio.wait({following}, timeout=GOODBYE_SECONDS)


@contextlib.asynccontextmanager
async def _heard(context: Context) -> AsyncIterator[None]:
    if context.siblings is None:
        yield
    else:
        async with context.siblings.heard(lambda: metrics.counted(context)):
            yield


class Server(uvicorn.Server):
    """A server that says goodbye with 1001 and ends with exit code 0 when it is asked to end."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn calls it so
        """Ends the server, without raising the signal again afterwards."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes the boards first, so that browsers know it was the server that went."""
        self._hub.close(CLOSE_GOING_AWAY)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._hub.until_empty()
        await super().shutdown(sockets)


def bound_socket(host: str, port: int) -> socket.socket:
    """A listening place, taken before anything else is touched. Raises OSError when somebody has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise OSError(f"Port {port} on {host} cannot be used: {error.strerror}. Choose another with --port.") from error
    return listening


def serve(chosen: Settings, database: Database, listening: socket.socket, siblings: Siblings | None = None) -> None:
    """Serves until SIGTERM or Ctrl-C, alone or as one of several workers."""
    open_log(database, chosen.signer(), Remembered(chosen.withdrawn)).catch_up()
    log = open_log(database, chosen.signer(), Remembered(chosen.withdrawn))
    bus = open_bus(chosen.bus_url)
    hub = Hub(log, chosen.limits, time.monotonic, bus)
    others = Others(hub, Watch(hub, database), bus, looks=isinstance(chosen.database, PostgresPlace))
    context = Context(database, log, hub, chosen.public_url, now, Trees(database), chosen.metrics_token, siblings)
    config = uvicorn.Config(
        make_app(context, others),
        interface="asgi3",
        workers=1,
        ws=DirectSocket,
        ws_max_size=LIMITS.frame_bytes,
        ws_per_message_deflate=False,
        ws_ping_interval=15,
        ws_ping_timeout=15,
        timeout_graceful_shutdown=1,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_config=None,
    )
    logs.set_up()
    spare_the_collector()
    logger.info("serving")
    Server(config, hub).run([listening])
    logger.info("ended")


def spare_the_collector() -> None:
    """Lets the garbage collector leave alone what was loaded at the start, and look less often at what comes and goes.

    Almost nothing here goes in circles, and each of its walks over all open boards held everybody up.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER, 20, 50)
