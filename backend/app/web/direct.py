"""A shorter way between uvicorn and a live connection, for text frames only (docs/decisions/0007).

Frames that are encoded already go to the transport as they are, and what comes in is heard without a queue in between.
Everything else, opening, closing, pings, limits, stays uvicorn's. Without this class all goes by ASGI.
"""

from collections.abc import Callable, Sequence

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION = "themeroom.direct"
"""Where a connection finds its own protocol in the ASGI scope."""
Hear = Callable[[bytes], None]


class DirectSocket(WebSocketsSansIOProtocol):
    """One websocket connection. `hear` gets each text once it is set."""

    hear: Hear | None = None
    gave_up = False

    def handle_connect(self, event: Request) -> None:
        """Leaves itself in the scope before the application sees it."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), EXTENSION: self}  # type: ignore[dict-item]

    def send_receive_event_to_app(self) -> None:
        """Hears a whole text at once, unless earlier ones still wait in the queue."""
        direct = self.hear is not None and self.curr_msg_data_type == "text" and self.queue.empty()
        if self.hear is None or not direct or self.close_sent:
            super().send_receive_event_to_app()
            return
        text, self.frames = b"".join(self.frames), []
        self.hear(text)

    def keepalive_timeout(self) -> None:
        """Drops who does not answer, with all that waits for them: they would take it never, or for hours."""
        self.gave_up = True
        super().keepalive_timeout()
        self.transport.abort()

    def write(self, frames: Sequence[bytes]) -> bool:
        """Puts text frames on their way; False when nobody is there any more."""
        if self.disconnected or self.close_sent:
            return False
        parts: list[bytes] = []
        for frame in frames:
            parts += (_head(len(frame)), frame)
        self.transport.writelines(parts)
        return True


def _head(size: int) -> bytes:
    """The beginning of an unmasked, final text frame (RFC 6455, section 5.2)."""
    if size < 126:
        return bytes((0x81, size))
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big")
    return b"\x81\x7f" + size.to_bytes(8, "big")
