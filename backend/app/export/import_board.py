"""What an import finds on the board, under the same folding as the table's rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.model import Board, ranked
from app.domain.quotes import HOLE
from app.export.import_fold import GroupKey, card_fold, fold


@dataclass(frozen=True, slots=True)
class OnBoard:
    """Live themes and cards by their folded words, and every id that was ever used.

    `themes`, `standing` and `used` grow while an import is planned.
    """

    legend: Mapping[str, str]
    themes: dict[GroupKey, str]
    cards: Mapping[str, tuple[str, ...]]
    standing: dict[tuple[str, str], tuple[str, str | None]]
    used: set[str]
    away: frozenset[str]
    parked: frozenset[str]


def on_board(board: Board) -> OnBoard:
    """Reads the board once."""
    state = board.state
    placements = state["placement"].items()
    return OnBoard(
        legend=state["board"][board.id]["legend"],
        themes=_themes(board),
        cards=_cards(board),
        standing={(p["card_id"], p["theme_id"]): (key, p["mark"]) for key, p in placements},
        used={key for records in (state["card"], state["theme"], state["placement"], state["kept"]) for key in records}
        | {key for _, key in board.gone},
        away=frozenset(key for key in state["theme"] if not board.theme_is_live(key))
        | {key for key, card in state["card"].items() if card["retired"]},
        parked=frozenset(key for key, theme in state["theme"].items() if theme["theme_kind"] == "parked"),
    )


def _themes(board: Board) -> dict[GroupKey, str]:
    """The first live theme of each name. A sub-theme belongs to that first theme only."""
    found: dict[GroupKey, str] = {}
    for top in filter(board.theme_is_live, board.children(None)):
        title = fold(board.state["theme"][top]["title"] or HOLE)
        if found.setdefault((title, ""), top) == top:
            for child in filter(board.theme_is_live, board.children(top)):
                found.setdefault((title, fold(board.state["theme"][child]["title"] or HOLE)), child)
    return found


def _cards(board: Board) -> Mapping[str, tuple[str, ...]]:
    live = {key: card for key, card in board.state["card"].items() if not card["retired"]}
    found: dict[str, tuple[str, ...]] = {}
    for key in ranked({key: card["rank"] for key, card in live.items()}):
        text = card_fold(live[key]["text"] or HOLE, live[key]["label"])
        found[text] = (*found.get(text, ()), key)
    return found
