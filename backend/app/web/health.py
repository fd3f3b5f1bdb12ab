"""Is the server there, and can it save: `/healthz` and `/readyz`."""

import asyncio
import logging

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.store.database import StorageUnavailable
from app.store.sessions import try_to_write
from app.web.context import Context, context_of
from app.web.errors import refused

router = APIRouter()
logger = logging.getLogger("themeroom")
READY_SECONDS = 3.0


@router.get("/healthz")
async def healthz() -> Response:
    """200 while the process serves."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """200 only when the store answers in time. A bus that is away is told, but it costs only delay."""
    context = context_of(request)
    asked = asyncio.ensure_future(_ask(context))
    asked.add_done_callback(_heard)
    try:
        async with asyncio.timeout(READY_SECONDS):
            await asyncio.shield(asked)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the store does not answer
        logger.warning("not ready: %s", type(error).__name__)
        return refused(StorageUnavailable("The server cannot save just now."))
    return JSONResponse({"status": "ready", "bus": context.hub.bus.state})


async def _ask(context: Context) -> None:
    """Writes to the disk and leaves nothing there. Not cancelled: the writer answers everybody."""
    await context.database.write(lambda transaction: try_to_write(transaction, context.now()))


def _heard(asked: "asyncio.Future[None]") -> None:
    """What goes wrong after the answer was given is no news."""
    if not asked.cancelled():
        asked.exception()
