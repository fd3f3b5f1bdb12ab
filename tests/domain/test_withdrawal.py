"""Whose words they are (rules W1 to W5, W16): each value belongs to the one who wrote it."""

from typing import Any

from app.domain.belongings import Walk
from app.domain.quotes import HOLE, Quotes
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
