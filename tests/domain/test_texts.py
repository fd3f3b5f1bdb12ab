"""Texts: composed, trimmed, visible, within their limits."""

from dataclasses import asdict
from typing import Any

import pytest

from app.domain.errors import Invalid, LimitReached
from app.domain.limits import LIMITS
from app.domain.texts import clean, folded, optional
from tests.domain.desk import Desk


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Sleep \n", "Sleep"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\tb", "a\tb"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("שלום", "שלום"),
        ("✱", "✱"),
    ],
)
def test_D7_a_text_is_kept_composed_and_trimmed(text: str, kept: str) -> None:
    assert clean(text, "text", 20) == kept
    assert optional(text, "text", 20) == kept


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u200b", "\u00a0\u2060", "\ufeff", "\u200b \u202e"])
def test_D7_a_text_with_nothing_to_be_seen_is_empty(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        clean(text, "text", 20)
    assert caught.value.detail == {"field": "text"}
    assert clean(text, "text", 20, empty=True) == ""


@pytest.mark.parametrize("text", ["", " ", "\u200b", None])
def test_D8_an_optional_text_that_is_empty_is_null(text: str | None) -> None:
    assert optional(text, "label", 20) is None


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\r"])
def test_D7_control_characters_are_refused(sign: str) -> None:
    with pytest.raises(Invalid) as caught:
        clean(f"a{sign}b", "text", 20)
    assert caught.value.detail == {"field": "text"}


def test_D8_the_limit_counts_characters_after_cleaning() -> None:
    assert clean(" " + "é" * 5 + " ", "text", 5) == "é" * 5
    with pytest.raises(LimitReached) as caught:
        clean("é" * 6, "text", 5)
    assert caught.value.detail == {"field": "text", "limit": 5}
    with pytest.raises(LimitReached):
        clean("\u0958" * 3, "text", 5)


@pytest.mark.parametrize(
    ("kind", "fields", "field", "limit"),
    [
        ("card.create", {"card_id": "card-new"}, "text", LIMITS.card_text),
        ("card.create", {"card_id": "card-new", "text": "A"}, "label", LIMITS.label),
        ("card.create", {"card_id": "card-new", "text": "A"}, "source", LIMITS.source),
        ("card.edit", {"card_id": "card-one"}, "text", LIMITS.card_text),
        ("card.edit", {"card_id": "card-one"}, "label", LIMITS.label),
        ("card.merge", {"card_id": "card-one", "merged": ["card-two"]}, "text", LIMITS.card_text),
        ("theme.create", {"theme_id": "sheet-new"}, "title", LIMITS.theme_title),
        ("theme.edit", {"theme_id": "sheet-one"}, "title", LIMITS.theme_title),
        ("theme.edit", {"theme_id": "sheet-one"}, "description", LIMITS.theme_description),
        ("board.edit", {}, "title", LIMITS.board_title),
        ("board.edit", {}, "question", LIMITS.board_question),
        ("meeting.start", {"meeting_id": "meeting-1"}, "title", LIMITS.meeting_title),
    ],
)
def test_D8_a_text_that_grows_over_its_limit_names_it(
    sorted_desk: Desk, kind: str, fields: dict[str, Any], field: str, limit: int
) -> None:
    growing, fitting = "a" + "\u0958" * (limit - 1), "a" * limit

    detail = sorted_desk.refused(kind, "limit_reached", **{**fields, field: growing})
    assert detail == {"field": field, "limit": limit}
    sorted_desk.happens(kind, **{**fields, field: fitting})


def test_D6_every_limit_is_a_number_of_its_own() -> None:
    assert all(isinstance(limit, int) and limit > 0 for limit in asdict(LIMITS).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [("Don\u2019t", "don't"), ("CAFÉ", "cafe"), ("a  b\n", "A B"), ("\uff21", "a"), ("Straße", "STRASSE")],
)
def test_D7_texts_that_a_person_would_call_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)
