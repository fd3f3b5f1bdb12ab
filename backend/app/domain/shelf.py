"""Placements on the shelf: kept while their card or theme is put away, and brought back with it."""

import itertools
from collections.abc import Iterable

from app.domain.changes import Draftsman, created, removed
from app.domain.model import Board, Placement
from app.domain.ranks import free


def shelve(draft: Draftsman, keys: Iterable[str]) -> None:
    """Moves placements out of their themes onto the shelf."""
    chosen = [(key, draft.board.state["placement"][key]) for key in keys]
    changes = ((removed("placement", key, placement), created("kept", key, placement)) for key, placement in chosen)
    draft.make(*itertools.chain.from_iterable(changes))


def unshelve(draft: Draftsman, keys: Iterable[str]) -> None:
    """Brings back those kept placements whose card and theme are both there; their order is kept."""
    kept = draft.board.state["kept"]
    for key in sorted(keys, key=lambda key: (kept[key]["rank"], key)):
        placement = kept[key]
        if can_stand(draft.board, placement):
            back = {**placement, "rank": _free_rank(draft.board, placement)}
            draft.make(removed("kept", key, placement), created("placement", key, back))


def can_stand(board: Board, placement: Placement) -> bool:
    """True when neither the card nor the theme is put away."""
    card = board.state["card"][placement["card_id"]]
    return not card["retired"] and board.theme_is_live(placement["theme_id"])


def _free_rank(board: Board, placement: Placement) -> str:
    return free(placement["rank"], {taken for taken, _ in board.row("placement", placement["theme_id"])})
