"""A ring encodes each event once, and all who stand at the same place take the very same frame (law L9)."""

import json
from typing import Any

import pytest

from app.domain.events import Event
from app.realtime.ring import LARGEST_FRAME, Ring
from app.realtime.session import Session, Visitor

PEOPLE = 50


def events(*seqs: int) -> list[Event]:
    """Events, as far as a ring looks at them."""
    return [{"seq": seq, "command_id": f"command-{seq}"} for seq in seqs]  # type: ignore[typeddict-item]


def sessions(count: int, cursor: int = 0) -> list[Session]:
    """Connections that have heard everything up to a seq."""
    return [Session(Visitor(f"person-{n}", "observer", "token"), cursor) for n in range(count)]


def told(frame: bytes) -> list[int]:
    """The seqs of the events in a frame."""
    said: dict[str, Any] = json.loads(frame)
    return [event["seq"] for event in said["events"]]


@pytest.fixture
def ring() -> Ring:
    """The ring of a new room."""
    return Ring(0)


def test_R8_an_event_is_encoded_when_it_comes_and_never_again(ring: Ring) -> None:
    fresh = events(*range(1, 11))
    ring.append(fresh)
    for event in fresh:  # what is encoded from here on reads otherwise
        event["seq"] = -1
    listeners = [session for cursor in range(10) for session in sessions(PEOPLE, cursor)]
    author = sessions(1)[0]
    author.expect("command-5")
    author.own(5, "command-5")

    for session in listeners:
        cursor = session.cursor
        [frame] = session.take(ring)
        assert told(frame) == list(range(cursor + 1, 11))
    assert [told(frame) for frame in author.take(ring)] == [[1, 2, 3, 4], [5], [6, 7, 8, 9, 10]]


def test_R8_all_who_stand_at_the_same_place_take_the_same_frame(ring: Ring) -> None:
    listeners, author = sessions(PEOPLE), sessions(1)[0]
    author.expect("command-1")
    author.own(1, "command-1")
    ring.append(events(1))

    [first, *others] = [session.take(ring) for session in listeners]

    assert all(len(frames) == 1 and frames[0] is first[0] for frames in others)
    [own] = author.take(ring)
    assert json.loads(own) == {**json.loads(first[0]), "settles": "command-1"}


def test_L47_who_is_ten_events_behind_takes_them_in_one_frame(ring: Ring) -> None:
    quick, slow = sessions(2)
    heard = []
    for seq in range(1, 11):
        ring.append(events(seq))
        heard += quick.take(ring)

    [frame] = slow.take(ring)

    assert [told(one) for one in heard] == [[seq] for seq in range(1, 11)]
    assert told(frame) == list(range(1, 11))
    assert not slow.is_behind(ring)
    assert slow.take(ring) == []


def test_L47_a_frame_holds_no_more_than_may_be_in_one(ring: Ring) -> None:
    (slow,) = sessions(1)
    ring.append(events(*range(1, LARGEST_FRAME + 2)))

    assert [len(told(frame)) for frame in slow.take(ring)] == [LARGEST_FRAME, 1]
