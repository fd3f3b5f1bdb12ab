"""Deciding what happens to comments."""

from app.domain.access import a_card, a_comment, a_new_id, a_theme, room_for
from app.domain.changes import created, updated
from app.domain.commands_talk import (
    CommentAdd,
    CommentEdit,
    CommentHide,
    CommentShow,
    CommentWithdraw,
    Spoken,
    TalkCommand,
)
from app.domain.errors import Invalid, NotAllowed, NotFound, Stale
from app.domain.events import Author, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_talk import COMMENT_KINDS, Comment
from app.domain.texts import clean


def talk(board: Board, author: Author, command: TalkCommand, at: str) -> Draft:
    """What happens when the author says something, or changes what was said."""
    match command:
        case CommentAdd():
            return _add(board, author, command, at)
        case CommentEdit():
            return _edit(board, author, command)
        case CommentWithdraw():
            return _withdraw(board, author, command)
        case CommentHide() | CommentShow():
            return _hide(board, command)


def kinds_of(board: Board) -> dict[str, str]:
    """The kinds of comments and what the study calls them."""
    named = board.state["talk"].get(board.id)
    return dict(COMMENT_KINDS if named is None else named["kinds"])


def _add(board: Board, author: Author, command: CommentAdd, at: str) -> Draft:
    a_new_id(board, "comment", command.comment_id)
    room_for(len(board.state["comment"]), LIMITS.comments, "comments")
    _demand_there(board, command.on)
    _demand_answerable(board, command)
    if command.comment_kind is not None and command.comment_kind not in kinds_of(board):
        raise Invalid("This board has no such kind of comment.", field="comment_kind")
    comment = Comment(
        on_kind=command.on.kind,
        on_id=command.on.id,
        reply_to=command.reply_to,
        comment_kind=command.comment_kind,
        text=clean(command.text, "text", LIMITS.comment_text),
        author=author.speaker,
        written_by=author.person_id if author.speaker != author.person_id else None,
        at=at,
        edited=False,
        taken_back=False,
        hidden=False,
    )
    return Draft("comment.added", (created("comment", command.comment_id, comment),))


def _demand_there(board: Board, on: Spoken) -> None:
    """What was put away may be spoken of."""
    match on.kind:
        case "card":
            a_card(board, on.id, retired=True)
        case "theme":
            a_theme(board, on.id, retired=True)
        case "board":
            if on.id != board.id:
                raise NotFound("This board is not there.", kind="board", id=on.id)


def _demand_answerable(board: Board, command: CommentAdd) -> None:
    """Answers stand under the first words, about the same thing."""
    if command.reply_to is None:
        return
    first = a_comment(board, command.reply_to)
    if first["reply_to"] is not None:
        raise Invalid("An answer stands under the first words.", field="reply_to", id=first["reply_to"])
    if (first["on_kind"], first["on_id"]) != (command.on.kind, command.on.id):
        raise Invalid("An answer is about the same thing as the first words.", field="on")


def _edit(board: Board, author: Author, command: CommentEdit) -> Draft:
    comment = _own(board, author, command.comment_id)
    if comment["taken_back"]:
        raise Stale("These words were taken back.", kind="comment", id=command.comment_id)
    text = clean(command.text, "text", LIMITS.comment_text)
    if text == comment["text"]:
        return Draft("comment.edited", ())
    return Draft("comment.edited", tuple(updated("comment", command.comment_id, comment, text=text, edited=True)))


def _withdraw(board: Board, author: Author, command: CommentWithdraw) -> Draft:
    comment = _own(board, author, command.comment_id)
    changes = updated("comment", command.comment_id, comment, text=None, taken_back=True)
    return Draft("comment.withdrawn", tuple(changes))


def _own(board: Board, author: Author, comment_id: str) -> Comment:
    comment = a_comment(board, comment_id)
    if author.person_id not in (comment["author"], comment["written_by"]):
        raise NotAllowed("Only the person who said this may change it.", kind="comment", id=comment_id)
    return comment


def _hide(board: Board, command: CommentHide | CommentShow) -> Draft:
    comment, hidden = a_comment(board, command.comment_id), isinstance(command, CommentHide)
    changes = updated("comment", command.comment_id, comment, hidden=hidden)
    return Draft("comment.hidden" if hidden else "comment.shown", tuple(changes))
