"""Frames arrive in any pieces; what is odd about them is uvicorn's to judge (decision 0007)."""

import json
import random
import socket

import pytest
from websockets.frames import Frame, Opcode

from app.web import framing
from app.web.framing import Cut, frame_at
from tests.server import Person

LARGEST = 65_536


def masked(text: bytes, opcode: Opcode = Opcode.TEXT, *, fin: bool = True) -> bytes:
    """A frame as a browser sends it."""
    return Frame(opcode, text, fin=fin).serialize(mask=True, extensions=[])


def ping(number: int, size: int = 0) -> bytes:
    """A message of the protocol that is answered, in one frame."""
    return masked(json.dumps({"type": "ping", "t": number}).ljust(size).encode())


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536])
def test_a_frame_is_found_once_all_of_it_is_there(size: int) -> None:
    frame = masked(b"x" * size)
    for data, at in ((frame, 0), (b"before" + frame + b"behind", 6)):
        assert frame_at(data, at, LARGEST) == framing.Frame(
            is_text=True, payload=at + len(frame) - size, end=at + len(frame)
        )
    for cut in {*range(14), len(frame) // 2, len(frame) - 1}:
        if cut < len(frame):
            assert frame_at(frame[:cut], 0, LARGEST) is Cut.MORE_TO_COME


@pytest.mark.parametrize(
    "frame",
    [
        masked(b"a piece", fin=False),
        masked(b"another", Opcode.CONT),
        Frame(Opcode.TEXT, b"bare").serialize(mask=False, extensions=[]),
        bytes([masked(b"x")[0] | 0x40]) + masked(b"x")[1:],
        masked(b"x" * (LARGEST + 1)),
    ],
    ids=["in pieces", "a later piece", "without a mask", "a reserved bit", "too large"],
)
def test_what_is_odd_is_left_alone(frame: bytes) -> None:
    assert frame_at(frame, 0, LARGEST) is Cut.ODD


def test_a_control_frame_is_no_text() -> None:
    found = frame_at(masked(b"", Opcode.PING), 0, LARGEST)
    assert isinstance(found, framing.Frame)
    assert not found.is_text


@pytest.mark.parametrize("seed", range(5))
def test_P1_texts_are_heard_in_whatever_pieces_they_come(co_researcher: Person, seed: int) -> None:
    dice = random.Random(seed)
    sizes = [dice.choice([0, 200, 5_000, 65_000]) for _ in range(30)]
    stream = b"".join(ping(number, size) for number, size in enumerate(sizes))
    cuts = sorted(dice.sample(range(1, len(stream)), 60))
    with co_researcher.live() as line:
        line.hear("welcome")
        line.socket.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
            line.socket.socket.sendall(stream[start:end])
        assert [line.hear("pong")["t"] for _ in sizes] == list(range(len(sizes)))


def test_P1_pings_and_texts_in_pieces_go_on_working(co_researcher: Person) -> None:
    stream = ping(1) + masked(b"are you there", Opcode.PING) + ping(2)
    stream += (
        masked(b'{"type":"ping",', fin=False) + masked(b"", Opcode.PING) + masked(b'"t":3}', Opcode.CONT) + ping(4)
    )
    with co_researcher.live() as line:
        line.hear("welcome")
        line.socket.socket.sendall(stream)
        assert [line.hear("pong")["t"] for _ in range(4)] == [1, 2, 3, 4]


def test_P1_a_frame_without_a_mask_ends_the_connection(co_researcher: Person) -> None:
    with co_researcher.live() as line:
        line.hear("welcome")
        line.socket.socket.sendall(Frame(Opcode.TEXT, b'{"type":"ping","t":1}').serialize(mask=False, extensions=[]))
        assert line.close_code() == 1002
