"""Pace counts for all processes together (rule R36)."""

from pathlib import Path
from typing import Any

from tests.line import Line, new_id
from tests.processes.cluster import on, two_servers
from tests.server import Person
from tests.servers.valkey import Valkey

BURST = 50


def accepted(line: Line, count: int) -> int:
    """How many of so many new cards are taken."""
    card: dict[str, Any] = {"type": "card.create", "text": "Finding"}
    said = [line.submit({**card, "card_id": new_id("card")}) for _ in range(count)]
    answers: dict[str, bool] = {}
    while len(answers) < len(said):
        frame = line.next()
        if frame.get("settles") or frame["type"] == "rejected":
            answers[frame.get("settles") or frame["command_id"]] = "settles" in frame
    return sum(answers.values())


def test_R36_who_has_spent_all_on_one_server_has_nothing_left_on_the_other(
    tmp_path: Path, postgres_url: str, valkey: Valkey
) -> None:
    with two_servers(tmp_path, postgres_url, valkey.url, THEMEROOM_LIMITS="") as cluster:
        person = cluster.newcomer(cluster.one)
        with on(cluster.other, person).live() as there, person.live() as here:
            there.hear("welcome")
            here.hear("welcome")
            assert accepted(here, BURST) == BURST
            here.say(type="presence", writing=True)
            until_seen(there, person)
            assert accepted(there, BURST) < BURST / 2


def until_seen(line: Line, person: Person) -> None:
    """Waits for news from the other server that were sent after those of the pace."""
    while not any(shown["id"] == person.id and shown["writing"] for shown in line.hear("presence")["people"]):
        pass
