"""Every refusal as `{"error": {"code", "message", "detail"}}` with a fitting status."""

import logging
import math

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from app.domain.errors import BrokenLog, Rejection

STATUS = {
    "malformed": 422,
    "invalid": 422,
    "unknown_command": 422,
    "limit_reached": 422,
    "too_fast": 429,
    "too_large": 413,
    "not_allowed": 403,
    "bad_origin": 403,
    "bad_csrf": 403,
    "signed_out": 401,
    "not_found": 404,
    "storage_unavailable": 503,
    "broken_log": 500,
}
"""By code; everything else is 409: the request was fine, but not for things as they are."""
NOTHING_HERE = "There is nothing at this address."
logger = logging.getLogger("themeroom")


class SignedOut(Rejection):
    code = "signed_out"


class BadOrigin(Rejection):
    code = "bad_origin"


class BadCsrf(Rejection):
    code = "bad_csrf"


class TooLarge(Rejection):
    code = "too_large"


class DamagedLog(Rejection):
    """Of a broken log people hear which entry it is, and that nothing is made worse."""

    code = "broken_log"

    def __init__(self, error: BrokenLog) -> None:
        where = f" at entry {error.detail['seq']}" if "seq" in error.detail else ""
        super().__init__(f"The log of this board is damaged{where}. It cannot be shown or changed.", **error.detail)


def refused(rejection: Rejection, missing: int = 404) -> JSONResponse:
    """The answer to a refused request. `missing` is the status when something named is not there."""
    status = {**STATUS, "not_found": missing}.get(rejection.code, 409)
    return _answer(status, rejection.code, rejection.message, dict(rejection.detail), _retry_after(rejection))


def _retry_after(rejection: Rejection) -> dict[str, str]:
    milliseconds = rejection.detail.get("retry_after_ms")
    return {} if milliseconds is None else {"Retry-After": str(math.ceil(milliseconds / 1000))}


def _answer(
    status: int, code: str, message: str, detail: object = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    error = {"code": code, "message": message, "detail": detail or {}}
    return JSONResponse({"error": error}, status, headers={"Cache-Control": "no-store", **(headers or {})})


def install(app: FastAPI) -> None:
    """Answers for everything that can go wrong."""

    @app.exception_handler(Rejection)
    async def on_rejection(_: Request, error: Rejection) -> Response:
        return refused(error)

    @app.exception_handler(BrokenLog)
    async def on_broken_log(_: Request, error: BrokenLog) -> Response:
        return refused(DamagedLog(error))

    @app.exception_handler(RequestValidationError)
    async def on_bad_address(_: Request, error: RequestValidationError) -> Response:
        place, *path = error.errors()[0]["loc"]
        if place == "path":
            return _answer(404, "not_found", NOTHING_HERE)
        field = ".".join(str(step) for step in path)
        return _answer(422, "invalid", f"The field {field} is not right.", {"field": field})

    @app.exception_handler(ClientDisconnect)
    async def on_gone(_: Request, _error: ClientDisconnect) -> Response:
        return _answer(400, "malformed", "The request broke off.")

    @app.exception_handler(HTTPException)
    async def on_http(_: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 405: "not_allowed"}.get(error.status_code, "refused")
        return _answer(error.status_code, code, str(error.detail))

    @app.exception_handler(Exception)
    async def on_anything(_: Request, error: Exception) -> Response:
        logger.error("unexpected error", exc_info=error)
        return _answer(500, "unexpected", "Something went wrong on our side. Nothing was changed.")
