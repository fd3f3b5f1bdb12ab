"""Deciding what happens to cards standing in themes."""

from app.domain.access import a_card, a_new_id, a_placement, a_theme, room_for
from app.domain.changes import created, removed, updated
from app.domain.commands import PlacementAdd, PlacementMark, PlacementMove, PlacementRemove
from app.domain.errors import AlreadyThere, Invalid
from app.domain.events import Change, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board, Placement
from app.domain.ranks import Spot, spot_of
from app.domain.rows import rank_in, stays


def add(board: Board, command: PlacementAdd) -> Draft:
    """A card comes to stand in a theme as well."""
    return Draft(
        "placement.added",
        tuple(stand(board, command.placement_id, command.card_id, command.theme_id, spot_of(command))),
    )


def stand(board: Board, placement_id: str, card_id: str, theme_id: str, spot: Spot) -> list[Change]:
    """The changes by which a card comes to stand in a theme."""
    a_card(board, card_id)
    a_theme(board, theme_id)
    a_new_id(board, "placement", placement_id)
    refuse_double(board, card_id, theme_id)
    room_for_placements(board)
    rank, moved = rank_in(board, "placement", theme_id, spot, placement_id)
    return [
        created("placement", placement_id, Placement(card_id=card_id, theme_id=theme_id, rank=rank, mark=None)),
        *moved,
    ]


def move(board: Board, command: PlacementMove) -> Draft:
    """A placement goes to another theme, or to another spot in its own."""
    placement, spot = a_placement(board, command.placement_id), spot_of(command)
    a_theme(board, command.theme_id)
    if command.after == command.placement_id:
        raise Invalid("A card cannot stand behind itself.", field="after")
    if command.theme_id != placement["theme_id"]:
        refuse_double(board, placement["card_id"], command.theme_id)
    elif stays(board, "placement", command.theme_id, spot, command.placement_id):
        return Draft("placement.moved", ())
    rank, moved = rank_in(board, "placement", command.theme_id, spot, command.placement_id)
    change = updated("placement", command.placement_id, placement, theme_id=command.theme_id, rank=rank)
    return Draft("placement.moved", (*change, *moved))


def remove(board: Board, command: PlacementRemove) -> Draft:
    """A card is taken out of a theme; with no place left it lies in the tray."""
    placement = a_placement(board, command.placement_id)
    return Draft("placement.removed", (removed("placement", command.placement_id, placement),))


def mark(board: Board, command: PlacementMark) -> Draft:
    """A placement gets a mark of the legend, or loses its mark."""
    placement = a_placement(board, command.placement_id)
    if command.mark is not None and command.mark not in board.state["board"][board.id]["legend"]:
        raise Invalid("This mark is not in the legend.", field="mark")
    return Draft("placement.marked", tuple(updated("placement", command.placement_id, placement, mark=command.mark)))


def room_for_placements(board: Board, more: int = 1) -> None:
    """Raises LimitReached when so many more placements do not fit."""
    room_for(len(board.state["placement"]) + len(board.state["kept"]) + more - 1, LIMITS.placements, "placements")


def refuse_double(board: Board, card_id: str, theme_id: str) -> None:
    """Raises AlreadyThere when the card stands in the theme."""
    standing = board.standing(card_id, theme_id)
    if standing is not None:
        raise AlreadyThere("This card is in that theme already.", kind="placement", id=standing)
