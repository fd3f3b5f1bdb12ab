"""People whose network blocks websockets, in a time that only waiting moves on (rule R38)."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from app.protocol import PersonShown
from app.realtime.guests import ASKING_SECONDS, BETWEEN_SECONDS, MOST_PAGES, Guests
from app.realtime.presence import Doing, Presence
from app.realtime.session import Visitor
from tests.simulation.loop import SimulatedLoop

ANN = Visitor("ann", "co_researcher", "token")


class Place:
    """A room without anything but presence. `left` counts guests who have gone."""

    def __init__(self) -> None:
        person = PersonShown(id="ann", pseudonym="Ann", role="co_researcher", colour="teal", active=True)
        self.presence = Presence([person])
        self.left = 0
        self.guests = Guests(self.presence, lambda: None, self._leaves)

    def _leaves(self) -> None:
        self.left += 1

    @property
    def here(self) -> bool:
        """Whether Ann is shown as here."""
        return self.presence.all()[0]["here"]


def in_time(test: Callable[[Place], Coroutine[Any, Any, None]]) -> None:
    """Runs a test where waiting takes no time."""
    loop = SimulatedLoop()
    try:
        loop.run_until_complete(test(Place()))
    finally:
        loop.close()


def test_R38_a_page_that_asks_no_more_is_gone() -> None:
    async def test(place: Place) -> None:
        place.guests.say(ANN, "page-0001", 1, Doing(hand=5))
        await asyncio.sleep(ASKING_SECONDS - 1)
        assert place.here
        assert place.guests.waits("ann", "page-0001", 1, still=True)
        await asyncio.sleep(ASKING_SECONDS - 1)
        assert place.guests.waits("ann", "page-0001", 1, still=False)
        await asyncio.sleep(BETWEEN_SECONDS - 1)
        assert (place.here, place.left) == (True, 0)
        await asyncio.sleep(2)
        assert (place.here, place.left, len(place.guests)) == (False, 1, 0)

    in_time(test)


def test_R38_what_is_out_of_date_here_is_said_again() -> None:
    async def test(place: Place) -> None:
        place.guests.say(ANN, "page-0001", 1, Doing(hand=5))
        assert not place.guests.waits("ann", "page-0001", 2, still=True)
        assert not place.here

    in_time(test)


def test_R38_nobody_is_here_with_more_pages_than_that() -> None:
    async def test(place: Place) -> None:
        for number in range(MOST_PAGES + 3):
            place.guests.say(ANN, f"page-{number:04}", 1, Doing())
        assert len(place.guests) == MOST_PAGES
        place.guests.show_out(lambda visitor: visitor.token_hash == "token")
        assert (place.here, len(place.guests)) == (False, 0)

    in_time(test)
