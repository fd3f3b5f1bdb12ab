"""What goes to a connection at once, and what waits until its line is free."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from app.realtime.meter import Meter
from app.realtime.ring import Ring
from app.realtime.session import Session, Visitor
from app.web.talking import Sender
from tests.simulation.line import SimulatedLine, SimulatedSocket


class Shelf:
    """As much of a room as a sender sees: a ring."""

    def __init__(self) -> None:
        self.ring = Ring(0)

    def has_more_for(self, session: Session) -> bool:
        """As in `Room`."""
        return session.is_behind(self.ring)

    def frames_here(self, session: Session) -> list[bytes]:
        """As in `Room`."""
        return session.take(self.ring)

    async def frames_for(self, session: Session) -> list[bytes]:
        """As in `Room`."""
        return self.frames_here(session)

    def show(self, *seqs: int) -> None:
        """The next events."""
        self.ring.append([{"seq": seq, "command_id": f"command-{seq}"} for seq in seqs])  # type: ignore[typeddict-item]


class BrokenLine(SimulatedLine):
    """Breaks when something is put on its way."""

    def put(self, frames: Sequence[bytes]) -> None:
        """Fails."""
        raise RuntimeError(f"{len(frames)} frames broke it")


def sender_to(line: SimulatedLine, room: Shelf) -> tuple[Sender, Session, asyncio.Task[None]]:
    """A connection that has heard everything so far, and the task that sends when it cannot go at once."""
    session = Session(Visitor("person-1", "observer", "token"), room.ring.head)
    sender = Sender(line, Meter(), room, session)  # type: ignore[arg-type]
    session.ring_bell = sender.ring
    return sender, session, asyncio.create_task(sender.send(SimulatedSocket(line)))


def seqs(line: SimulatedLine) -> list[int]:
    """What has arrived, in order."""
    return [event["seq"] for text in line.down for event in json.loads(text)["events"]]


async def turns(count: int = 5) -> None:
    """Lets the tasks work."""
    for _ in range(count):
        await asyncio.sleep(0)


async def free_line() -> None:
    room, line = Shelf(), SimulatedLine()
    sender, _, task = sender_to(line, room)
    await turns()
    room.show(1)
    sender.ring()
    assert seqs(line) == [1]
    task.cancel()


async def stopped_line() -> None:
    room, line = Shelf(), SimulatedLine()
    sender, session, task = sender_to(line, room)
    await turns()
    line.stall()
    for seq in (1, 2, 3):
        room.show(seq)
        sender.ring()
        await turns()
    assert not line.down
    line.flow()
    room.show(4)
    sender.ring()
    assert not line.down, "what the task holds goes first"
    await turns()
    assert seqs(line) == [1, 2, 3, 4]
    session.close(1001)
    await turns()
    assert task.done()
    assert line.ended_with == (1001, None)


async def broken_line() -> None:
    room, line, whole = Shelf(), BrokenLine(), SimulatedLine()
    sender, _, task = sender_to(line, room)
    other, _, others_task = sender_to(whole, room)
    await turns()
    room.show(1)
    for one in (sender, other):
        one.ring()
    assert seqs(whole) == [1]
    with pytest.raises(RuntimeError, match="1 frames broke it"):
        await sender.closing
    for ended in (task, others_task):
        ended.cancel()


def test_R7_what_is_due_goes_at_once_while_the_line_is_free() -> None:
    asyncio.run(free_line())


def test_R7_what_waits_for_a_stopped_line_keeps_its_order() -> None:
    asyncio.run(stopped_line())


def test_R7_a_line_that_breaks_while_it_is_sent_to_harms_nobody_else() -> None:
    asyncio.run(broken_line())
