"""One meeting from its start to the names under its minutes (SPEC S): eight people, three kinds of devices."""

from tests.browser.conftest import Come
from tests.browser.gathering import begin, finish, gather, sign, sort, talk
from tests.browser.gathering_rounds import in_secret, in_the_open
from tests.browser.house import Table

DRAFTED = (
    "CR8",
    "“Company” got “Tea” and “Walks”.",
    "CR8 (written by Facilitator) placed “Walks” in “Company”. Because: “Walks are with friends”",
    "“Growing stays one theme.” (Facilitator, about the theme “Growing”)",
    "A sense-check, with names. 7 answers came in. Facilitator stood aside.",
    "“Growing”: 1 differ, 6 agree (given when it held 3 cards).",
    "Dots, secret. 6 answers came in.",
    "“Tea”: 6 dots from 6 people.",
    "A question: “Is tea growing?” (CR4, about the theme “Growing”)",
)


def test_S150_a_whole_meeting(table: Table, come: Come) -> None:
    group = gather(table, come)
    begin(group)
    sort(group)
    talk(group)
    group.desk.look(group.lead.page, "gathering-board")
    group.phone.look(group.screens["CR2"].page, "gathering-board")
    in_the_open(group)
    in_secret(group)
    drafted = finish(group)
    sign(group)
    for told in DRAFTED:
        assert told in drafted, drafted
    assert group.found == [], "\n".join(group.found)
