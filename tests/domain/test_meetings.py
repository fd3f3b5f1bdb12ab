"""Meetings: who was there, stages, what is closed for now, the clock, minutes (rules D120 to D128)."""

from typing import Any

import pytest

from tests.domain.desk import BOARD_ID, Desk


@pytest.fixture
def met(sorted_desk: Desk) -> Desk:
    """A desk at which people meet."""
    sorted_desk.happens("meeting.start", meeting_id="meeting-1", title="First")
    return sorted_desk


def attend(desk: Desk, number: int, **fields: Any) -> Any:
    """Somebody is there."""
    return desk.do("meeting.attend", attendance_id=f"attendance-{number}", meeting_id="meeting-1", **fields)


def test_D120_who_was_there(met: Desk) -> None:
    assert attend(met, 1, role="co_researcher", who="person-one")
    assert attend(met, 2, person_id="person-two")
    assert attend(met, 3, name=" Ann ")
    assert attend(met, 4, name="Ann") is attend(met, 5, person_id="person-one") is None

    found = [(one["person"], one["name"]) for one in met.records("attendance").values()]
    assert found == [("person-one", None), ("person-two", None), (None, "Ann")]


def test_D120_only_a_facilitator_says_it_of_others(met: Desk) -> None:
    for more in ({"person_id": "person-two"}, {"name": "Ann"}):
        asked = {"attendance_id": "attendance-1", "meeting_id": "meeting-1", "role": "co_researcher", **more}
        met.refused("meeting.attend", "not_allowed", **asked)
    attend(met, 1, name="Ann")
    met.refused("meeting.unattend", "not_allowed", attendance_id="attendance-1", role="co_researcher")
    met.happens("meeting.unattend", attendance_id="attendance-1")
    met.refused("meeting.unattend", "not_found", attendance_id="attendance-1")


def test_D120_a_meeting_that_is_over_can_still_be_corrected(met: Desk) -> None:
    met.happens("meeting.end", meeting_id="meeting-1")
    assert attend(met, 1, name="Ann")
    met.refused("meeting.attend", "not_found", attendance_id="attendance-2", meeting_id="meeting-9")


def test_D120_when_it_is_over_only_a_facilitator_adds_somebody(met: Desk) -> None:
    met.happens("meeting.end", meeting_id="meeting-1")
    asked = {"attendance_id": "attendance-1", "meeting_id": "meeting-1", "role": "co_researcher"}
    assert met.refused("meeting.attend", "stale", **asked) == {"kind": "meeting", "id": "meeting-1"}


def test_D120_a_name_of_nothing_is_no_name(met: Desk) -> None:
    asked = {"attendance_id": "attendance-1", "meeting_id": "meeting-1", "name": "  "}
    assert met.refused("meeting.attend", "invalid", **asked) == {"field": "name"}


def test_D120_who_was_taken_off_is_not_put_back_under_the_same_id(met: Desk) -> None:
    attend(met, 1, role="co_researcher")
    met.happens("meeting.unattend", attendance_id="attendance-1")
    again = {"attendance_id": "attendance-1", "meeting_id": "meeting-1"}
    met.refused("meeting.attend", "id_taken", role="co_researcher", **again)


def test_D121_a_stage_is_advice(met: Desk) -> None:
    met.happens("stage.set", stage="name")
    assert met.do("stage.set", stage="name") is None
    met.happens("stage.set", stage="collect", who="person-other")

    assert met.records("stage") == {BOARD_ID: {"stage": "collect", "set_by": "person-other"}}


@pytest.mark.parametrize(
    ("lock", "command"),
    [
        ("writing", {"kind": "card.create", "card_id": "card-new", "text": "New"}),
        ("sorting", {"kind": "placement.remove", "placement_id": "p-two-in-1"}),
        ("naming", {"kind": "theme.edit", "theme_id": "sheet-one", "title": "Other"}),
    ],
)
def test_D122_what_is_closed_is_closed_to_all_but_facilitators(met: Desk, lock: str, command: dict[str, Any]) -> None:
    met.happens("lock.set", lock=lock)
    assert met.do("lock.set", lock=lock, who="person-other") is None
    assert met.records("lock") == {lock: {"set_by": "person-facilitator"}}

    kind = command.pop("kind")
    assert met.refused(kind, "closed", role="co_researcher", **command) == {"lock": lock}
    batch = [{"type": kind, **command}]
    assert met.refused("batch", "closed", role="co_researcher", commands=batch) == {"lock": lock}
    done = met.happens(kind, **command)
    assert met.refused("undo", "closed", role="co_researcher", seq=done["seq"]) == {"lock": lock}

    met.happens("lock.lift", lock=lock)
    assert met.do("lock.lift", lock=lock) is None
    met.undo(done, role="co_researcher")


