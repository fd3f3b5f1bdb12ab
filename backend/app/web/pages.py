"""The built pages, and the headers that every answer carries."""

from collections.abc import Awaitable, Callable
from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from app.web.errors import NOTHING_HERE

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
NOT_BUILT = "The pages are not built. Run python3 dev.py setup."
FOR_EVER = "public, max-age=31536000, immutable"


def folder() -> Path:
    """Where the built pages are: in the package, or in the checkout beside it."""
    package = Path(__file__).resolve().parents[1]
    in_package = package / "frontend_dist"
    return in_package if in_package.is_dir() else package.parents[1] / "frontend" / "dist"


def replay_page() -> str:
    """The built page that plays a log from a disk. Raises 503 when the pages are not built."""
    file = folder() / "replay.html"
    if not file.is_file():
        raise HTTPException(503, NOT_BUILT)
    return file.read_text(encoding="utf-8")


def install(app: FastAPI, built: Path) -> None:
    """Serves the pages: a file by its name, everything else is the one page that finds its way by the path."""

    @app.middleware("http")
    async def add_headers(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.url.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    @app.api_route("/api", methods=METHODS, include_in_schema=False)
    @app.api_route("/api/{path:path}", methods=METHODS, include_in_schema=False)
    async def nothing() -> Response:
        raise HTTPException(404, NOTHING_HERE)

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(request: Request, path: str) -> Response:
        file = _file(built, path)
        if file is not None:
            return _sent(file, request, FOR_EVER if path.startswith("assets/") else "no-cache")
        if not (built / "index.html").is_file():
            raise HTTPException(503, NOT_BUILT)
        return _sent(built / "index.html", request, "no-cache")


def _sent(file: Path, request: Request, caching: str) -> Response:
    """The file, or its packed twin for readers who take that: a third of the bytes is a third of the wait."""
    headers, twin = {"Cache-Control": caching, "Vary": "Accept-Encoding"}, file.with_name(f"{file.name}.gz")
    if "gzip" not in request.headers.get("accept-encoding", "") or not twin.is_file():
        return FileResponse(file, headers=headers)
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return FileResponse(twin, headers={**headers, "Content-Encoding": "gzip"}, media_type=kind)


def _file(built: Path, path: str) -> Path | None:
    """The built file of that name, never one from elsewhere. Names that no file can have are none."""
    try:
        file = (built / path).resolve()
        return file if file.is_file() and file.is_relative_to(built.resolve()) else None
    except (OSError, ValueError):
        return None
