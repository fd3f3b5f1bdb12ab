"""Both ends of a connection, by the short way where there is one, else by ASGI."""

from collections.abc import Sequence

from starlette.types import Message
from starlette.websockets import WebSocket

from app.web.direct import EXTENSION, DirectSocket, Hear


class Gone(Exception):
    """The other side has gone."""


class Pipe:
    """Text frames to and from one websocket that has been accepted."""

    __slots__ = ("_direct", "_socket")

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._direct: DirectSocket | None = socket.scope["extensions"].get(EXTENSION)

    @property
    def gave_up(self) -> bool:
        """True when the other side has not answered for long and was dropped."""
        return self._direct is not None and self._direct.gave_up

    @property
    def is_free(self) -> bool:
        """True when frames can be put on their way without waiting."""
        return self._direct is not None and self._direct.is_free

    def put(self, frames: Sequence[bytes]) -> None:
        """Puts frames on the way of a line that is free."""
        if self._direct is None or not self._direct.write(frames):
            raise Gone

    async def send(self, frames: Sequence[bytes]) -> None:
        """Answers once the frames are on their way; a reader that stops makes it wait. Raises Gone."""
        if self._direct is None:
            for frame in frames:
                await self._socket.send({"type": "websocket.send", "text": frame.decode()})
            return
        await self._direct.writable.wait()
        if not self._direct.write(frames):
            raise Gone

    async def listen(self, hear: Hear) -> None:
        """Calls `hear` with each text, a binary frame being an empty one. Raises Gone when the other side has gone."""
        if self._direct is not None:
            self._direct.hear = hear
        while True:
            hear(text_of(await self._socket.receive()))

    def pause(self) -> None:
        """Lets the other side wait with what it says."""
        if self._direct is not None:
            self._direct.transport.pause_reading()

    def resume(self) -> None:
        """Listens again."""
        if self._direct is not None and not self._direct.read_paused:
            self._direct.transport.resume_reading()

    def abort(self) -> None:
        """Drops the connection with everything that still waits to be sent."""
        if self._direct is not None:
            self._direct.transport.abort()


def text_of(message: Message) -> bytes:
    """The text of a frame. Raises Gone."""
    if message["type"] == "websocket.disconnect":
        raise Gone
    text: str | None = message.get("text")
    return (text or "").encode()
