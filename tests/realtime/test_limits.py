"""The limits of pace and of open pages, on a server as a group runs it (law L12)."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import LimitReached
from app.domain.limits import LIMITS
from tests.realtime.rooms import house
from tests.server import Line, Person, Server, make_study, new_id, running

FAST = LIMITS.commands_burst * 2
Frame = dict[str, Any]


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the limits of ordinary use."""
    with running(tmp_path_factory.mktemp("strict") / "data", THEMEROOM_LIMITS="") as server:
        yield server


@pytest.fixture
def person(strict: Server) -> Person:
    """Somebody who has been quiet so far, on an empty board."""
    return Person(strict).come(make_study(strict).facilitator_link)


def card(number: int) -> Frame:
    """A new card."""
    return {"type": "card.create", "card_id": f"card-{number:05d}", "text": f"Finding {number}"}


def hammer(line: Line) -> dict[str, Frame]:
    """Sends a lot at once; answers what became of each command."""
    sent = [line.submit(card(n)) for n in range(FAST)]
    return {key: frame for frame in iter_until(line, len(sent)) if (key := answered(frame))}


def iter_until(line: Line, answers: int) -> Iterator[Frame]:
    """Frames until so many commands were settled or refused."""
    while answers:
        frame = line.next()
        answers -= answered(frame) is not None
        yield frame


def answered(frame: Frame) -> str | None:
    """The command of this line that a frame answers; what was done over HTTP is told here too, but answers none."""
    found: str | None = frame["command_id"] if frame["type"] == "rejected" else frame.get("settles")
    return found


def test_R20_what_comes_too_fast_is_refused_and_not_recorded(person: Person) -> None:
    with person.live() as line:
        line.hear("welcome")
        answers = hammer(line)
    refused = {key: frame for key, frame in answers.items() if frame["type"] == "rejected"}
    assert len(answers) == FAST
    assert 0 < len(refused) <= FAST - LIMITS.commands_burst
    for frame in refused.values():
        assert frame["code"] == "too_fast"
        assert frame["detail"]["field"] == "commands_per_second"
        assert (frame["detail"]["limit"], frame["detail"]["burst"]) == (10, 50)
        assert 0 < frame["detail"]["retry_after_ms"] <= 100
    recorded = {event["command_id"] for event in person.events()}
    assert recorded >= answers.keys() - refused.keys()
    assert not recorded & refused.keys()


def test_R21_a_command_refused_for_its_pace_can_be_sent_again_under_its_id(person: Person) -> None:
    with person.live() as line:
        line.hear("welcome")
        answers = hammer(line)
        command_id = next(key for key, frame in answers.items() if frame["type"] == "rejected")
        again = card(FAST)
        while line.outcome(line.submit(again, command_id))["type"] == "rejected":
            continue
    assert person.events()[-1]["command_id"] == command_id


def test_R20_over_http_it_is_429_and_says_when_to_come_again(person: Person) -> None:
    """One person has one pace, over all of their connections and HTTP together."""
    with person.live() as line:
        hammer(line)
        refused = person.ask(card(FAST))
        while refused.status_code == 200:
            hammer(line)
            refused = person.ask(card(FAST))
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "too_fast"
    assert refused.headers["Retry-After"] == "1"


def test_R20_wrong_commands_count_as_well(person: Person) -> None:
    with person.live() as line:
        line.hear("welcome")
        for n in range(FAST):
            line.submit({"type": "card.create", "card_id": f"card-{n:05d}"})
        codes = [line.hear("rejected")["code"] for _ in range(FAST)]
    assert codes[: LIMITS.commands_burst] == ["invalid"] * LIMITS.commands_burst
    assert "too_fast" in codes


def test_R20_a_batch_is_one_command_however_much_it_holds(person: Person) -> None:
    many = [card(n) for n in range(LIMITS.batch)]
    assert len(person.do({"type": "batch", "commands": many})[0]["changes"]) == LIMITS.batch
    too_many = {"type": "batch", "commands": [card(n + 1000) for n in range(LIMITS.batch + 1)]}
    refused = person.ask(too_many).json()["error"]
    assert (refused["code"], refused["detail"]["limit"]) == ("limit_reached", LIMITS.batch)


def test_R22_one_page_too_many_is_told_which_limit(person: Person) -> None:
    with contextlib.ExitStack() as pages:
        for _ in range(LIMITS.sockets_per_person):
            assert pages.enter_context(person.live()).next()["type"] == "welcome"
        with person.live() as line:
            refused = line.next()
            assert (refused["type"], refused["command_id"], refused["code"]) == ("rejected", None, "limit_reached")
            assert refused["detail"] == {"field": "sockets_per_person", "limit": LIMITS.sockets_per_person}
            assert line.close_code() == 1008
        pages.pop_all().close()
    with person.live() as line:
        assert line.hear("welcome")["limits"]["sockets_per_person"] == LIMITS.sockets_per_person


def test_R10_of_what_is_said_too_often_the_newest_is_told(person: Person) -> None:
    themes = [new_id("theme") for _ in range(300)]
    with person.live() as line:
        line.hear("welcome")
        for theme in themes:
            line.say(type="presence", looking_at={"kind": "theme", "id": theme})
        told = [line.hear("presence")["people"][0]]
        while (told[-1]["looking_at"] or {}).get("id") != themes[-1]:
            told.append(line.hear("presence")["people"][0])
    assert len(told) < len(themes) / 2


def test_P23_lifted_limits_are_told_in_welcome(server: Server) -> None:
    facilitator = Person(server).come(make_study(server).facilitator_link)
    with facilitator.live() as line:
        assert line.hear("welcome")["limits"]["commands_per_second"] == 1_000_000


async def enter_three(folder: Path) -> None:
    """A third connection comes to a board that has room for two; one goes; another comes."""
    async with house(folder, replace(LIMITS, sockets_per_board=2)) as here:
        room, _ = await here.enter()
        _, second = await here.enter()
        with pytest.raises(LimitReached) as refused:
            await here.enter()
        assert refused.value.detail == {"field": "sockets_per_board", "limit": 2}
        here.hub.leave(room, second)
        await here.enter()


def test_R22_a_board_has_room_for_so_many_connections(tmp_path: Path) -> None:
    asyncio.run(enter_three(tmp_path))
