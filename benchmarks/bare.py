"""What Themeroom is measured against: a websocket broadcast that stores, checks and numbers nothing.

Each text frame goes to every connection as one frame, as the examples of most frameworks do it.
"""

import socket
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Broadcast:
    """An ASGI application: everybody hears everything."""

    def __init__(self) -> None:
        self._open: dict[object, Send] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        connection = object()
        self._open[connection] = send
        try:
            await self._listen(receive)
        finally:
            del self._open[connection]

    async def _listen(self, receive: Receive) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            for send in list(self._open.values()):
                await send({"type": "websocket.send", "text": message["text"]})


def main(descriptor: int) -> None:
    """Serves on a socket that is bound already."""
    config = uvicorn.Config(
        Broadcast(), ws="websockets-sansio", ws_per_message_deflate=False, lifespan="off", log_level="critical"
    )
    uvicorn.Server(config).run([socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(int(sys.argv[1]))
