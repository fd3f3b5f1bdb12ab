"""More than one process: fifty boards on PostgreSQL with Valkey, carried by one process and by two."""

import asyncio
import contextlib
import math
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop

from app.store.place import place_of
from benchmarks.figures import Delays
from benchmarks.ground import Ground, lay_many
from benchmarks.load import Crowd
from benchmarks.processes import Server, themeroom
from benchmarks.room import BEARABLE, themeroom_crowd
from tests.servers.postgres import Postgres, own_postgres
from tests.servers.valkey import own_valkey

BOARDS, PEOPLE = 50, 4
LOWEST_RATE = 200.0
"""Changes a second on all boards together, where the search begins."""
HALVINGS = 2


@dataclass(frozen=True, slots=True)
class Carried:
    """The highest bearable rate of one process and of two, in changes a second on all boards together."""

    one: float
    two: float


@contextlib.contextmanager
def measured_cluster() -> Iterator["Cluster"]:
    """PostgreSQL and Valkey of our own, for several rounds."""
    with own_postgres() as postgres, own_valkey() as valkey:
        yield Cluster(postgres, valkey.url)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the processes meet."""

    postgres: Postgres
    bus: str

    def carried(self, seconds: float) -> Carried:
        """What one process and two carry, with steps of so many seconds."""
        return Carried(self._borne(1, seconds), self._borne(2, seconds))

    def _borne(self, processes: int, seconds: float) -> float:
        url = self.postgres.new_database(f"bench_{secrets.token_hex(6)}")
        around = {"THEMEROOM_DATABASE_URL": url, "THEMEROOM_BUS_URL": self.bus}
        grounds = lay_many(place_of(url), BOARDS, (PEOPLE,))
        with contextlib.ExitStack() as running:
            folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
            servers = [
                running.enter_context(themeroom(folder / str(number), core=None, **around))
                for number in range(processes)
            ]
            return uvloop.run(_highest(servers, grounds, seconds))


async def _highest(servers: Sequence[Server], grounds: Sequence[Ground], seconds: float) -> float:
    """Each board's people are all at one process, as the proxy sends them."""
    async with contextlib.AsyncExitStack() as doors:
        crowds = [
            await doors.enter_async_context(themeroom_crowd(servers[number % len(servers)], ground, PEOPLE))
            for number, ground in enumerate(grounds)
        ]
        await _bears(crowds, LOWEST_RATE, seconds)
        low, high = LOWEST_RATE / 2, LOWEST_RATE
        while await _bears(crowds, high, seconds):
            low, high = high, high * 2
        for _ in range(HALVINGS):
            between = math.sqrt(low * high)
            low, high = (between, high) if await _bears(crowds, between, seconds) else (low, between)
        return low


async def _bears(crowds: Sequence[Crowd], rate: float, seconds: float) -> bool:
    """True when 99 of 100 deliveries were quick enough, in one of two attempts."""
    for _ in range(2):
        steps = await asyncio.gather(*(crowd.step(rate / len(crowds), seconds) for crowd in crowds))
        delays = Delays.of([took for crowd in crowds for took in crowd.deliveries])
        if delays.p99 <= BEARABLE and all(math.isfinite(step.delivery.p99) for step in steps):
            return True
    return False
