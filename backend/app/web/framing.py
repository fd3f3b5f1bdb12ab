"""Where frames of a websocket begin and end (RFC 6455, section 5.2). Looks, and changes nothing."""

from enum import Enum, auto
from typing import NamedTuple

WHOLE_TEXT = 0x81
MASKED = 0x80
FINAL_AND_RESERVED = 0xF0
FINAL = 0x80
TWO_MORE, EIGHT_MORE = 126, 127


class Frame(NamedTuple):
    """A whole frame within bytes: `payload` is where its payload begins, behind four bytes of mask."""

    is_text: bool
    payload: int
    end: int


class Cut(Enum):
    """Where no whole frame can be had."""

    MORE_TO_COME = auto()
    ODD = auto()
    """Not masked, in pieces, too large: for somebody who knows all the rules."""


def frame_at(data: bytes, at: int, largest: int) -> Frame | Cut:
    """The frame that begins there. `largest` is how many bytes its payload may have."""
    there = len(data) - at
    if there < 2:
        return Cut.MORE_TO_COME
    first, second = data[at], data[at + 1]
    if first & FINAL_AND_RESERVED != FINAL or first == FINAL or not second & MASKED:
        return Cut.ODD
    size, payload = second & ~MASKED, at + 6
    if size >= TWO_MORE:
        wide = 2 if size == TWO_MORE else 8
        if there < 2 + wide:
            return Cut.MORE_TO_COME
        size = int.from_bytes(data[at + 2 : at + 2 + wide])
        payload += wide
    if size > largest:
        return Cut.ODD
    end = payload + size
    return Frame(first == WHOLE_TEXT, payload, end) if end <= len(data) else Cut.MORE_TO_COME


def head_of(size: int) -> bytes:
    """The beginning of an unmasked, final text frame."""
    if size < TWO_MORE:
        return bytes((WHOLE_TEXT, size))
    if size < 65_536:
        return bytes((WHOLE_TEXT, TWO_MORE)) + size.to_bytes(2)
    return bytes((WHOLE_TEXT, EIGHT_MORE)) + size.to_bytes(8)
