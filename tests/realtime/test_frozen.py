"""A client that never reads (law L9)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.line import PATIENCE, Line
from tests.realtime.frozen import FLOOD, FrozenPhone, flood, frozen_phone, make_themes, wait_for
from tests.server import Person, Server, Study, make_study


@pytest.fixture
def group(server: Server) -> tuple[Person, Person, Person]:
    """A facilitator and two others on a board of their own."""
    study: Study = make_study(server)
    facilitator = Person(server).come(study.facilitator_link)
    make_themes(facilitator)
    return facilitator, Person(server).come(study.invite_link), Person(server).come(study.invite_link)


def count_large(line: Line) -> int:
    """Reads as many events as the flood has."""
    return len([line.hear("events") for _ in range(FLOOD)])


def test_R7_a_client_that_never_reads_delays_nobody(group: tuple[Person, Person, Person]) -> None:
    facilitator, sleeper, reader = group
    with facilitator.live() as author, reader.live() as other, ThreadPoolExecutor(1) as threads:
        author.hear("welcome")
        other.hear("welcome")
        with frozen_phone(sleeper, author):
            reading = threads.submit(count_large, other)
            assert flood(author) > 6_000_000
            assert reading.result(timeout=PATIENCE) == FLOOD


@pytest.mark.parametrize("speaks", [True, False])
def test_R14_a_removed_person_who_does_not_read_is_out_as_well(
    group: tuple[Person, Person, Person], *, speaks: bool
) -> None:
    facilitator, sleeper, _ = group
    with facilitator.live() as author:
        author.hear("welcome")
        with frozen_phone(sleeper, author) as phone:
            flood(author)
            facilitator.http.post(f"/api/studies/{facilitator.study_id}/people/{sleeper.id}/remove").raise_for_status()
            command = {"type": "card.create", "card_id": "card-too-late", "text": "Still here?"}
            if speaks:
                phone.say({"type": "submit", "command_id": "said-too-late", "command": command})
            wait_for(author, sleeper, here=False)
    assert "said-too-late" not in {event["command_id"] for event in facilitator.events()}


def test_R16_who_asks_on_without_reading_is_cut_off(group: tuple[Person, Person, Person]) -> None:
    facilitator, sleeper, _ = group
    with facilitator.live() as author:
        author.hear("welcome")
        with frozen_phone(sleeper, author) as phone:
            flood(author)
            for n in range(1_100):
                phone.say({"type": "ping", "t": n})
            wait_for(author, sleeper, here=False)


def test_P2_who_hangs_up_before_the_answer_does_no_harm(group: tuple[Person, Person, Person]) -> None:
    """The server's own log is read at its end: nothing may have gone wrong unseen."""
    facilitator, hasty, _ = group
    for n in range(30):
        phone = FrozenPhone(hasty)
        phone.say({"type": "ping", "t": n} if n % 2 else hasty.hello())
        phone.close()
    with facilitator.live() as line:
        line.hear("welcome")
        line.until_pong()
    assert "Traceback" not in facilitator.server.log