def test_D122_what_is_not_closed_goes_on(met: Desk) -> None:
    met.happens("lock.set", lock="writing")
    met.happens("lock.set", lock="naming")
    hand: dict[str, Any] = {"role": "co_researcher"}
    met.happens("placement.remove", placement_id="p-two-in-1", **hand)
    met.happens(
        "placement.add", placement_id="place-back", card_id="card-two", theme_id="sheet-one", after=None, **hand
    )
    detail = met.refused("card.create", "closed", card_id="card-new", text="New", **hand)
    assert detail == {"lock": "writing"}


def test_D122_talk_is_never_closed(met: Desk) -> None:
    for lock in ("writing", "sorting", "naming"):
        met.happens("lock.set", lock=lock)
    on = {"kind": "card", "id": "card-one"}
    met.happens("comment.add", comment_id="comment-1", on=on, text="Yes", role="co_researcher")


def test_D123_the_clock_has_an_end(met: Desk) -> None:
    event = met.happens("timer.start", seconds=600, title="Sorting")

    minute = f"{event['at'][:14]}10{event['at'][16:]}"
    assert met.records("timer") == {BOARD_ID: {"title": "Sorting", "ends_at": minute, "set_by": "person-facilitator"}}
    met.happens("timer.start", seconds=60)
    met.happens("timer.stop")
    assert met.do("timer.stop") is None


def write(desk: Desk, **fields: Any) -> None:
    """Minutes are written."""
    desk.happens("minutes.write", **{"minutes_id": "minutes-1", "title": "First", "text": "We met.", **fields})


def test_D125_minutes_have_versions(met: Desk) -> None:
    write(met, meeting_id="meeting-1")
    met.happens("minutes.edit", minutes_id="minutes-1", text="We met, and sorted.")
    assert met.do("minutes.edit", minutes_id="minutes-1", title="First") is None

    record = met.records("minutes")["minutes-1"]
    assert (record["version"], record["held_on"], record["meeting_id"]) == (2, None, "meeting-1")
    met.refused("minutes.edit", "stale", minutes_id="minutes-1", text="No", version=1)
    met.happens("minutes.edit", minutes_id="minutes-1", text="We met.", version=2)
    met.refused("minutes.edit", "not_found", minutes_id="minutes-9", text="No")
    met.refused("minutes.edit", "not_allowed", minutes_id="minutes-1", text="No", role="co_researcher")


def test_D126_older_minutes_are_put_in_with_their_day(met: Desk) -> None:
    write(met, held_on="2021-03-04")
    met.happens("minutes.edit", minutes_id="minutes-1", held_on=None)

    detail = met.refused("minutes.write", "invalid", minutes_id="minutes-2", title="T", text="T", held_on="2021-02-30")
    assert detail == {"field": "held_on"}


def test_D127_one_signs_the_version_one_has_read(met: Desk) -> None:
    write(met)
    met.happens("minutes.edit", minutes_id="minutes-1", text="Else")
    asked: dict[str, Any] = {"signature_id": "signature-1", "minutes_id": "minutes-1", "role": "co_researcher"}

    met.refused("minutes.sign", "stale", **asked, version=1)
    event = met.happens("minutes.sign", **asked, version=2)
    assert met.do("minutes.sign", **{**asked, "signature_id": "signature-2"}, version=2) is None
    assert met.records("signature") == {
        "signature-1": {"minutes_id": "minutes-1", "version": 2, "person": "person-co_researcher", "at": event["at"]}
    }


def test_D128_nothing_of_this_is_undone(met: Desk) -> None:
    write(met)
    met.happens("stage.set", stage="name")
    met.happens("timer.start", seconds=60)
    attend(met, 1)
    for event in met.events[-5:]:
        met.not_undone(event, "invalid")
