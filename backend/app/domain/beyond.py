"""What a decision may ask for that is not on the board. Handed in: the core has no clock and no store (law L2)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.domain.events import Event
from app.domain.gathering import Gathering
from app.domain.model_rounds import Ballot


class Beyond(NamedTuple):
    """`at` is now, ISO 8601, UTC. `since` reads the log from a seq to its head. `ballots` reads what was
    answered so far in a round that shows nothing before it is closed, by one person or (None) by all, in the order of
    coming. `ahead` is what was gathered beforehand for what is asked.
    """

    at: str
    since: Callable[[int], Sequence[Event]]
    ballots: Callable[[str, str | None], Sequence[Ballot]]
    ahead: Gathering | None = None
