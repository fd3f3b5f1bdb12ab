"""From process to process: how long a change takes to somebody on the other one, with the bus and without."""

import contextlib
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop

from app.store.place import place_of
from benchmarks.cluster import Cluster
from benchmarks.figures import Delays
from benchmarks.ground import Ground, lay_many
from benchmarks.load import Crowd
from benchmarks.processes import Server, themeroom
from benchmarks.room import enter, mover
from benchmarks.wire import closing

RATE = 17.0
"""Changes a second: a lively meeting, out of step with the regular looks that processes take by themselves."""


@dataclass(frozen=True, slots=True)
class Between:
    """Delivery to the other process, in milliseconds, with the bus and when it is lost for good."""

    bus: Delays
    no_bus: Delays


def measured_between(cluster: Cluster, seconds: float) -> Between:
    """Two processes of one database, a person at each."""
    return Between(_delays(cluster, cluster.bus, seconds), _delays(cluster, "", seconds))


def _delays(cluster: Cluster, bus: str, seconds: float) -> Delays:
    url = cluster.postgres.new_database(f"bench_{secrets.token_hex(6)}")
    around = {"THEMEROOM_DATABASE_URL": url, "THEMEROOM_BUS_URL": bus}
    (ground,) = lay_many(place_of(url), 1, (2,))
    with contextlib.ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        servers = [running.enter_context(themeroom(folder / name, core=None, **around)) for name in ("one", "other")]
        return uvloop.run(_heard(servers, ground, seconds))


async def _heard(servers: Sequence[Server], ground: Ground, seconds: float) -> Delays:
    """The first person asks, the second one listens on the other process."""
    one, other = servers
    crowd = Crowd(one, mover(ground, 1), settles=True)
    reader = await enter(other, ground, 1, crowd.listener(0, 1))
    with closing(crowd.wires), closing([reader]):
        crowd.wires.append(await enter(one, ground, 0, lambda _: None))
        await crowd.step(RATE, 1.0)
        return (await crowd.step(RATE, seconds)).delivery
