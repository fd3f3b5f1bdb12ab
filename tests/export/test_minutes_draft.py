"""Draft minutes from the log of one meeting (rule X30)."""

from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from app.domain.commands import AnyCommand, Command
from app.domain.errors import NotFound
from app.domain.limits import LIMITS
from app.domain.model_rounds import Vote
from app.export.minutes_draft import minutes_draft
from app.export.minutes_rounds import rounds
from app.export.sitting import Sitting, sitting_of
from tests.export.boards import NAMES, Bench

COMMAND: TypeAdapter[Command] = TypeAdapter(AnyCommand)
HOME = [
    {"type": "theme.create", "theme_id": "theme-aa", "title": "Growing"},
    {"type": "theme.create", "theme_id": "theme-bb", "title": "Company"},
    {"type": "card.create", "card_id": "card-001", "text": "Tea * cake"},
    {"type": "card.create", "card_id": "card-002", "text": "Walks"},
    {"type": "placement.add", "placement_id": "place-01", "card_id": "card-001", "theme_id": "theme-aa"},
]
START = {"type": "meeting.start", "meeting_id": "meeting-1", "title": "First"}
END = {"type": "meeting.end", "meeting_id": "meeting-1"}
BOARD = {"kind": "board", "id": "board-01"}


class Group:
    """A bench that is told what happens in short."""

    def __init__(self) -> None:
        self.bench = Bench()
        self.say(*HOME)

    def say(self, *commands: dict[str, Any], why: str | None = None, on_behalf_of: str | None = None) -> "Group":
        self.bench.do(*(COMMAND.validate_python(one) for one in commands), why=why, on_behalf_of=on_behalf_of)
        return self

    def draft(self, offset: int = 0) -> list[str]:
        return minutes_draft(self.bench.log, "meeting-1", {**NAMES, "person-10": "CR10"}, offset).text.split("\n")


def comment(number: int, text: str, kind: str | None = None, reply_to: str | None = None) -> dict[str, Any]:
    """Something said about the board."""
    said = {"type": "comment.add", "comment_id": f"comment-{number}", "on": BOARD, "text": text}
    return said | ({"comment_kind": kind} if kind else {}) | ({"reply_to": reply_to} if reply_to else {})


def test_C27_six_words_stand_under_minutes_however_long_they_are() -> None:
    group = Group().say(START)
    for number in range(200):
        group.say({"type": "card.create", "card_id": f"card-1{number:03}", "text": "Tea"}, why="Because of this. " * 15)
    text = minutes_draft(group.say(END).bench.log, "meeting-1", NAMES, 0, "one two three four five six").text

    assert text.endswith(
        "## Six words for the log\n\nThe log up to change 208 has these six words: **one two three four five six**."
    )
    assert len(text) <= LIMITS.minutes_text


def test_X30_what_counts_is_how_the_board_differs() -> None:
    group = Group().say(START)
    group.say({"type": "placement.move", "placement_id": "place-01", "theme_id": "theme-bb"}, why="People, not herbs")
    group.say({"type": "theme.edit", "theme_id": "theme-aa", "title": "Getting well"})
    group.say({"type": "theme.edit", "theme_id": "theme-bb", "title": "Wrong"}, why="Never mind")
    group.say({"type": "undo", "seq": group.bench.board.seq})
    group.say({"type": "card.create", "card_id": "card-003", "text": "Gone again"})
    group.say({"type": "card.retire", "card_id": "card-003"}, {"type": "card.retire", "card_id": "card-002"})
    group.say(END, {"type": "card.create", "card_id": "card-004", "text": "Too late"})

    text = group.draft(offset=60)
    assert text[0] == "From 11:00 to 11:00."
    done = text[text.index("## What we did") : text.index("## Reasons people gave")]
    assert done[2:-1] == [
        "- The theme “Growing” is called “Getting well” now.",
        "- Put away: 1 card. “Walks”.",
        "- 1 card found a new place or left one.",
        "- “Getting well” lost “Tea \\* cake”.",
        "- “Company” got “Tea \\* cake”.",
    ]
    assert [line for line in text if "Because" in line] == [
        "- Facilitator moved “Tea \\* cake” from “Growing” to “Company”. Because: “People, not herbs”"
    ]
    assert text[-1] == "5 changes by Facilitator, between the meetings."
    assert not any("Too late" in line for line in text)


def test_X30_who_was_there_as_corrected_later() -> None:
    attend = {"type": "meeting.attend", "meeting_id": "meeting-1"}
    group = Group().say(START, attend | {"attendance_id": "attend-1", "person_id": "person-2"})
    for at in (10, 1):
        group.say(attend | {"attendance_id": f"attend-{at}x", "person_id": f"person-{at}"})
    group.say({"type": "card.create", "card_id": "card-003", "text": "New"}, on_behalf_of="person-3")
    group.say(END, attend | {"attendance_id": "attend-2", "name": "Ann"})
    text = group.draft()
    there = text.index("## Who was there")
    assert text[there + 2 : there + 4] == [
        "- CR2, CR10, Facilitator and Ann (without a device).",
        "- Also at work then: Somebody.",
    ]


