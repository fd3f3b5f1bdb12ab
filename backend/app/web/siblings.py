"""The workers of one server, each heard on a socket beside the others: whichever is asked tells what all count."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

logger = logging.getLogger("themeroom")
PATIENCE_SECONDS = 1.0
"""A worker that does not answer in this time is left out."""


class Siblings:
    """`folder` is theirs alone, and has a socket for each, by its `number`."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self._own = folder / f"{number}.sock"

    @contextlib.asynccontextmanager
    async def heard(self, counted: Callable[[], bytes]) -> AsyncIterator[None]:
        """While it lasts, the others hear what is counted here."""

        async def tell(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(counted())
            with contextlib.suppress(OSError):
                await writer.drain()
            writer.close()

        try:
            self._own.unlink(missing_ok=True)
            server = await asyncio.start_unix_server(tell, self._own)
        except OSError as error:
            logger.warning("what this worker counts is not told: %s", type(error).__name__)
            yield
            return
        async with server:
            yield

    async def ask(self) -> dict[str, str]:
        """What each worker counts, by its number, in their order."""
        sockets = sorted(self._folder.glob("*.sock"), key=lambda path: int(path.stem))
        answers = await asyncio.gather(*map(_said, sockets))
        return {path.stem: text for path, text in zip(sockets, answers, strict=True) if text}


async def _said(path: Path) -> str:
    """Nothing, of one that has ended or is busy."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            reader, writer = await asyncio.open_unix_connection(path)
            try:
                return (await reader.read(-1)).decode()
            finally:
                writer.close()
    except OSError:
        return ""
