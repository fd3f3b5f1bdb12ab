"""What goes out, as bytes."""

from collections.abc import Iterable

import orjson


def encoded(value: object) -> bytes:
    """JSON as it goes over the wire."""
    return orjson.dumps(value)


def events_frame(events: Iterable[bytes], settles: str | None = None) -> bytes:
    """An `events` frame of events that are encoded already."""
    tail = b"]}" if settles is None else b'],"settles":"%b"}' % settles.encode()
    return b'{"type":"events","events":[%b%b' % (b",".join(events), tail)
