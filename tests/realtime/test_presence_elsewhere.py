"""People on other processes, without any process (rule R33)."""

from app.protocol import PersonShown, PointerShown
from app.realtime.hints import Here, Said, heard, told
from app.realtime.presence import IDLE, Doing, Presence

CARD = PointerShown(kind="card", id="card-00001")


def presence(*names: str) -> Presence:
    """A study with these people."""
    return Presence(
        PersonShown(id=name, pseudonym=name, role="co_researcher", colour="teal", active=True) for name in names
    )


def here(known: Presence) -> list[str]:
    """Who is here."""
    return [person["id"] for person in known.all() if person["here"]]


def test_R33_a_person_elsewhere_is_here_until_they_go_there() -> None:
    known = presence("ann", "ben")
    known.hear("other", {"ann": Doing(holding=CARD), "ben": IDLE}, whole=False)
    assert [(p["id"], p["holding"]) for p in known.take_changed()] == [("ann", CARD), ("ben", None)]
    known.hear("other", {"ann": None}, whole=False)
    assert here(known) == ["ben"]


def test_R33_a_whole_list_takes_everybody_else_of_that_process_away() -> None:
    known = presence("ann", "ben", "cat")
    known.hear("other", {"ann": IDLE, "ben": IDLE}, whole=True)
    known.hear("third", {"cat": IDLE}, whole=True)
    known.hear("other", {"ben": IDLE}, whole=True)
    assert here(known) == ["ben", "cat"]
    known.hear("other", {}, whole=True)
    assert here(known) == ["cat"]


def test_R33_one_person_on_two_processes_is_here_once_and_until_both_are_gone() -> None:
    known, tab = presence("ann"), object()
    known.say(tab, "ann", Doing(writing=True))
    known.hear("other", {"ann": Doing(holding=CARD)}, whole=True)
    shown = known.all()[0]
    assert (shown["here"], shown["writing"], shown["holding"]) == (True, True, CARD)
    known.leave(tab, "ann")
    assert here(known) == ["ann"]
    known.hear("other", {}, whole=True)
    assert here(known) == []


def test_R37_what_somebody_elsewhere_asks_for_in_a_meeting_is_seen() -> None:
    known = presence("ann")
    asked = Doing(hand=5, ready=True, showing=CARD, calling=True, following="ben")
    back = heard(told(Said("other", Here("board-0001", {"ann": asked}, whole=True))))
    assert back is not None
    assert isinstance(back.hint, Here)
    known.hear(back.process, back.hint.doing, whole=True)
    shown = known.all()[0]
    assert (shown["hand"], shown["ready"], shown["showing"]) == (5, True, CARD)
    assert (shown["calling"], shown["following"]) == (True, "ben")


def test_R33_only_those_who_are_here_are_told_of() -> None:
    known, tab = presence("ann", "ben"), object()
    known.hear("other", {"ben": IDLE}, whole=True)
    known.say(tab, "ann", IDLE)
    assert (known.here(), known.take_changed_here()) == ({"ann": IDLE}, {"ann": IDLE})
    known.leave(tab, "ann")
    assert (known.here(), known.take_changed_here(), known.take_changed_here()) == ({}, {"ann": None}, {})


def test_R33_somebody_elsewhere_who_is_not_known_yet_appears_once_they_are() -> None:
    known = presence("ann")
    known.hear("other", {"newcomer": IDLE}, whole=True)
    assert here(known) == []
    known.know([PersonShown(id="newcomer", pseudonym="N", role="observer", colour="teal", active=True)])
    assert here(known) == ["newcomer"]
