"""Weeks two and three: learning, staff, and what is hoped for."""

from app.demo.detours import DETOURS
from app.demo.hands import Hands
from app.demo.ids import card_id, theme_id
from app.demo.meetings import BY_PHONE, end_meeting, start_meeting
from app.demo.script import shuffled
from app.demo.titles import (
    BACK,
    CULTURE,
    DEVELOPMENT,
    EMOTIONAL,
    ENVIRONMENT,
    FACILITIES,
    FUTURE,
    LEARNING,
    SOCIAL,
    STAFF,
    SUPPORT,
)
from app.domain.commands import CardRestore, CardRetire, ThemeMerge

AGAIN = "Aim: To do further courses"
PUZZLE = "Non MH focus"


def second_home_work(hands: Hands) -> None:
    """CR5 finds learning among the feelings; CR1 and CR4 think of the staff, each in another way."""
    script = hands.script
    script.turn_to(26, 20, 10)
    hands.name("CR5", LEARNING, LEARNING, DEVELOPMENT, "These are not feelings. These are things we learned.")
    for text in hands.order[LEARNING][:5]:
        hands.move("CR5", text, EMOTIONAL, LEARNING)
    for text in ("Gaining knowledge", "Gaining qualifications", "Moving forward"):
        hands.place("CR5", text, LEARNING)
    script.turn_to(24, 11, 30)
    hands.name("CR1", STAFF, STAFF, ENVIRONMENT)
    for text in (text for text in hands.order[CULTURE] if "staff" in text.lower() and text != "Approachable staff"):
        hands.place("CR1", text, STAFF)
    hands.double("CR1", "Approachable staff", STAFF)
    script.turn_to(23, 18, 45)
    for text in ("Approachable staff", "Nourishing", "Relaxing"):
        if hands.stands(text, EMOTIONAL):
            hands.move("CR4", text, EMOTIONAL, CULTURE, "This is how the place is, not how I am.")
        else:
            hands.place("CR4", text, CULTURE)
    for text in shuffled(hands.missing(FACILITIES), "rest"):
        hands.place("CR4", text, FACILITIES)


def third_meeting(hands: Hands) -> None:
    """Doubles become one card, and hopes get a theme."""
    script = hands.script
    script.turn_to(21, 14, on_phone=BY_PHONE)
    start_meeting(hands, 3, "Looking ahead")
    hands.merge("CR1", "Approachable staff", "The same card, written twice.")
    merge = ThemeMerge(type="theme.merge", theme_id=theme_id(CULTURE), merged=(theme_id(STAFF),))
    script.do("CR1", merge, "The staff make the culture. One theme is enough.")
    hands.place("CR2", "Helping people", SOCIAL)
    hands.merge("CR6", "Helping people", "We both wrote this one down.")
    hands.move("CR6", "Helping people", ENVIRONMENT, CULTURE)
    hands.name("CR3", FUTURE, "Hopes", DEVELOPMENT, "What is hoped for is not there yet. It needs its own place.")
    aims = [text for text in hands.order[FUTURE] if text.startswith("Aim:")]
    for text in aims[:11]:
        hands.place(hands.somebody(text), text, FUTURE)
    hands.double("CR5", AGAIN, LEARNING)
    hands.merge("CR5", AGAIN, "I had not seen that it was there.")
    hands.take_out("CR3", AGAIN, LEARNING, "It is hoped for. Learning is what has happened.")
    hands.place("CR4", "Peer support", SUPPORT)
    hands.place("CR2", "Group support", SOCIAL)
    hands.merge("CR5", "Peer support", "Both are support from others.", "Group support")
    hands.undo("CR3", "A peer is one person. A group is something else.")
    hands.place("CR6", "Group support", SUPPORT)
    end_meeting(hands, 3)


def third_home_work(hands: Hands) -> None:
    """Some cards turn up everywhere, and one is nearly lost."""
    script = hands.script
    script.turn_to(19, 21, 0)
    for text in (text for text in hands.missing(FUTURE) if text.startswith("Aim:")):
        hands.place("CR3", text, FUTURE)
    hands.name("CR3", BACK, BACK)
    for text in ("Wants to give back", "Helping people"):
        hands.place("CR3", text, BACK)
    script.turn_to(17, 9, 40)
    for text in shuffled(hands.missing(EMOTIONAL), "third home work")[:8]:
        hands.place("CR2", text, EMOTIONAL)
    for text in shuffled(hands.missing(SOCIAL), "third home work")[:4]:
        hands.place("CR2", text, SOCIAL)
    for index, detour in enumerate(DETOURS):
        script.turn_to(16, 8 + index // 2, 7 + 29 * (index % 2))
        hands.place(detour.begun_by, detour.text, detour.theme, detour.why)
    script.turn_to(16, 21, 10)
    script.do("CR4", CardRetire(type="card.retire", card_id=card_id(PUZZLE)), "I do not know what this means.")
    script.turn_to(15, 12, 0)
    why = "It means: not about mental health. Somebody said it. Please keep it."
    script.do("CR1", CardRestore(type="card.restore", card_id=card_id(PUZZLE)), why)
    hands.place("CR6", "Say how you feel", CULTURE)
    hands.place("CR6", "Wants to give back", CULTURE)
