"""Weeks four and five: what keeps coming back, names that fit, and what is left to do."""

from app.demo.detours import DETOURS
from app.demo.early import WAITING
from app.demo.hands import Hands
from app.demo.ids import theme_id
from app.demo.meetings import end_meeting, start_meeting
from app.demo.script import FACILITATOR, shuffled
from app.demo.talk import ask_about_names, say_on_card, say_on_theme, write_minutes
from app.demo.titles import (
    BACK,
    CULTURE,
    DEVELOPMENT,
    EMOTIONAL,
    ENVIRONMENT,
    FACILITIES,
    FUTURE,
    LEARNING,
    OTHERS,
    RESPITE,
    RIPPLE,
    SERVICES,
    SOCIAL,
    SUPPORT,
    UNSURE,
)
from app.domain.commands import BoardEdit, ThemeCreate, ThemeMerge, ThemeMove

EVERYWHERE = ("Helping people", "Wants to give back", "Volunteering opportunities")
LEGEND = {"*": "Marked like this in the published table. It does not say why."}


def fourth_meeting(hands: Hands) -> None:
    """A theme emerges from what recurs across the others."""
    script = hands.script
    script.turn_to(14, 14)
    start_meeting(hands, 4, "What keeps coming back")
    hands.name("CR4", RIPPLE, "Beyond the person", why="These cards are about other people, not about me.")
    merge = ThemeMerge(type="theme.merge", theme_id=theme_id(RIPPLE), merged=(theme_id(BACK),))
    script.do("CR3", merge, "Giving back is a part of this.")
    noticed = say_on_theme(hands, "CR4", RIPPLE, "When one person is better, others notice it.", "reflection")
    say_on_theme(hands, "CR1", RIPPLE, "Yes. At home first, and then in the group.", "reflection", noticed)
    for theme in (EMOTIONAL, LEARNING, FUTURE, CULTURE, SOCIAL, RIPPLE):
        for text in EVERYWHERE:
            if text in hands.missing(theme):
                hands.place(hands.somebody(f"{theme} {text}"), text, theme)
    asked = say_on_card(hands, "CR2", EVERYWHERE[2], "It stands on many sheets. Is that too many?", "question")
    say_on_card(hands, "CR3", EVERYWHERE[2], "A card may stand wherever it belongs.", "decision", asked)
    hands.place("CR5", "Reduce pressure on carer", RIPPLE)
    for text, home, who in zip(_understanding(hands), (EMOTIONAL, LEARNING), ("CR1", "CR6"), strict=True):
        if text in hands.missing(home):
            hands.place("CR2", text, home)
        hands.double(who, text, RIPPLE, text.replace("'", "’"))
        hands.merge("CR2", text, "Only the apostrophe is different.")
    script.do(FACILITATOR, BoardEdit(type="board.edit", legend=LEGEND))
    for detour in DETOURS[:10]:
        hands.take_out(detour.ended_by, detour.text, detour.theme, detour.why_not)
    hands.rename("CR2", SOCIAL, SOCIAL, "It is more than friends.")
    hands.rename("CR3", FUTURE, FUTURE, "Some of these are plans by now, and no longer only hopes.")
    end_meeting(hands, 4)


def fourth_home_work(hands: Hands) -> None:
    """Putting in order, each a sheet; CR6 has a device of their own now."""
    script = hands.script
    script.turn_to(13, 9, 30)
    write_minutes(hands)
    script.turn_to(12, 19, 50)
    for text in hands.missing(LEARNING):
        hands.place("CR5", text, LEARNING)
    hands.tidy("CR5", LEARNING)
    hands.describe("CR5", LEARNING, "What people learned, and what they can learn here.")
    for text in WAITING:
        hands.take_out("CR5", text, EMOTIONAL, "This is a break, not a change. It needs a sheet we do not have.")
    script.turn_to(10, 10, 20)
    hands.take_out("CR6", "Volunteering opportunities", CULTURE, "I am trying this out.")
    hands.undo("CR6", "I pressed the wrong button.")
    for text in hands.missing(SOCIAL):
        hands.place("CR6", text, SOCIAL)
    hands.tidy("CR6", SOCIAL)
    hands.describe("CR6", SOCIAL, "Meeting people, and not being alone.")
    script.turn_to(9, 17, 5)
    for text in shuffled(hands.missing(CULTURE), "fourth home work")[:6]:
        hands.place("CR1", text, CULTURE)
    hands.tidy("CR1", FACILITIES)
    hands.describe("CR1", FACILITIES, "What there is, and how easy it is to get to.")
    script.turn_to(8, 20, 15)
    hands.tidy("CR2", EMOTIONAL)
    hands.describe("CR2", EMOTIONAL, "How people feel, and how they get through a bad day.")


