"""One meeting as a stretch of the log: the board before it, after it and now, and what happened in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.events import Event
from app.domain.evolve import evolve
from app.domain.model import State, empty_state
from app.export.describe import describe


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with the event that started it first and, when it is over, the one that ended it last.

    `home` is what happened between the meeting before and this one. `reasons` are the events that somebody gave a
    reason for and that were not undone, each with its sentence. `names` gives the pseudonym of each person id.
    """

    meeting_id: str
    home: Sequence[Event]
    events: Sequence[Event]
    reasons: Sequence[tuple[Event, str]]
    before: State
    after: State
    now: State
    names: Mapping[str, str]


def sitting_of(log: Sequence[Event], meeting_id: str, names: Mapping[str, str]) -> Sitting:
    """The meeting in a whole log. Raises NotFound when it never began."""
    first = next((at for at, event in enumerate(log) if _tells(event, meeting_id, is_open=True)), None)
    if first is None:
        raise NotFound("This meeting is not there.", kind="meeting", id=meeting_id)
    last = next((at for at in range(first, len(log)) if _tells(log[at], meeting_id, is_open=False)), len(log) - 1)
    home = max((at + 1 for at in range(first) if _tells(log[at], None, is_open=False)), default=1)
    events = log[first : last + 1]
    before = _folded(empty_state(), log[:first])
    after, reasons = _told(before, events, names)
    now = _folded(after, log[last + 1 :])
    return Sitting(meeting_id, log[home:first], events, reasons, before, after, now, names)


def ended_at(log: Sequence[Event], meeting_id: str) -> int | None:
    """The seq of the event that ended a meeting; None when it goes on, or never was."""
    return next((event["seq"] for event in log if _tells(event, meeting_id, is_open=False)), None)


def _told(state: State, events: Iterable[Event], names: Mapping[str, str]) -> tuple[State, list[tuple[Event, str]]]:
    """The board after the events, and those with a reason that were not undone by then."""
    told: list[tuple[Event, str]] = []
    for event in events:
        following = evolve(state, event["changes"])
        if event.get("why"):
            told.append((event, describe(event, state, following, names)))
        state = following
    return state, [(event, sentence) for event, sentence in told if str(event["seq"]) not in state["undo"]]


def _folded(state: State, events: Iterable[Event]) -> State:
    for event in events:
        state = evolve(state, event["changes"])
    return state


def _tells(event: Event, meeting_id: str | None, *, is_open: bool) -> bool:
    """Whether an event opens or ends the meeting; any meeting when none is named."""
    own = (change for change in event["changes"] if change["kind"] == "meeting")
    return any((change["after"] or {}).get("open") is is_open for change in own if meeting_id in (None, change["id"]))
