"""Placements on the shelf: kept while their card or theme is put away, and brought back with it."""

import itertools
from collections.abc import Callable

from app.domain.changes import Draftsman, created, removed
from app.domain.model import Board, Placement
from app.domain.ranks import free

Picks = Callable[[Placement], bool]


def shelve(draft: Draftsman, picks: Picks) -> None:
    """Moves the placements picked out of their themes onto the shelf."""
    chosen = [(key, p) for key, p in draft.board.state["placement"].items() if picks(p)]
    changes = ((removed("placement", key, placement), created("kept", key, placement)) for key, placement in chosen)
    draft.make(*itertools.chain.from_iterable(changes))


def unshelve(draft: Draftsman, picks: Picks) -> None:
    """Brings back the kept placements picked whose card and theme are both there; their order is kept."""
    kept = draft.board.state["kept"]
    for key in sorted((key for key in kept if picks(kept[key])), key=lambda key: (kept[key]["rank"], key)):
        placement = kept[key]
        if can_stand(draft.board, placement):
            back = {**placement, "rank": _free_rank(draft.board, placement)}
            draft.make(removed("kept", key, placement), created("placement", key, back))


def can_stand(board: Board, placement: Placement) -> bool:
    """True when neither the card nor the theme is put away."""
    card = board.state["card"][placement["card_id"]]
    return not card["retired"] and board.theme_is_live(placement["theme_id"])


def _free_rank(board: Board, placement: Placement) -> str:
    placements = board.state["placement"]
    return free(placement["rank"], {placements[key]["rank"] for key in board.in_theme(placement["theme_id"])})
