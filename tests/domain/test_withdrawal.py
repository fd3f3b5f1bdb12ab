"""Whose words they are (rules W1 to W5, W16): each value belongs to the one who wrote it."""

import random
import re
from typing import Any

import pytest

from app.domain.belongings import Walk
from app.domain.gathering import Gathering, Whose
from app.domain.quotes import HOLE, MARKDOWN, Quotes, _pattern
from tests.domain.desk import Desk

MINE, OTHER = "person-cr1", "person-cr2"


def owned(desk: Desk, person: str) -> list[tuple[int, str, Any]]:
    """The words of somebody in a log: seq, pointer and words."""
    values = Walk().values(desk.events)
    return [(v.seq, v.path, v.value) for v in values if v.of == "words" and v.owner == person]


def test_W1_each_version_of_a_card_belongs_to_its_writer(desk: Desk) -> None:
    desk.happens("card.create", who=MINE, card_id="card-one", text="Sleep")
    desk.happens("card.edit", who=OTHER, card_id="card-one", text="Rest")

    assert owned(desk, MINE) == [
        (2, "/changes/0/after/text", "Sleep"), (3, "/changes/0/before/text", "Sleep"),
    ]  # fmt: skip
    assert owned(desk, OTHER) == [(3, "/changes/0/after/text", "Rest")]


def test_W5_an_undo_gives_words_back_to_their_writer(desk: Desk) -> None:
    desk.happens("card.create", who=MINE, card_id="card-one", text="Sleep")
    desk.happens("card.edit", who=OTHER, card_id="card-one", text="Rest")
    desk.happens("undo", who=OTHER, seq=3)

    assert [words for _, _, words in owned(desk, MINE)] == ["Sleep", "Sleep", "Sleep"]


def test_W14_parts_of_a_card_keep_the_words_they_are_made_of(desk: Desk) -> None:
    desk.happens("card.create", who=MINE, card_id="card-one", text="Sleep and rest", source="Sheet 1")
    parts = [{"card_id": "part-one", "text": "Sleep"}, {"card_id": "part-two", "text": "A calm day"}]
    desk.happens("card.split", who=OTHER, card_id="card-one", into=parts)

    assert [words for seq, _, words in owned(desk, MINE) if seq == 3] == ["Sheet 1", "Sleep", "Sheet 1"]
    assert [words for _, _, words in owned(desk, OTHER)] == ["A calm day"]


def test_W1_words_written_for_somebody_are_theirs(desk: Desk) -> None:
    on = {"kind": "board", "id": desk.board.id}
    desk.happens("comment.add", comment_id="comment-1", on=on, text="On the phone", on_behalf_of=MINE)
    desk.happens("comment.edit", comment_id="comment-1", text="On the phone, twice")

    assert [words for _, _, words in owned(desk, MINE)] == ["On the phone", "On the phone", "On the phone, twice"]


def test_W1_the_frame_of_the_exercise_is_nobodys(desk: Desk) -> None:
    desk.happens("board.edit", who=MINE, title="Ours", question="Why?", legend={"✱": "Said twice"})

    assert owned(desk, MINE) == []


def test_W16_minutes_lose_what_they_quote_and_keep_the_rest() -> None:
    quotes = Quotes(["I walk along the river", "Tea", "a*b is what I said"], "CR1")

    assert quotes.cut("CR1 said “I walk along\nthe river”. CR10 too.") == f"(name taken out) said “{HOLE}”. CR10 too."
    assert quotes.cut("Tea was served. “Tea” was said.") == f"Tea was served. “{HOLE}” was said."
    assert quotes.cut(r"Then: a\*b is what I said.") == f"Then: {HOLE}."
    assert quotes.cut("Nothing of it, I walked along the rivers") == "Nothing of it, I walked along the rivers"


def test_W16_of_many_words_the_same_are_found_as_by_looking_for_each() -> None:
    dice = random.Random(16)
    pieces = ["tea", "a", "*", "a_b", "> >", "“tea”", "rest", "é", "\n", "  ", "Tea.", "#1"]

    def text(length: int) -> str:
        return " ".join(dice.choice(pieces) for _ in range(length))

    for _ in range(300):
        words = [text(dice.randrange(1, 5)) for _ in range(12)]
        long = f"{text(15)}{dice.choice(['', ' ', '”'])}{MARKDOWN.sub(lambda m: chr(92) + m[0], words[0])}{text(10)}"
        spellings = {one for word in words for one in (word, MARKDOWN.sub(r"\\\1", word)) if word.strip()}
        each = re.compile("|".join(map(_pattern, sorted(spellings, key=lambda one: (-len(one), one)))))
        assert Quotes(words).cut(long) == each.sub(HOLE, long)


@pytest.mark.parametrize("whose", [Whose("all", MINE), Whose("source", source="Sheet 1"), Whose("words", MINE)])
def test_W21_what_was_read_beforehand_and_what_came_since_are_the_same_as_all_of_it(desk: Desk, whose: Whose) -> None:
    desk.happens("card.create", who=MINE, card_id="card-one", text="Sleep and rest", source="Sheet 1")
    desk.happens("card.edit", who=OTHER, card_id="card-one", text="Rest and quiet")
    desk.happens("undo", who=OTHER, seq=3)
    desk.happens("minutes.write", minutes_id="minutes-1", title="One", text="“Sleep and rest” and “Rest and quiet”")
    desk.happens("card.create", who=MINE, card_id="card-two", text="Rain", source="Sheet 2")
    desk.happens("card.edit", who=OTHER, card_id="card-one", text="Calm")
    whole = Gathering(whose).gone_on(desk.events).found("CR1")

    for upto in range(len(desk.events) + 1):
        ahead = Gathering(whose)
        ahead.read(desk.events[:upto])
        before = ahead.found("CR1")
        later = ahead.gone_on(desk.events[upto:]).found("CR1")
        assert (later.paths, list(later.standing)) == (whole.paths, list(whole.standing))
        assert ahead.found("CR1")[1:] == before[1:]
    assert whole.paths
