"""An event as a plain sentence, with the names of its time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from app.domain.events import Event
from app.domain.evolve import evolve
from app.domain.model import State, empty_state
from app.export import (
    describe_cards,
    describe_meetings,
    describe_moments,
    describe_rest,
    describe_rounds,
    describe_talk,
    describe_themes,
    describe_withdrawal,
)
from app.export.describe_meetings import AttendanceEvent, GuideEvent, MinutesEvent
from app.export.describe_moments import MomentEvent
from app.export.describe_rounds import RoundEvent
from app.export.describe_talk import CommentEvent
from app.export.scene import Scene

NOBODY = "Somebody"
GatheringEvent = CommentEvent | RoundEvent | AttendanceEvent | GuideEvent | MinutesEvent | MomentEvent


def described(events: Iterable[Event], names: Mapping[str, str]) -> Iterator[tuple[Event, str]]:
    """Each event of a whole log with its sentence. `names` gives the pseudonym of each person id."""
    state = empty_state()
    for event in events:
        after = evolve(state, event["changes"])
        yield event, describe(event, state, after, names)
        state = after


def describe(event: Event, before: State, after: State, names: Mapping[str, str]) -> str:
    """The sentence for one event; it begins with who did it and ends with a full stop."""
    return f"{_author(event, names)} {_deed(event, Scene(before, after, event['changes']), names)}."


def name_of(person_id: str | None, names: Mapping[str, str]) -> str:
    """The pseudonym, or `Somebody` for a person who has been withdrawn."""
    return NOBODY if person_id is None else names.get(person_id, NOBODY)


def _author(event: Event, names: Mapping[str, str]) -> str:
    actor = name_of(event["actor"], names)
    if "on_behalf_of" not in event:
        return actor
    return f"{name_of(event['on_behalf_of'], names)} (written by {actor})"


def _deed(event: Event, scene: Scene, names: Mapping[str, str]) -> str:
    match event["type"]:
        case "card.created" | "card.edited" | "card.split" | "card.merged" | "card.retired" | "card.restored":
            return describe_cards.card(event["type"], scene)
        case "placement.added" | "placement.moved" | "placement.removed" | "placement.marked":
            return describe_cards.placement(event["type"], scene)
        case "theme.created" | "theme.edited" | "theme.moved" | "theme.merged" | "theme.retired" | "theme.restored":
            return describe_themes.theme(event["type"], scene)
        case "board.created" | "board.edited" | "meeting.started" | "meeting.ended":
            return describe_rest.board(event["type"], scene)
        case "change.undone":
            return describe_rest.undone(scene)
        case "batch.applied":
            return describe_rest.batch(scene)
        case "withdrawal.asked" | "withdrawal.cancelled" | "words.removed":
            return describe_withdrawal.withdrawal(event["type"], scene)
        case other:
            return _gathering(other, event, scene, names)


def _gathering(event_type: GatheringEvent, event: Event, scene: Scene, names: Mapping[str, str]) -> str:
    """What people say, answer and do around the sorting."""
    match event_type:
        case "comment.added" | "comment.edited" | "comment.withdrawn" | "comment.hidden" | "comment.shown":
            return describe_talk.comment(event_type, scene)
        case "round.opened" | "round.closed" | "vote.cast":
            return describe_rounds.round_(event_type, scene)
        case "meeting.attended" | "meeting.unattended":
            speaker = event.get("on_behalf_of", event["actor"])
            return describe_meetings.attendance(event_type, scene, names, speaker)
        case "stage.set" | "lock.set" | "lock.lifted" | "timer.started" | "timer.stopped":
            return describe_meetings.guide(event_type, scene)
        case "minutes.written" | "minutes.edited" | "minutes.signed":
            return describe_meetings.minutes(event_type, scene)
        case "moment.named" | "moment.removed":
            return describe_moments.moment(event_type, scene)
        case _:
            assert_never(event_type)
