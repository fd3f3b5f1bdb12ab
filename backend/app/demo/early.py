"""Weeks one and two: the first sheets, and what the place is like."""

from collections.abc import Iterable

from app.demo.hands import Hands
from app.demo.ids import card_id, theme_id
from app.demo.meetings import BY_PHONE, end_meeting, start_meeting
from app.demo.script import FACILITATOR, shuffled
from app.demo.titles import (
    CULTURE,
    DEVELOPMENT,
    EMOTIONAL,
    ENVIRONMENT,
    FACILITIES,
    LEARNING,
    RESPITE,
    SERVICES,
    SOCIAL,
    SUPPORT,
)
from app.domain.commands import BoardEdit, CardEdit, CardSplit, Part, ThemeMove

SLIPS = {
    "Surpassing expectations of yourself": "Surpasing expectations of yourself",
    "IT/printer access": "IT/printer acess",
}
IN_ONE = "Calm, homely"
HALVES = ("Calm", "Homely")
STRAYS = ("Nourishing", "Relaxing")
"""Cards that first stood among the feelings and went to the place later."""
WAITING = ("Offload", "Release pressure")
"""Cards that were tried in a theme, did not fit, and lie in the tray again."""


def first_meeting(hands: Hands) -> None:
    """Many cards, four sheets, and a lot of talk about the place."""
    script = hands.script
    script.turn_to(35, 14, on_phone=BY_PHONE)
    start_meeting(hands, 1, "First sorting")
    question = "What has changed for people who come to the Life Rooms?"
    script.do(FACILITATOR, BoardEdit(type="board.edit", question=question))
    hands.paste(FACILITATOR, (*SLIPS, *shuffled(_all_but(hands, (*HALVES, *SLIPS)), "first paste")[:53]), SLIPS)
    hands.write("CR3", IN_ONE)
    hands.name("CR1", ENVIRONMENT, ENVIRONMENT)
    hands.name("CR4", EMOTIONAL, "Feeling better")
    hands.name("CR2", SOCIAL, "Friends")
    hands.name("CR6", SUPPORT, SUPPORT)
    for text in (*_place_cards(hands)[:14], *hands.order[EMOTIONAL][:7]):
        theme = EMOTIONAL if text in hands.order[EMOTIONAL] else ENVIRONMENT
        hands.place(hands.somebody(text), text, theme)
    for text in ("Making friends", "Prevents isolation", "Social contact"):
        hands.place(hands.somebody(text), text, SOCIAL)
    hands.double("CR6", "Helping people", ENVIRONMENT)
    end_meeting(hands, 1)


def first_home_work(hands: Hands) -> None:
    """CR2 and CR4 go on from home, and write down what they remember."""
    script = hands.script
    script.turn_to(33, 19, 20)
    for text in (*hands.order[EMOTIONAL][7:13], *hands.order[LEARNING][:5], *WAITING):
        hands.place("CR2", text, EMOTIONAL)
    for slip in SLIPS:
        script.do("CR2", CardEdit(type="card.edit", card_id=card_id(slip), text=slip), "A letter was missing.")
    script.turn_to(31, 10, 5)
    for text in (*_place_cards(hands)[14:24], *STRAYS):
        hands.place("CR4", text, EMOTIONAL if text in STRAYS else ENVIRONMENT)
    for text in _unwritten(hands, (*hands.order[RESPITE], *hands.order[SERVICES]))[:8]:
        hands.write("CR4", text)


def second_meeting(hands: Hands) -> None:
    """The place falls into two: how people are with each other, and what there is."""
    script = hands.script
    script.turn_to(28, 14, on_phone=BY_PHONE)
    start_meeting(hands, 2, "What the place is like")
    hands.paste(FACILITATOR, _unwritten(hands, _all_but(hands, HALVES))[:25])
    parts = tuple(Part(card_id=card_id(half), text=half) for half in HALVES)
    script.do("CR2", CardSplit(type="card.split", card_id=card_id(IN_ONE), into=parts), "These are two things.")
    hands.name("CR1", CULTURE, CULTURE, ENVIRONMENT, "How it feels and how people are.")
    hands.name("CR5", FACILITIES, FACILITIES, ENVIRONMENT, "What there is, and how you get to it.")
    for text in _place_cards(hands)[:24]:
        if hands.stands(text, ENVIRONMENT):
            hands.move(
                hands.somebody(text), text, ENVIRONMENT, FACILITIES if text in hands.order[FACILITIES] else CULTURE
            )
    for text in HALVES:
        hands.place("CR2", text, CULTURE)
    hands.name(FACILITATOR, DEVELOPMENT, DEVELOPMENT)
    under = ThemeMove(type="theme.move", theme_id=theme_id(EMOTIONAL), parent_id=theme_id(DEVELOPMENT))
    script.do(FACILITATOR, under, "It is one part of how people grow.")
    hands.rename("CR4", EMOTIONAL, EMOTIONAL, "“Feeling better” was too small for it.")
    end_meeting(hands, 2)


def _place_cards(hands: Hands) -> list[str]:
    """Cards about the place, but for the staff and what others say later."""
    later = {*HALVES, *STRAYS, *hands.order[SOCIAL], "Say how you feel", "Peer support", "Group support"}
    both = dict.fromkeys((*hands.order[CULTURE], *hands.order[FACILITIES]))
    return shuffled((text for text in both if text not in later and "staff" not in text.lower()), "place")


def _all_but(hands: Hands, left_out: Iterable[str]) -> list[str]:
    """All published cards."""
    return [text for text in dict.fromkeys(t for order in hands.order.values() for t in order) if text not in left_out]


def _unwritten(hands: Hands, texts: Iterable[str]) -> list[str]:
    return shuffled((text for text in texts if not hands.is_written(text)), "later")
