"""People in one room who ask for changes at a steady rate, whether or not the server keeps up (open loop)."""

import asyncio
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter, process_time

from benchmarks.figures import Delays
from benchmarks.processes import Server
from benchmarks.wire import Wire, frame

IDS = re.compile(rb'"command_id":"b(\d{8})"')
MARK = b'"command_id":"b'
SETTLES = b'"settles":"b'
TICK = 0.001
PROBES = 5
"""People whose every delivery is timed; those of the others are counted."""
PATIENCE = 2.0
"""Seconds after the last change in which everything must have arrived."""


@dataclass(slots=True)
class Clocks:
    """When each change was due, and what was heard of it."""

    due: list[float] = field(default_factory=list)
    delivered: int = 0
    deliveries: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of steady load. `processor` is the server's seconds, `busy` the load's share of a core."""

    rate: float
    seconds: float
    sent: int
    delivered: int
    delivery: Delays
    settling: Delays
    processor: float
    busy: float

    @property
    def processor_per_1000(self) -> float:
        """The server's processor time for 1,000 deliveries, in milliseconds."""
        return 1_000_000 * self.processor / max(1, self.delivered)


class Crowd:
    """All people of one room. `submit` makes a person's next message from its number."""

    def __init__(self, server: Server, submit: Callable[[int, int], bytes], *, settles: bool) -> None:
        self._server = server
        self._submit = submit
        self._settles = settles
        self._numbers = count()
        self._clocks = Clocks()
        self._first = 0
        self.wires: list[Wire] = []

    @property
    def deliveries(self) -> Sequence[float]:
        """Seconds that each timed delivery of the last stretch took."""
        return self._clocks.deliveries

    def listener(self, person: int, people: int) -> Callable[[bytes], None]:
        """What this person does with a frame. Some, spread evenly, time everything."""
        if person % max(1, people // PROBES) == 0:
            return lambda payload: self._timed(person, payload)
        return self._counted

    def _counted(self, payload: bytes) -> None:
        self._clocks.delivered += payload.count(MARK)
        self._answers(payload)

    def _timed(self, person: int, payload: bytes) -> None:
        now, clocks = perf_counter(), self._clocks
        for found in IDS.findall(payload):
            number = int(found) - self._first
            if 0 <= number < len(clocks.due):
                clocks.delivered += 1
                clocks.deliveries.append(now - clocks.due[number])
                if not self._settles and number % len(self.wires) == person:
                    clocks.settled.append(now - clocks.due[number])
        self._answers(payload)

    def _answers(self, payload: bytes) -> None:
        at = payload.rfind(SETTLES, -32)
        if at >= 0:
            number = int(payload[at + len(SETTLES) : -2]) - self._first
            if number >= 0:
                self._clocks.settled.append(perf_counter() - self._clocks.due[number])
        elif payload.startswith(b'{"type":"rejected"'):
            self._clocks.refused += 1

    async def step(self, rate: float, seconds: float) -> Step:
        """One stretch of load, and what came of it. What an earlier one left on its way is let in first."""
        await self._arrived()
        self._first, self._clocks = next(self._numbers), Clocks()
        self._numbers = count(self._first)
        processor, own = self._server.processor_seconds(), process_time()
        began = perf_counter()
        await self._send(rate, seconds)
        busy = (process_time() - own) / (perf_counter() - began)
        arrived = await self._arrived()
        clocks = self._clocks
        assert not clocks.refused, f"{clocks.refused} changes were refused"
        return Step(
            rate=rate,
            seconds=seconds,
            sent=len(clocks.due),
            delivered=clocks.delivered,
            delivery=Delays.of(clocks.deliveries) if arrived else Delays(math.inf, math.inf, math.inf),
            settling=Delays.of(clocks.settled),
            processor=self._server.processor_seconds() - processor,
            busy=busy,
        )

    async def _send(self, rate: float, seconds: float) -> None:
        """Each change counts from the moment it was due, also when we were late to send it."""
        due = self._clocks.due
        began = perf_counter()
        while len(due) < rate * seconds:
            for _ in range(min(int((perf_counter() - began) * rate) + 1, math.ceil(rate * seconds)) - len(due)):
                number = next(self._numbers)
                person = len(due) % len(self.wires)
                due.append(began + len(due) / rate)
                self.wires[person].write(self._submit(person, number))
            await asyncio.sleep(max(TICK, began + len(due) / rate - perf_counter()))

    async def _arrived(self) -> bool:
        """Waits for what is still on its way; False when it takes too long or a line has ended."""
        due = len(self._clocks.due) * len(self.wires)
        for _ in range(int(PATIENCE / TICK)):
            if self._clocks.delivered >= due:
                break
            await asyncio.sleep(TICK)
        return self._clocks.delivered >= due and not any(wire.is_closed for wire in self.wires)


def move(placement_id: str, theme_id: str, number: int) -> bytes:
    """A frame that asks for a move."""
    command = {"type": "placement.move", "placement_id": placement_id, "theme_id": theme_id}
    said = {"type": "submit", "command_id": f"b{number:08d}", "command": command}
    return frame(json.dumps(said, separators=(",", ":")).encode())