def test_X30_decisions_questions_and_what_is_left() -> None:
    group = Group().say(comment(1, "Why tea?", "question"), START)
    group.say(comment(2, "Who cooks?", "question"), comment(3, "I do", None, "comment-2"))
    group.say(comment(4, "We keep Growing", "decision"), comment(5, "Fine", None, "comment-4"))
    group.say(comment(6, "No", "decision"), {"type": "comment.withdraw", "comment_id": "comment-6"}, END)
    text = group.draft()
    assert text[text.index("## What we decided") + 2] == "- “We keep Growing” (Facilitator). Facilitator: “Fine”."
    assert text[text.index("## What stayed open") + 2 :][:2] == [
        "- A question: “Why tea?” (Facilitator).",
        "- Not sorted yet: 1 card. “Walks”.",
    ]
    assert not any("Who cooks" in line or "“No”" in line for line in text[text.index("## What we decided") :])


def met(votes: list[Vote], **fields: Any) -> list[str]:
    """What is told of a round on two themes, closed in the meeting."""
    asked = {"type": "round.open", "round_id": "round-01", "question": "True?", "method": "sense", "on": "theme"}
    group = Group().say(START, asked, {"type": "round.close", "round_id": "round-01"}, END)
    sitting = sitting_of(group.bench.log, "meeting-1", {**NAMES, "person-3": "CR3"})
    record = {**sitting.after["round"]["round-01"], **fields}
    state: Any = {
        **sitting.after,
        "round": {"round-01": record},
        "vote": {str(at): one for at, one in enumerate(votes)},
    }
    told = Sitting("meeting-1", (), sitting.events, (), sitting.before, state, state, sitting.names)
    return list(rounds(told))


def vote(theme_id: str, value: Any, person: str | None, reason: str | None = None, held: int = 7) -> Vote:
    """An answer about a theme."""
    return Vote(
        round_id="round-01",
        on_kind="theme",
        on_id=theme_id,
        person=person,
        value=value,
        reason=reason,
        held=held,
        at=None,
    )


def test_X30_rounds_where_people_differ_first() -> None:
    votes = [vote("theme-aa", "agree", f"person-{at}") for at in (2, 3, 4)]
    votes += [vote("theme-bb", "agree", "person-2"), vote("theme-bb", "differ", "person-3", "Too wide", 9)]
    votes += [vote("theme-bb", "agree", "person-4"), vote("theme-aa", "differ", "person-1", "Not counted")]
    aside = {**vote("theme-aa", "aside", "person-1"), "on_kind": "round", "on_id": "round-01"}
    assert met([*votes, cast(Vote, aside)])[3:] == [
        "A sense-check, with names. 3 answers came in. Facilitator stood aside.",
        "",
        "- “Company”: 1 differ, 2 agree (given when it held 7 to 9 cards). “Too wide” (CR3)",
        "- “Growing”: 3 agree (given when it held 7 cards).",
    ]
    assert met(votes[:4])[5:] == [
        "- “Growing”: 3 agree (given when it held 7 cards).",
        "- “Company”: 1 answered, too few to tell apart.",
    ]


def test_X30_a_secret_round_names_nobody_and_few_are_not_split() -> None:
    votes = [vote("theme-aa", value, None) for value in ("agree", "agree")]
    votes += [vote("theme-aa", "differ", None, "Too wide"), vote("theme-bb", None, None)]
    assert met(votes, secret=True, voters=3)[3:] == [
        "A sense-check, secret. 3 answers came in.",
        "",
        "- “Growing”: 1 differ, 2 agree (given when it held 7 cards). “Too wide”",
        "- “Company”: 1 answered, too few to tell apart.",
    ]
    assert met([], secret=True, voters=2)[3:] == [
        "A sense-check, secret. 2 answers came in. Fewer than 3 are not told apart."
    ]


@pytest.mark.parametrize(("givers", "told"), [(2, "3 dots"), (3, "4 dots from 3 people")])
def test_X30_few_givers_of_secret_dots_are_not_counted(givers: int, told: str) -> None:
    votes = [vote("theme-aa", value, None) for value in (2, 1, 1)[:givers]] + [vote("theme-bb", 1, None)] * 3
    fields = {"method": "dots", "dots": 3, "per_item": 3, "secret": True, "voters": 3}

    assert f"- “Growing”: {told} (given when it held 7 cards)." in met(votes, **fields)


def test_X30_hundreds_of_events_stay_a_page() -> None:
    group = Group().say(START)
    for at in range(400):
        group.say(
            {"type": "card.create", "card_id": f"card-{at:05}", "text": f"{at} " + "so many words " * 30}, why="w" * 280
        )
    text = "\n".join(group.draft())
    assert len(text) < LIMITS.minutes_text
    for told in ("- New: 400 cards", "and 392 more", "- And 380 more.", "## What stayed open"):
        assert told in text


def test_X30_a_meeting_that_never_was() -> None:
    with pytest.raises(NotFound):
        minutes_draft(Group().bench.log, "meeting-1", NAMES)
