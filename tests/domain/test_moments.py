"""Moments with a name (rule P41)."""

from tests.domain.desk import Desk


def test_P41_a_moment_gets_a_name_and_loses_it(sorted_desk: Desk) -> None:
    by = {"role": "co_researcher", "who": "person-one"}
    event = sorted_desk.happens("moment.name", moment_id="moment-1", seq=2, name="  The first card ", **by)
    assert event["type"] == "moment.named"
    record = {"seq": 2, "name": "The first card", "named_by": "person-one"}
    assert sorted_desk.records("moment") == {"moment-1": record}
    other = {"role": "co_researcher", "who": "person-two"}
    sorted_desk.refused("moment.remove", "not_allowed", moment_id="moment-1", **other)
    sorted_desk.happens("moment.remove", moment_id="moment-1", **by)
    sorted_desk.refused("moment.remove", "not_found", moment_id="moment-1", **by)
    sorted_desk.refused("moment.name", "id_taken", moment_id="moment-1", seq=2, name="Again")
    sorted_desk.happens("moment.name", moment_id="moment-2", seq=1, name="The start", **by)
    sorted_desk.happens("moment.remove", moment_id="moment-2")


def test_P41_only_what_has_happened_can_be_named(sorted_desk: Desk) -> None:
    for seq in (10**6, 2**53 - 1):
        sorted_desk.refused("moment.name", "not_found", moment_id="moment-1", seq=seq, name="Later")
    sorted_desk.refused("moment.name", "invalid", moment_id="moment-1", seq=1, name="  ")
    sorted_desk.refused("moment.name", "not_allowed", moment_id="moment-1", seq=1, name="Mine", role="observer")
