"""Deciding what happens to the board itself and to its meetings."""

from app.domain.access import a_meeting, a_new_id
from app.domain.changes import created, updated
from app.domain.commands import BoardEdit, MeetingEnd, MeetingStart
from app.domain.errors import Invalid, Stale
from app.domain.events import Draft
from app.domain.limits import LIMITS
from app.domain.model import Board, BoardRecord, Meeting
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
    return Draft("board.edited", tuple(fields))


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


def start_meeting(board: Board, command: MeetingStart) -> Draft:
    """A meeting begins. One at a time."""
    a_new_id(board, "meeting", command.meeting_id)
    running = next((key for key, meeting in board.state["meeting"].items() if meeting["open"]), None)
    if running is not None:
        raise Stale("A meeting is going on. End it first.", kind="meeting", id=running)
    meeting = Meeting(title=clean(command.title, "title", LIMITS.meeting_title), open=True)
    return Draft("meeting.started", (created("meeting", command.meeting_id, meeting),))


def end_meeting(board: Board, command: MeetingEnd) -> Draft:
    """A meeting is over."""
    meeting = a_meeting(board, command.meeting_id)
    return Draft("meeting.ended", tuple(updated("meeting", command.meeting_id, meeting, open=False)))
