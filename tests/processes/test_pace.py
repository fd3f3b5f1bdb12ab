"""Pace counts for all processes together (rule R36)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.line import Line, new_id
from tests.processes.cluster import Cluster, on, two_servers
from tests.processes.pacing import at_a_pace
from tests.servers.valkey import Valkey

BURST = 50
RATE = 10
"""Commands a second that are taken from one person in the long run."""
ASKED = 120
"""Commands to each server, where somebody spends on both."""
ASKED_RATE = 40.0
"""How many a second of them, on each."""
LAG = 0.1
"""Seconds in which what one server lets through is charged at the other."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, postgres: Any, valkey: Valkey) -> Iterator[Cluster]:
    """Two servers with a bus and with the limits of every day."""
    database = postgres.new_database("pace")
    with two_servers(tmp_path_factory.mktemp("pace"), database, valkey.url, THEMEROOM_LIMITS="") as running_cluster:
        yield running_cluster
    postgres.drop_database("pace")


@pytest.fixture
def lines(cluster: Cluster) -> Iterator[tuple[Line, Line]]:
    """One person's connections to both servers, who see each other."""
    person = cluster.newcomer(cluster.one)
    with on(cluster.other, person).live() as there, person.live() as here:
        there.hear("welcome")
        here.hear("welcome")
        yield here, there


def ask(line: Line) -> str:
    """A new card; answers the command's id."""
    return line.submit({"type": "card.create", "card_id": new_id("card"), "text": "Finding"})


def accepted(line: Line, count: int) -> int:
    """How many of so many commands are taken, once all of them have their answers."""
    answers: dict[str, bool] = {}
    while len(answers) < count:
        frame = line.next()
        if frame.get("settles") or frame["type"] == "rejected":
            answers[frame.get("settles") or frame["command_id"]] = "settles" in frame
    return sum(answers.values())


def accepted_at_once(line: Line, count: int) -> int:
    """How many of so many new cards are taken."""
    for _ in range(count):
        ask(line)
    return accepted(line, count)


def test_R36_who_has_spent_all_on_one_server_has_nothing_left_on_the_other(lines: tuple[Line, Line]) -> None:
    here, there = lines
    assert accepted_at_once(here, BURST) == BURST
    here.say(type="presence", writing=True)
    until_seen_writing(there)
    assert accepted_at_once(there, BURST) < BURST / 2


def test_R36_who_spends_on_both_servers_has_no_more_than_on_one(
    lines: tuple[Line, Line], record_property: Callable[[str, object], None]
) -> None:
    asks = [lambda line=line: ask(line) for _ in range(ASKED) for line in lines]
    taken, seconds = at_a_pace(asks, 2 * ASKED_RATE, lambda: sum(accepted(line, ASKED) for line in lines))
    fair = BURST + RATE * seconds
    unheard = LAG * ASKED_RATE  # whoever judged the last one may not know of what the other took just before
    record_property("taken from one person by two servers", f"{taken} in {seconds:.1f} s, {fair:.0f} by one alone")
    assert BURST <= taken <= fair + unheard


def until_seen_writing(line: Line) -> None:
    """Waits for news from the other server that were sent after those of the pace."""
    while not any(shown["writing"] for shown in line.hear("presence")["people"]):
        pass
