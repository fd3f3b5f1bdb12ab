"""`/metrics`: what the server counts, as Prometheus reads it. No ids, names, words or addresses."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.realtime.broker import BusState
from app.store.meter import Histogram
from app.web.context import Context, context_of
from app.web.errors import NOTHING_HERE

router = APIRouter()
HANDED_ON = ("x-forwarded-for", "forwarded")
"""What a proxy on this machine adds: then it is not this machine that asks."""


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """For whoever has the token; without one, for this machine while the server is not public."""
    context = context_of(request)
    if not _may_read(request, context):
        raise NotFound(NOTHING_HERE)
    told = counted(context) if context.siblings is None else told_apart(await context.siblings.ask())
    return Response(told, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def counted(context: Context) -> bytes:
    """What this process counts."""
    registry = CollectorRegistry()
    registry.register(Counts(context))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


def told_apart(texts: Mapping[str, str]) -> bytes:
    """What several workers count, each with its number as a label: one that is started anew counts anew."""
    families: dict[str, Metric] = {}
    for worker, text in texts.items():
        for family in text_string_to_metric_families(text):
            known = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            known.samples += [one._replace(labels={**one.labels, "worker": worker}) for one in family.samples]
    registry = CollectorRegistry()
    registry.register(Told(list(families.values())))
    return generate_latest(registry)


def _may_read(request: Request, context: Context) -> bool:
    if context.metrics_token:
        said = request.headers.get("authorization", "")
        return hmac.compare_digest(said.encode(), f"Bearer {context.metrics_token}".encode())
    handed_on = any(name in request.headers for name in HANDED_ON)
    return context.is_loopback and not handed_on and request.client is not None and _is_loopback(request.client.host)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Told(Collector):
    """What was counted elsewhere."""

    def __init__(self, families: Sequence[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        """The metrics."""
        yield from self._families


class Counts(Collector):
    """Everything that one server counts, read at this moment."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def collect(self) -> Iterator[Metric]:
        """The metrics."""
        yield from self._gauges()
        yield from self._commands()
        yield from self._deliveries()

    def _gauges(self) -> Iterator[Metric]:
        hub = self._context.hub
        yield GaugeMetricFamily("themeroom_connections", "Live connections.", hub.connections)
        yield GaugeMetricFamily("themeroom_rooms", "Boards that somebody is connected to.", hub.rooms)
        yield GaugeMetricFamily(
            "themeroom_bus_away", "1 while the bus is set but away.", hub.bus.state is BusState.AWAY
        )

        waiting = self._context.log.traces.waiting
        yield GaugeMetricFamily("themeroom_traces_waiting", "1 while deleted answers are not wiped yet.", waiting)
        deleting = self._context.log.deleting.chore.waiting
        yield GaugeMetricFamily("themeroom_withdrawals_waiting", "1 while withdrawn words are not deleted.", deleting)

    def _commands(self) -> Iterator[Metric]:
        meter, commits = self._context.hub.meter, self._context.log.meter
        commands = CounterMetricFamily("themeroom_commands", "Commands that were answered.", labels=["type", "outcome"])
        for labels, count in sorted(meter.commands.items()):
            commands.add_metric(labels, count)
        yield commands
        yield _counter("commands_too_fast", "Commands refused for their pace.", meter.too_fast)
        yield _histogram("commit_group_size", "Commands committed together.", commits.sizes)
        yield _histogram("commit_seconds", "From asking the writer until all have their answers.", commits.seconds)
        yield _counter("storage_errors", "Groups that could not be saved.", commits.storage_errors)

    def _deliveries(self) -> Iterator[Metric]:
        meter = self._context.hub.meter
        yield _counter("frames_sent", "Frames sent to live connections.", meter.frames)
        yield _counter("bytes_sent", "Bytes of those frames.", meter.bytes)
        yield _histogram("delivery_seconds", "From a frame being due until it was sent.", meter.delivery)
        yield _counter("slow_clients_dropped", "Connections given up because nobody read.", meter.slow_dropped)


def _counter(name: str, says: str, value: float) -> Metric:
    return CounterMetricFamily(f"themeroom_{name}", says, value)


def _histogram(name: str, says: str, histogram: Histogram) -> Metric:
    return HistogramMetricFamily(f"themeroom_{name}", says, histogram.buckets(), histogram.total)
