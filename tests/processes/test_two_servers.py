"""Two servers on one board: over the bus, and by the log alone (rules R30 to R33)."""

import time
from collections.abc import Collection, Iterator
from statistics import quantiles
from typing import Any

import httpx
import pytest

from tests.line import Line, new_id
from tests.processes.cluster import Cluster, on, two_servers
from tests.processes.pacing import at_a_pace
from tests.server import NO_CERTIFICATES, Person
from tests.servers.valkey import Valkey, own_valkey

CHANGES = 200
RATE = 37.0
"""Changes a second: a lively meeting, out of step with the regular looks that servers take by themselves."""
LATEST = {"bus": 0.15, "no bus": 0.5, "bus lost": 0.5}
"""Seconds in which 99 of 100 changes are seen on the other server."""


@pytest.fixture(scope="module")
def database(postgres: Any) -> Iterator[str]:
    """A database for the tests of this file."""
    yield postgres.new_database("two_servers")
    postgres.drop_database("two_servers")


@pytest.fixture(scope="module", params=["bus", "no bus"])
def cluster(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database: str, valkey: Valkey
) -> Iterator[Cluster]:
    """Two servers with a bus, two without; and two whose bus has gone for good, for a test that asks for them."""
    folder = tmp_path_factory.mktemp("cluster")
    if request.param == "bus lost":
        with own_valkey() as mortal, two_servers(folder, database, mortal.url) as left_alone:
            until_bus(left_alone, "there")
            mortal.kill()
            until_bus(left_alone, "away")
            yield left_alone
    else:
        bus = valkey.url if request.param == "bus" else ""
        with two_servers(folder, database, bus) as running_cluster:
            yield running_cluster


def until_bus(cluster: Cluster, state: str) -> None:
    """Waits until both servers say this of their bus."""
    for server in (cluster.one, cluster.other):
        while httpx.get(f"{server.url}/readyz", verify=NO_CERTIFICATES).json()["bus"] != state:
            pass


@pytest.fixture
def facilitator(cluster: Cluster) -> Person:
    """The facilitator, on the first server."""
    return Person(cluster.one).come(cluster.study.facilitator_link)


@pytest.fixture
def there(cluster: Cluster) -> Person:
    """Somebody on the other server."""
    return cluster.newcomer(cluster.other)


def card() -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": "Finding"}


def has_bus(cluster: Cluster) -> bool:
    """True when these two have a bus."""
    return bool(cluster.one.environment["THEMEROOM_BUS_URL"])


def delays(author: Line, reader: Line) -> list[float]:
    """Seconds from asking on one server to seeing it on the other, each of many changes."""
    asked: dict[str, float] = {}

    def ask() -> None:
        command_id = new_id("command")
        asked[command_id] = time.monotonic()
        author.submit(card(), command_id)

    def arrivals() -> dict[str, float]:
        seen: dict[str, float] = {}
        while len(seen) < CHANGES:
            events = reader.hear("events")["events"]
            seen.update({event["command_id"]: time.monotonic() for event in events})
        return seen

    seen, _ = at_a_pace([ask] * CHANGES, RATE, arrivals)
    return [seen[command_id] - at for command_id, at in asked.items()]


@pytest.mark.parametrize("cluster", LATEST, indirect=True)
def test_R30_R35_what_is_recorded_on_one_server_is_soon_seen_on_the_other(
    request: pytest.FixtureRequest, facilitator: Person, there: Person, record_property: Any
) -> None:
    with facilitator.live() as author, there.live() as reader:
        author.hear("welcome")
        reader.hear("welcome")
        took = quantiles(delays(author, reader), n=100)
    p50, p99 = took[49], took[98]
    case = request.node.callspec.params["cluster"]
    record_property(f"from server to server, {case}", f"p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms")
    assert p99 < LATEST[case]


def test_R31_the_same_command_id_to_both_servers_gives_one_record(facilitator: Person, there: Person) -> None:
    with facilitator.live() as here_line, there.live() as there_line:
        asked = {new_id("command"): card() for _ in range(30)}
        for command_id, command in asked.items():
            here_line.submit(command, command_id)
            there_line.submit(command, command_id)
        answers = [settled(line, asked) for line in (here_line, there_line)]
    recorded = [event for event in facilitator.events() if event["command_id"] in asked]
    assert [event["command_id"] for event in recorded] == list(asked)
    assert answers == [{event["command_id"]: event for event in recorded}] * 2


def settled(line: Line, asked: Collection[str]) -> dict[str, Any]:
    """The event that settles each of these commands, in whatever order they are settled."""
    found: dict[str, Any] = {}
    while len(found) < len(asked):
        frame = line.hear("events")
        if "settles" in frame:
            found[frame["settles"]] = frame["events"][-1]
    return found


