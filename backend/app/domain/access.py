"""Finding what a command names, or refusing with the reason."""

from app.domain.errors import IdTaken, LimitReached, NotFound, Retired
from app.domain.model import Board, Card, Kind, Placement, Theme
from app.domain.model_meetings import Meeting, Minutes
from app.domain.model_rounds import Round
from app.domain.model_talk import Comment


def a_card(board: Board, card_id: str, *, retired: bool = False) -> Card:
    """The card. Raises NotFound, or Retired when it was put away (and `retired` is not wanted)."""
    card = board.state["card"].get(card_id)
    if card is None:
        raise NotFound("This card is not there.", kind="card", id=card_id)
    if card["retired"] and not retired:
        raise Retired("This card was put away. Put it back first.", kind="card", id=card_id)
    return card


def a_theme(board: Board, theme_id: str, *, retired: bool = False) -> Theme:
    """The theme. Raises NotFound, or Retired when it or its parent was put away (and `retired` is not wanted)."""
    theme = board.state["theme"].get(theme_id)
    if theme is None:
        raise NotFound("This theme is not there.", kind="theme", id=theme_id)
    if not retired and not board.theme_is_live(theme_id):
        raise Retired("This theme was put away. Put it back first.", kind="theme", id=theme_id)
    return theme


def a_placement(board: Board, placement_id: str) -> Placement:
    """The placement. Raises NotFound."""
    placement = board.state["placement"].get(placement_id)
    if placement is None:
        raise NotFound("The card is not in that theme any more.", kind="placement", id=placement_id)
    return placement


def a_meeting(board: Board, meeting_id: str) -> Meeting:
    """The meeting. Raises NotFound."""
    meeting = board.state["meeting"].get(meeting_id)
    if meeting is None:
        raise NotFound("This meeting is not there.", kind="meeting", id=meeting_id)
    return meeting


def a_comment(board: Board, comment_id: str) -> Comment:
    """The comment. Raises NotFound."""
    comment = board.state["comment"].get(comment_id)
    if comment is None:
        raise NotFound("These words are not there.", kind="comment", id=comment_id)
    return comment


def a_round(board: Board, round_id: str) -> Round:
    """The round. Raises NotFound."""
    record = board.state["round"].get(round_id)
    if record is None:
        raise NotFound("This round is not there.", kind="round", id=round_id)
    return record


def minutes_of(board: Board, minutes_id: str) -> Minutes:
    """The minutes. Raises NotFound."""
    minutes = board.state["minutes"].get(minutes_id)
    if minutes is None:
        raise NotFound("These minutes are not there.", kind="minutes", id=minutes_id)
    return minutes


def room_for(count: int, limit: int, name: str) -> None:
    """Raises LimitReached when there are that many already."""
    if count >= limit:
        raise LimitReached(f"This board is full. It holds at most {limit} {name}.", field=name, limit=limit)


def is_used(board: Board, kind: Kind, key: str) -> bool:
    """True when a record has or had this id. A placement and its kept twin share theirs."""
    kinds: tuple[Kind, ...] = ("placement", "kept") if kind == "placement" else (kind,)
    return any(key in board.state[one] or (one, key) in board.gone for one in kinds)


def a_new_id(board: Board, kind: Kind, key: str) -> str:
    """The id, if it was never used. Raises IdTaken."""
    if is_used(board, kind, key):
        raise IdTaken("This is on the board already, from another tab or device.", kind=kind, id=key)
    return key
