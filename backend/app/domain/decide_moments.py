"""Deciding what happens to moments: named, and the name taken off again. The moment itself stays in the log."""

from typing import assert_never

from app.domain.access import a_new_id, room_for
from app.domain.changes import created, removed
from app.domain.commands_moments import MomentCommand, MomentNameIt, MomentRemove
from app.domain.errors import NotAllowed, NotFound
from app.domain.events import Author, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_moments import Moment
from app.domain.texts import clean


def moment(board: Board, author: Author, command: MomentCommand) -> Draft:
    """What happens when a moment gets a name or loses it."""
    match command:
        case MomentNameIt():
            return _name(board, author, command)
        case MomentRemove():
            return _remove(board, author, command)
        case _:
            assert_never(command)


def _name(board: Board, author: Author, command: MomentNameIt) -> Draft:
    a_new_id(board, "moment", command.moment_id)
    room_for(len(board.state["moment"]), LIMITS.moments, "moments")
    if command.seq > board.seq:
        raise NotFound("The log does not reach that far yet.", field="seq", head=board.seq)
    name = clean(command.name, "name", LIMITS.moment_name)
    record = Moment(seq=command.seq, name=name, named_by=author.speaker)
    return Draft("moment.named", (created("moment", command.moment_id, record),))


def _remove(board: Board, author: Author, command: MomentRemove) -> Draft:
    record = board.state["moment"].get(command.moment_id)
    if record is None:
        raise NotFound("This moment has no name any more.", kind="moment", id=command.moment_id)
    if author.role != "facilitator" and author.speaker != record["named_by"]:
        raise NotAllowed("Only who named it may do this, or a facilitator.", asked="moment.remove", role=author.role)
    return Draft("moment.removed", (removed("moment", command.moment_id, record),))
