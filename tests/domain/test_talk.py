"""What people say about cards, themes and the board (rules D100 to D108)."""

import pytest

from tests.domain.desk import BOARD_ID, Desk

ON_CARD = {"kind": "card", "id": "card-one"}


def say(desk: Desk, comment_id: str = "comment-1", **fields: object) -> None:
    """Somebody says something about the first card."""
    desk.happens("comment.add", **{"comment_id": comment_id, "on": ON_CARD, "text": "Yes, sleep.", **fields})


def test_D100_words_stand_under_the_one_who_said_them(sorted_desk: Desk) -> None:
    say(sorted_desk, role="co_researcher", comment_kind="question")

    assert sorted_desk.records("comment") == {
        "comment-1": {
            "on_kind": "card", "on_id": "card-one", "reply_to": None, "comment_kind": "question", "text": "Yes, sleep.",
            "author": "person-co_researcher", "written_by": None, "at": sorted_desk.events[-1]["at"],
            "edited": False, "taken_back": False, "hidden": False,
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    "on", [{"kind": "theme", "id": "sheet-one"}, {"kind": "board", "id": BOARD_ID}, {"kind": "card", "id": "card-two"}]
)
def test_D100_on_a_card_a_theme_and_the_board(sorted_desk: Desk, on: dict[str, str]) -> None:
    sorted_desk.happens("card.retire", card_id="card-two")
    say(sorted_desk, on=on)
    assert sorted_desk.refused(
        "comment.add", "not_found", comment_id="comment-2", text="No", on={**on, "id": "nowhere-1"}
    )


def test_D101_what_is_written_for_somebody_is_theirs(sorted_desk: Desk) -> None:
    say(sorted_desk, on_behalf_of="person-three")

    comment = sorted_desk.records("comment")["comment-1"]
    assert (comment["author"], comment["written_by"]) == ("person-three", "person-facilitator")
    sorted_desk.happens("comment.edit", comment_id="comment-1", text="No.", role="co_researcher", who="person-three")
    sorted_desk.happens("comment.withdraw", comment_id="comment-1")


def test_D102_only_ones_own_words_are_changed(sorted_desk: Desk) -> None:
    say(sorted_desk, role="co_researcher")
    for kind, more in (("comment.edit", {"text": "Else"}), ("comment.withdraw", {})):
        sorted_desk.refused(kind, "not_allowed", comment_id="comment-1", **more)
        sorted_desk.refused(kind, "not_found", comment_id="comment-9", **more)

    sorted_desk.happens("comment.edit", comment_id="comment-1", text=" Else ", role="co_researcher")
    assert sorted_desk.records("comment")["comment-1"]["edited"]
    assert sorted_desk.do("comment.edit", comment_id="comment-1", text="Else", role="co_researcher") is None


def test_D103_words_that_were_taken_back_are_gone_from_the_board(sorted_desk: Desk) -> None:
    say(sorted_desk)
    sorted_desk.happens("comment.withdraw", comment_id="comment-1")

    comment = sorted_desk.records("comment")["comment-1"]
    assert (comment["text"], comment["taken_back"]) == (None, True)
    assert sorted_desk.do("comment.withdraw", comment_id="comment-1") is None
    sorted_desk.refused("comment.edit", "stale", comment_id="comment-1", text="Again")


def test_D104_a_facilitator_hides_and_shows_but_never_rewrites(sorted_desk: Desk) -> None:
    say(sorted_desk, role="co_researcher")
    sorted_desk.refused("comment.hide", "not_allowed", comment_id="comment-1", role="co_researcher")

    sorted_desk.happens("comment.hide", comment_id="comment-1")
    assert sorted_desk.records("comment")["comment-1"]["hidden"]
    sorted_desk.happens("comment.show", comment_id="comment-1")
    assert not sorted_desk.records("comment")["comment-1"]["hidden"]
    assert sorted_desk.do("comment.show", comment_id="comment-1") is None


def test_D105_an_answer_stands_under_the_first_words(sorted_desk: Desk) -> None:
    say(sorted_desk)
    say(sorted_desk, "comment-2", reply_to="comment-1")

    asked = {"comment_id": "comment-3", "text": "Yes", "on": ON_CARD}
    assert sorted_desk.refused("comment.add", "invalid", **asked, reply_to="comment-2")["field"] == "reply_to"
    elsewhere = {**asked, "on": {"kind": "theme", "id": "sheet-one"}}
    assert sorted_desk.refused("comment.add", "invalid", **elsewhere, reply_to="comment-1")["field"] == "on"


def test_D106_a_study_names_its_kinds(sorted_desk: Desk) -> None:
    say(sorted_desk, comment_kind="question")
    asked = {"comment_id": "comment-2", "text": "Yes", "on": ON_CARD, "comment_kind": "memory"}
    sorted_desk.refused("comment.add", "invalid", **asked)

    assert sorted_desk.refused("board.edit", "stale", comment_kinds={"decision": "Agreed"})["key"] == "question"
    assert sorted_desk.refused("board.edit", "stale", comment_kinds={"question": "Why"})["key"] == "decision"
    sorted_desk.happens("board.edit", comment_kinds={"decision": "Agreed", "question": "Why", "memory": "A memory"})
    sorted_desk.happens("comment.add", **asked)
    same = {"memory": "A memory", "decision": "Agreed", "question": "Why"}
    assert sorted_desk.do("board.edit", comment_kinds=same) is None


def test_D107_words_follow_what_is_merged_and_come_back_with_an_undo(sorted_desk: Desk) -> None:
    say(sorted_desk)
    say(sorted_desk, "comment-2", on={"kind": "theme", "id": "sheet-one"})
    cards = sorted_desk.happens("card.merge", card_id="card-two", merged=["card-one"])
    themes = sorted_desk.happens("theme.merge", theme_id="sheet-two", merged=["sheet-one"])

    assert [one["on_id"] for one in sorted_desk.records("comment").values()] == ["card-two", "sheet-two"]
    sorted_desk.undo(themes)
    sorted_desk.undo(cards)
    assert [one["on_id"] for one in sorted_desk.records("comment").values()] == ["card-one", "sheet-one"]


def test_D108_what_was_said_is_not_undone_and_what_was_spoken_of_stays(sorted_desk: Desk) -> None:
    say(sorted_desk)
    sorted_desk.not_undone(sorted_desk.events[-1], "invalid")
    add = {"type": "comment.add", "comment_id": "comment-2", "on": ON_CARD, "text": "Two"}
    batch = sorted_desk.happens("batch", commands=[add, {"type": "card.create", "card_id": "card-new", "text": "New"}])
    sorted_desk.not_undone(batch, "invalid")

    sorted_desk.card("card-last")
    written = sorted_desk.events[-1]
    say(sorted_desk, "comment-3", on={"kind": "card", "id": "card-last"})
    assert sorted_desk.not_undone(written)["seq"] == sorted_desk.events[-1]["seq"]
