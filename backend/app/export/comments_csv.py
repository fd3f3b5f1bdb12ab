"""What was said on a board, for a spreadsheet."""

from collections.abc import Mapping

from app.domain.model import State
from app.domain.model_talk import Comment
from app.export.cells import csv_line
from app.export.describe import name_of

HEADER = ("at", "who", "written_by", "kind", "about", "about_words", "text", "reply_to", "id", "edited", "hidden")


def comments_csv(state: State, names: Mapping[str, str]) -> str:
    """A line for each comment, in the order in which they were said. What was taken back has no words."""
    said = sorted(state["comment"].items(), key=lambda item: (item[1]["at"], item[0]))
    return csv_line(HEADER) + "".join(csv_line(_cells(state, names, key, one)) for key, one in said)


def _cells(state: State, names: Mapping[str, str], key: str, one: Comment) -> tuple[str | None, ...]:
    writer = None if one["written_by"] is None else name_of(one["written_by"], names)
    about = one["on_kind"], _words(state, one["on_kind"], one["on_id"])
    marks = ("yes" if one["edited"] else "no", "yes" if one["hidden"] else "no")
    return (one["at"], name_of(one["author"], names), writer, one["comment_kind"], *about, one["text"], one["reply_to"],
            key, *marks)  # fmt: skip


def _words(state: State, kind: str, key: str) -> str | None:
    """What a card or a theme says."""
    if kind == "card":
        return state["card"][key]["text"] if key in state["card"] else None
    if kind == "theme":
        return state["theme"][key]["title"] if key in state["theme"] else None
    return None
