"""Many at once: everybody hears everything, in order, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.line import Line, new_id
from tests.server import Person, Server, Study, make_study

WRITERS = 10
EACH = 30


def create(text: str = "Finding") -> dict[str, Any]:
    """A new card."""
    return {"type": "card.create", "card_id": new_id("card"), "text": text}


def write_and_listen(person: Person, together: threading.Barrier) -> tuple[list[str], list[dict[str, Any]]]:
    """Sends commands while the others do; answers what was settled and all events that came."""
    with person.live() as line:
        head = line.hear("welcome")["seq"]
        together.wait(timeout=30)
        mine = [line.submit(create()) for _ in range(EACH)]
        events: list[dict[str, Any]] = []
        settled: list[str] = []
        while len(events) < WRITERS * EACH:
            frame = line.hear("events")
            events += frame["events"]
            settled += [frame["settles"]] if "settles" in frame else []
    assert settled == mine
    assert [event["seq"] for event in events] == list(range(head + 1, head + 1 + WRITERS * EACH))
    return mine, events


def test_R1_ten_writers_everybody_hears_all_in_order_without_gaps(server: Server, study: Study) -> None:
    people = [Person(server).come(study.invite_link) for _ in range(WRITERS)]
    together = threading.Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as threads:
        heard = list(threads.map(lambda person: write_and_listen(person, together), people))
    events = people[0].events()[1:]
    assert all(one == events for _, one in heard)
    assert sorted(event["command_id"] for event in events) == sorted(mine for ids, _ in heard for mine in ids)


def test_R1_who_comes_in_the_middle_misses_nothing(server: Server) -> None:
    """Newcomers with the state or after some seq, while events keep coming."""
    person = Person(server).come(make_study(server).facilitator_link)
    with ThreadPoolExecutor(1) as threads, person.live() as author:
        author.hear("welcome")
        writing = threads.submit(lambda: [author.submit(create()) for _ in range(200)])
        for after in [None, 0, 1] * 5:
            with person.live(after=after) as line:
                start = line.hear("welcome").get("seq", after) or 0
                mine = line.submit(create())
                seqs = [event["seq"] for event in until(line, mine)]
            assert seqs == list(range(start + 1, start + 1 + len(seqs)))
        writing.result(timeout=30)


def until(line: Line, command_id: str) -> list[dict[str, Any]]:
    """All events until the one that a command left."""
    events: list[dict[str, Any]] = []
    while not events or events[-1]["command_id"] != command_id:
        events += line.hear("events")["events"]
    return events
