"""People whose network blocks websockets: they are here for as long as their page keeps asking for news."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.realtime.presence import Doing, Presence
from app.realtime.session import Visitor

ASKING_SECONDS = 35.0
"""How long a page counts as here after it said something or began to wait: longer than the longest wait."""
BETWEEN_SECONDS = 10.0
"""The same after its wait was answered: until then it has asked again, or it is gone."""

MOST_PAGES = 50
"""Open pages of one person that count as here; of more, the one that was there first gives way."""


@dataclass(frozen=True, slots=True)
class Page:
    """One open page of a person, by the name it gave itself. Stands for a connection in `Presence`."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Guest:
    """`turn`: how often this page has said something; an older turn is out of date."""

    visitor: Visitor
    turn: int
    leaving: asyncio.TimerHandle


class Guests:
    """The guests of one room. `changed` is called when presence has changed, `left` when a guest has gone."""

    def __init__(self, presence: Presence, changed: Callable[[], None], left: Callable[[], None]) -> None:
        self._presence = presence
        self._changed = changed
        self._left = left
        self._guests: dict[Page, Guest] = {}

    def __len__(self) -> int:
        return len(self._guests)

    def say(self, visitor: Visitor, name: str, turn: int, doing: Doing) -> None:
        """A page says what its person does."""
        page = Page(visitor.person_id, name)
        known = self._guests.get(page)
        if known is not None and known.turn > turn:
            return
        own = [other for other in self._guests if other.person_id == visitor.person_id]
        if known is None and len(own) >= MOST_PAGES:
            self._go(own[0])
        self._hold(page, visitor, turn, ASKING_SECONDS)
        self._presence.say(page, visitor.person_id, doing)
        self._changed()

    def waits(self, person_id: str, name: str, turn: int, *, still: bool) -> bool:
        """A page begins to wait for news, or (not `still`) was answered. False when what it said is not known here."""
        page = Page(person_id, name)
        known = self._guests.get(page)
        if known is None or known.turn < turn:
            self._go(page)
            return False
        self._hold(page, known.visitor, known.turn, ASKING_SECONDS if still else BETWEEN_SECONDS)
        return True

    def show_out(self, whom: Callable[[Visitor], bool]) -> None:
        """Ends the stay of some."""
        for page in [page for page, guest in self._guests.items() if whom(guest.visitor)]:
            self._go(page)

    def _hold(self, page: Page, visitor: Visitor, turn: int, seconds: float) -> None:
        known = self._guests.get(page)
        if known is not None:
            known.leaving.cancel()
        leaving = asyncio.get_running_loop().call_later(seconds, self._go, page)
        self._guests[page] = Guest(visitor, turn, leaving)

    def _go(self, page: Page) -> None:
        guest = self._guests.pop(page, None)
        if guest is None:
            return
        guest.leaving.cancel()
        self._presence.leave(page, page.person_id)
        self._changed()
        self._left()
