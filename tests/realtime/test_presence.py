"""Who is here and what they hold."""

import time
from typing import Any

from tests.line import Line
from tests.server import Person, Server, Study, make_study

CARD = {"kind": "card", "id": "card-held"}
THEME = {"kind": "theme", "id": "theme-seen"}


def seen(line: Line, person: Person, **expected: Any) -> dict[str, Any]:
    """Waits until a presence frame shows a person like that."""
    while True:
        for entry in line.hear("presence")["people"]:
            if entry["id"] == person.id and expected.items() <= entry.items():
                return dict(entry)


def test_R11_others_see_who_comes_holds_looks_writes_and_goes(facilitator: Person, co_researcher: Person) -> None:
    with facilitator.live() as watching:
        watching.hear("welcome")
        with co_researcher.live() as line:
            line.hear("welcome")
            entry = seen(watching, co_researcher, here=True)
            assert (entry["holding"], entry["looking_at"], entry["writing"]) == (None, None, False)
            line.say(type="presence", holding=CARD, looking_at=THEME, writing=True)
            entry = seen(watching, co_researcher, holding=CARD)
            assert (entry["looking_at"], entry["writing"], entry["role"]) == (THEME, True, "co_researcher")
            with facilitator.live() as late:
                people = late.hear("welcome")["people"]
                assert entry in people
            line.say(type="presence", looking_at=THEME)
            entry = seen(watching, co_researcher, holding=None)
            assert (entry["looking_at"], entry["writing"]) == (THEME, False)
        seen(watching, co_researcher, here=False, looking_at=None)


def test_R37_hand_ready_showing_calling_and_following_are_seen(facilitator: Person, co_researcher: Person) -> None:
    said = {"hand": 1_700_000_000_000, "ready": True, "showing": CARD, "calling": True, "following": facilitator.id}
    nothing = {"hand": None, "ready": False, "showing": None, "calling": False, "following": None}
    with facilitator.live() as watching, co_researcher.live() as line:
        watching.hear("welcome")
        line.say(type="presence", **said)
        seen(watching, co_researcher, **said)
        line.say(type="presence")
        seen(watching, co_researcher, **nothing)


def test_R37_who_looks_on_only_asks_nobody_for_anything(facilitator: Person, observer: Person) -> None:
    with facilitator.live() as watching, observer.live() as line:
        watching.hear("welcome")
        line.say(type="presence", hand=1, ready=True, showing=CARD, calling=True, looking_at=THEME)
        entry = seen(watching, observer, looking_at=THEME)
        assert (entry["hand"], entry["ready"], entry["showing"], entry["calling"]) == (None, False, None, False)


def test_R37_the_hand_that_went_up_first_counts(facilitator: Person, co_researcher: Person) -> None:
    with facilitator.live() as watching, co_researcher.live() as first, co_researcher.live() as second:
        watching.hear("welcome")
        first.say(type="presence", hand=2_000)
        second.say(type="presence", hand=1_000)
        seen(watching, co_researcher, hand=1_000)
        second.say(type="presence")
        seen(watching, co_researcher, hand=2_000)


def test_R11_presence_is_never_in_the_log(co_researcher: Person) -> None:
    head = co_researcher.events()[-1]["seq"]
    with co_researcher.live() as line:
        line.say(type="presence", holding=CARD)
        seen(line, co_researcher, holding=CARD)
    assert co_researcher.events()[-1]["seq"] == head


def test_R12_a_person_with_two_tabs_is_here_once_until_both_are_gone(
    facilitator: Person, co_researcher: Person
) -> None:
    with facilitator.live() as watching:
        watching.hear("welcome")
        with co_researcher.live() as first:
            first.hear("welcome")
            with co_researcher.live() as second:
                second.hear("welcome")
                second.say(type="presence", holding=CARD)
                seen(watching, co_researcher, here=True, holding=CARD)
                first.say(type="presence", writing=True)
                seen(watching, co_researcher, holding=CARD, writing=True)
            seen(watching, co_researcher, here=True, holding=None, writing=True)
        seen(watching, co_researcher, here=False, writing=False)


def test_R11_a_newcomer_to_the_study_appears(server: Server, facilitator: Person, study: Study) -> None:
    with facilitator.live() as watching:
        watching.hear("welcome")
        newcomer = Person(server).come(study.invite_link, "Golden Plover")
        assert seen(watching, newcomer, here=False)["pseudonym"] == "Golden Plover"


def test_R11_an_observer_is_seen_too(facilitator: Person, observer: Person) -> None:
    with facilitator.live() as watching:
        watching.hear("welcome")
        with observer.live() as line:
            line.say(type="presence", looking_at=CARD)
            assert seen(watching, observer, looking_at=CARD)["role"] == "observer"


def test_R10_at_most_ten_presence_frames_a_second_for_the_room_together(server: Server) -> None:
    """Six people wave as fast as they can; a watcher counts."""
    study = make_study(server)
    facilitator = Person(server).come(study.facilitator_link)
    people = [Person(server).come(study.invite_link) for _ in range(3)]
    with facilitator.live() as watching, people[0].live() as one, people[1].live() as two, people[2].live() as three:
        for line in (watching, one, two, three):
            line.hear("welcome")
        started = time.monotonic()
        for n in range(400):
            for line in (one, two, three):
                line.say(type="presence", writing=n % 2 == 0)
        for line in (one, two, three):
            line.say(type="presence", holding=CARD)
            line.until_pong()
        frames = until_all_hold(watching, people)
        seconds = time.monotonic() - started
    assert len(frames) <= 10 * seconds + 1


def until_all_hold(watching: Line, people: list[Person]) -> list[dict[str, Any]]:
    """The presence frames until everybody is seen with a card."""
    frames: list[dict[str, Any]] = []
    holding: set[str] = set()
    while not {person.id for person in people} <= holding:
        frames.append(watching.hear("presence"))
        holding |= {entry["id"] for entry in frames[-1]["people"] if entry["holding"]}
    return frames
