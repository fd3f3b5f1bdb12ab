"""What `/metrics` says, and to whom."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.server import NO_CERTIFICATES, Person, Server, free_port, make_study, new_id, running

TOKEN = "a-token-for-the-one-who-counts"
Values = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, so that nobody else is counted."""
    with running(tmp_path_factory.mktemp("counted") / "data") as server:
        yield server


def read(server: Server, **headers: str) -> httpx.Response:
    """`/metrics` as a scraper asks for it."""
    return httpx.get(f"{server.url}/metrics", headers=headers, verify=NO_CERTIFICATES)


def values(server: Server) -> Values:
    """All samples."""
    families = text_string_to_metric_families(read(server).text)
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def of(found: Values, name: str, **labels: str) -> float:
    """One sample."""
    return found.get((f"themeroom_{name}", frozenset(labels.items())), 0.0)


def test_M1_what_happens_is_counted(counted: Server) -> None:
    facilitator = Person(counted).come(make_study(counted).facilitator_link)
    with facilitator.live() as line, facilitator.live() as other:
        line.hear("welcome")
        other.hear("welcome")
        before = values(counted)
        card = {"type": "card.create", "card_id": new_id("card"), "text": "Counted"}
        line.outcome(line.submit(card))
        line.outcome(line.submit(card))
        facilitator.do({"type": "card.edit", "card_id": card["card_id"]})
        other.events(upto=2)
        other.until_pong()
        after = values(counted)
    assert (of(after, "connections"), of(after, "rooms")) == (2, 1)
    assert of(after, "commands_total", type="card.create", outcome="recorded") == 1
    assert of(after, "commands_total", type="card.create", outcome="id_taken") == 1
    assert of(after, "commands_total", type="card.edit", outcome="nothing") == 1
    assert of(after, "commit_group_size_count") - of(before, "commit_group_size_count") == 3
    assert of(after, "commit_seconds_bucket", le="10") == of(after, "commit_seconds_count")
    assert of(after, "frames_sent_total") - of(before, "frames_sent_total") >= 4
    assert of(after, "bytes_sent_total") - of(before, "bytes_sent_total") > 400
    assert of(after, "delivery_seconds_count") > of(before, "delivery_seconds_count")
    assert of(after, "storage_errors_total") == of(after, "slow_clients_dropped_total") == 0
    assert after["process_resident_memory_bytes", frozenset()] > 10_000_000


def test_M1_who_leaves_is_not_counted_any_more(counted: Server) -> None:
    facilitator = Person(counted).come(make_study(counted).facilitator_link)
    with facilitator.live() as line:
        line.hear("welcome")
        assert of(values(counted), "rooms") >= 1
    while of(values(counted), "connections"):
        continue
    assert of(values(counted), "rooms") == 0


def test_M2_no_metric_names_anybody_or_anything(counted: Server) -> None:
    facilitator = Person(counted).come(make_study(counted).facilitator_link)
    facilitator.do({"type": "card.create", "card_id": new_id("card"), "text": "Unspeakable"})
    labels = {label for _, labels in values(counted) for label, _ in labels}
    assert labels == {"type", "outcome", "le"}
    text = read(counted).text
    for secret in ("Unspeakable", "Facilitator", facilitator.id, facilitator.board_id, facilitator.study_id, "card-"):
        assert secret not in text


def test_M3_a_public_server_tells_nobody_without_a_token(tmp_path: Path) -> None:
    with running(tmp_path / "data", port=free_port(), THEMEROOM_PUBLIC_URL="https://themes.example.org") as server:
        assert read(server).status_code == 404


def test_M3_with_a_token_only_those_who_have_it_read(tmp_path: Path) -> None:
    with running(tmp_path / "data", THEMEROOM_METRICS_TOKEN=TOKEN) as server:
        assert read(server).status_code == read(server, Authorization="Bearer wrong").status_code == 404
        assert read(server, Authorization=f"Bearer {TOKEN}").status_code == 200


def test_M3_a_visitor_from_elsewhere_is_told_nothing(counted: Server) -> None:
    assert read(counted).status_code == 200
    assert read(counted, **{"X-Forwarded-For": "203.0.113.7"}).status_code == 404