def test_R32_who_is_removed_on_one_server_is_out_on_the_other(facilitator: Person, there: Person) -> None:
    with there.live() as line:
        line.hear("welcome")
        path = f"/api/studies/{facilitator.study_id}/people/{there.id}/remove"
        assert facilitator.http.post(path).status_code == 200
        assert line.close_code() == 4403


def test_R32_who_gets_another_role_on_one_server_has_it_on_the_other(facilitator: Person, there: Person) -> None:
    path = f"/api/studies/{facilitator.study_id}/people/{there.id}/role"
    for role in ("facilitator", "co_researcher"):
        with there.live() as line:
            line.hear("welcome")
            facilitator.http.put(path, json={"role": role}).raise_for_status()
            assert line.close_code() == 1001
        with there.live() as line:
            assert line.hear("welcome")["role"] == role


def test_R32_who_leaves_on_one_server_is_out_on_the_other(cluster: Cluster, there: Person) -> None:
    with there.live() as line:
        line.hear("welcome")
        assert on(cluster.one, there).http.post("/api/leave").status_code == 200
        assert line.close_code() == 4401


def test_R32_a_browser_that_becomes_somebody_else_loses_what_it_had_open_elsewhere(
    cluster: Cluster, there: Person
) -> None:
    somebody = cluster.newcomer(cluster.one)
    with there.live() as line:
        line.hear("welcome")
        on(cluster.one, there).come(somebody.return_link)
        assert line.close_code() == 4401


def test_R32_a_newcomer_appears_on_the_other_server(cluster: Cluster, there: Person) -> None:
    with there.live() as line:
        line.hear("welcome")
        newcomer = cluster.newcomer(cluster.one)
        until(line, newcomer, here=False)


@pytest.mark.parametrize("cluster", ["bus"], indirect=True)
def test_R33_people_on_both_servers_see_each_other(facilitator: Person, there: Person) -> None:
    with facilitator.live() as here_line:
        here_line.hear("welcome")
        with there.live() as there_line:
            there_line.say(type="presence", holding={"kind": "card", "id": "card-00001"}, writing=True)
            until(here_line, there, here=True, writing=True, holding={"kind": "card", "id": "card-00001"})
            asked = {"hand": 5, "ready": True, "showing": {"kind": "card", "id": "card-00001"}, "calling": True}
            there_line.say(type="presence", following=facilitator.id, **asked)
            until(here_line, there, following=facilitator.id, **asked)
            until(there_line, facilitator, here=True)
        until(here_line, there, here=False, writing=False, holding=None)


def test_P18_a_server_says_whether_it_has_a_bus(cluster: Cluster, there: Person) -> None:
    ready = there.http.get("/readyz")
    assert (ready.status_code, ready.json()["bus"]) == (200, "there" if has_bus(cluster) else "none")


def until(line: Line, person: Person, **so: Any) -> None:
    """Waits until a presence frame shows somebody like this."""
    while True:
        shown = [entry for entry in line.hear("presence")["people"] if entry["id"] == person.id]
        if any(entry.items() >= so.items() for entry in shown):
            return


def test_W10_words_are_hidden_on_the_other_server_too(facilitator: Person, there: Person) -> None:
    made = {**card(), "text": "the quarry echoes"}
    with facilitator.live() as line:
        line.hear("welcome")
        seq = there.do(made)[0]["seq"]
        assert "the quarry echoes" in str(line.events(upto=seq))
        started = time.monotonic()
        there.http.post(f"/api/studies/{there.study_id}/withdrawal", json={"way": "words"}).raise_for_status()
        [taken] = line.events(upto=seq + 1)[-1:]
        took = time.monotonic() - started

        assert taken["type"] == "withdrawal.asked"
        with facilitator.live(after=seq - 1) as behind:
            behind.hear("welcome")
            assert "the quarry echoes" not in str(behind.events(upto=seq + 1))
        with facilitator.live() as new:
            assert "the quarry echoes" not in str(new.hear("welcome"))
    assert facilitator.state()["card"][made["card_id"]]["text"] is None
    assert took < 2


def test_R39_who_answers_on_the_other_server_is_counted(facilitator: Person, there: Person) -> None:
    round_id = new_id("round")
    with facilitator.live() as watching:
        asked = {"question": "Does it fit?", "method": "sense", "on": "question", "secret": True}
        facilitator.do({"type": "round.open", "round_id": round_id, **asked})
        there.do({"type": "vote.cast", "round_id": round_id, "on": {"kind": "round", "id": round_id}, "value": "agree"})
        while watching.hear("answered")["rounds"] != {round_id: 1}:
            pass
