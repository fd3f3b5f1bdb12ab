"""Is the server there, and can it save: `/healthz` and `/readyz`."""

import asyncio

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.store.database import StorageUnavailable
from app.web.context import context_of
from app.web.errors import refused

router = APIRouter()


@router.get("/healthz")
async def healthz() -> Response:
    """200 while the process serves."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """200 only when the store answers."""
    try:
        await asyncio.to_thread(context_of(request).database.check)
    except StorageUnavailable as error:
        return refused(error)
    return JSONResponse({"status": "ready"})
