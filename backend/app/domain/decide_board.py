"""Deciding what happens to the board itself."""

from app.domain.changes import created, updated
from app.domain.commands import BoardEdit
from app.domain.errors import Invalid, Stale
from app.domain.events import Change, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board, BoardRecord
from app.domain.model_talk import DECISION, Talk
from app.domain.texts import clean


def begin(board_id: str, title: str, question: str = "") -> Draft:
    """The first event of every log."""
    record = BoardRecord(
        title=clean(title, "title", LIMITS.board_title),
        question=clean(question, "question", LIMITS.board_question, empty=True),
        legend={},
    )
    return Draft("board.created", (created("board", board_id, record),))


def edit(board: Board, command: BoardEdit) -> Draft:
    """The board's title, question or legend changes."""
    record = board.state["board"][board.id]
    title = record["title"] if command.title is None else clean(command.title, "title", LIMITS.board_title)
    question = record["question"]
    if command.question is not None:
        question = clean(command.question, "question", LIMITS.board_question, empty=True)
    legend = record["legend"] if command.legend is None else _legend(board, command.legend)
    fields = updated("board", board.id, record, title=title, question=question, legend=legend)
    talk = [] if command.comment_kinds is None else _talk(board, command.comment_kinds)
    return Draft("board.edited", (*fields, *talk))


def _talk(board: Board, asked: dict[str, str]) -> list[Change]:
    """What the study calls its kinds of comments. Decisions stay, and so does a kind that somebody used."""
    kinds = {key: clean(name, "comment_kinds", LIMITS.comment_kind) for key, name in asked.items()}
    used = {comment["comment_kind"] for comment in board.state["comment"].values()} - {None}
    for key in sorted(map(str, used | {DECISION})):
        if key not in kinds:
            raise Stale("This kind of comment is in use. It may be renamed.", field="comment_kinds", key=key)
    there = board.state["talk"].get(board.id)
    if there is None:
        return [created("talk", board.id, Talk(kinds=kinds))]
    return updated("talk", board.id, there, kinds=kinds)


def _legend(board: Board, asked: dict[str, str]) -> dict[str, str]:
    """The legend in its order. A meaning may be empty: not explained yet. A mark that a card carries stays."""
    legend = {
        clean(mark, "legend", LIMITS.mark): clean(meaning, "legend", LIMITS.legend_meaning, empty=True)
        for mark, meaning in asked.items()
    }
    if len(legend) < len(asked):
        raise Invalid("Two marks of the legend are the same.", field="legend")
    for kind in ("placement", "kept"):
        for key, placement in board.state[kind].items():
            if placement["mark"] is not None and placement["mark"] not in legend:
                raise Stale("A card still carries a mark that the legend would lose.", kind=kind, id=key)
    return legend