def fifth_meeting(hands: Hands) -> None:
    """Names that fit, and sheets for what is still in the tray."""
    script = hands.script
    script.turn_to(7, 14)
    start_meeting(hands, 5, "Names that fit")
    hands.rename("CR2", RIPPLE, RIPPLE, "It is wider than one person. It goes on, like rings on water.")
    hands.describe(FACILITATOR, RIPPLE, "Most cards here stand in another theme too. It grew out of the others.")
    ask_about_names(hands)
    hands.tidy("CR4", RIPPLE)
    for text in shuffled(hands.missing(EMOTIONAL), "fifth meeting"):
        hands.place(hands.somebody(f"5 {text}"), text, EMOTIONAL)
    for text, theme in (("Moving forward", EMOTIONAL), ("Moving forward", LEARNING)):
        hands.mark("CR3", text, theme)
    hands.mark("CR1", "Physical health opportunities", EMOTIONAL)
    for detour in DETOURS[10:]:
        hands.take_out(detour.ended_by, detour.text, detour.theme, detour.why_not)
    first = ThemeMove(type="theme.move", theme_id=theme_id(DEVELOPMENT), after=None)
    script.do(FACILITATOR, first, "It has the most cards.")
    hands.name("CR5", RESPITE, RESPITE, why="For cards like Offload. We sort them next time.")
    hands.describe("CR5", RESPITE, "Time away from worry. Its cards still lie in the tray.")
    script.do("CR5", ThemeMove(type="theme.move", theme_id=theme_id(RESPITE), after=theme_id(SOCIAL)))
    hands.name("CR6", OTHERS, OTHERS, SUPPORT)
    hands.name("CR6", SERVICES, SERVICES, SUPPORT)
    hands.describe("CR3", OTHERS, "Help from friends, family and people like us.")
    hands.describe("CR1", SERVICES, "Help from groups, courses and staff. Its cards still lie in the tray.")
    for text in ("Peer support", "Group support"):
        hands.move("CR6", text, SUPPORT, OTHERS)
    parked = ThemeCreate(type="theme.create", theme_id=theme_id(UNSURE), title=UNSURE, theme_kind="parked")
    script.do(FACILITATOR, parked)
    end_meeting(hands, 5)


def last_home_work(hands: Hands) -> None:
    """What is left of four themes; Respite and Support wait for whoever comes next."""
    script = hands.script
    script.turn_to(5, 20, 30)
    for text in shuffled(hands.missing(FUTURE), "last"):
        hands.place("CR3", text, FUTURE)
    hands.tidy("CR3", FUTURE)
    hands.describe("CR3", FUTURE, "What people hope for, and what goes on.")
    hands.place("CR4", "Help with short sight", UNSURE)
    script.turn_to(3, 11, 10)
    for text in shuffled(hands.missing(CULTURE), "last"):
        hands.place("CR1", text, CULTURE)
    hands.tidy("CR1", CULTURE)
    hands.describe("CR1", CULTURE, "How people are with each other here.")
    say_on_theme(hands, "CR1", CULTURE, "I put these in order at home. Please look at it with me.", "reflection")
    script.turn_to(1, 18, 0)
    say_on_theme(hands, "CR6", RESPITE, "I would like to begin with this one next time.", "reflection")
    for text in _unwritten(hands):
        hands.write("CR6", text)
    hands.describe("CR6", ENVIRONMENT, "What the place is like: its people, its rooms, how you get in.")


def _understanding(hands: Hands) -> list[str]:
    return [text for text in hands.order[RIPPLE] if text.startswith("Helps improve")]


def _unwritten(hands: Hands) -> list[str]:
    return [
        text
        for text in (*hands.order[RESPITE], *hands.order[OTHERS], *hands.order[SERVICES])
        if not hands.is_written(text)
    ]
