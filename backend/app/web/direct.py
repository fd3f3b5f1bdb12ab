"""A shorter way between uvicorn and a live connection, for text frames only (docs/decisions/0007).

Frames that are encoded already go to the transport as they are, and what comes in is heard without a queue in between.
Everything else, opening, closing, pings, limits, stays uvicorn's. Without this class all goes by ASGI.
"""

from collections.abc import Callable, Sequence

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]  # the fast one, where it can be had
from websockets.http11 import Request
from websockets.protocol import State

from app.web.framing import Cut, Frame, frame_at, head_of

EXTENSION = "themeroom.direct"
"""Where a connection finds its own protocol in the ASGI scope."""
Hear = Callable[[bytes], None]


class DirectSocket(WebSocketsSansIOProtocol):
    """One websocket connection. `hear` gets each text once it is set."""

    hear: Hear | None = None
    gave_up = False
    _begun = b""
    """The beginning of a frame that is still on its way."""
    _is_odd = False
    """True from the first frame on that only uvicorn understands."""

    def handle_connect(self, event: Request) -> None:
        """Leaves itself in the scope before the application sees it."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), EXTENSION: self}  # type: ignore[dict-item]

    def data_received(self, data: bytes) -> None:
        """Hears the whole texts among it at once and leaves all other frames to uvicorn, each as a whole."""
        data, self._begun, at = self._begun + data, b"", 0
        while at < len(data) and not self._is_odd and self.conn.state is State.OPEN:
            match frame_at(data, at, self.config.ws_max_size):
                case Frame() as frame:
                    self._take(data, at, frame)
                    at = frame.end
                case Cut.MORE_TO_COME:
                    self._begun = data[at:]
                    return
                case Cut.ODD:
                    self._is_odd = True
        if at < len(data):
            super().data_received(data[at:])

    def _take(self, data: bytes, at: int, frame: Frame) -> None:
        if self.hear is None or not frame.is_text or self.close_sent or not self.queue.empty():
            super().data_received(data[at : frame.end])
            return
        self.hear(apply_mask(data[frame.payload : frame.end], data[frame.payload - 4 : frame.payload]))

    def send_receive_event_to_app(self) -> None:
        """Hears a text that came in pieces, unless earlier ones still wait in the queue."""
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

    @property
    def is_free(self) -> bool:
        """True when the other side is there and takes what it is sent."""
        return self.writable.is_set() and not (self.disconnected or self.close_sent or self.transport.is_closing())

    def write(self, frames: Sequence[bytes]) -> bool:
        """Puts text frames on their way; False when nobody is there any more."""
        if self.disconnected or self.close_sent:
            return False
        parts: list[bytes] = []
        for frame in frames:
            parts += (head_of(len(frame)), frame)
        self.transport.writelines(parts)
        return True
