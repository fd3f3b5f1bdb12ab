"""Deciding what happens to cards."""

import hashlib
import itertools

from app.domain.access import a_card, a_new_id, is_used, room_for
from app.domain.changes import Draftsman, created, updated
from app.domain.commands import CardCreate, CardEdit, CardMerge, CardRestore, CardRetire, CardSplit, Part
from app.domain.decide_placements import room_for_placements, stand
from app.domain.errors import Invalid
from app.domain.events import Draft
from app.domain.following import follow
from app.domain.limits import LIMITS
from app.domain.model import SHELVES, Board, Card, Placement
from app.domain.ranks import Spot, free, spot_of
from app.domain.rows import rank_in
from app.domain.shelf import shelve, unshelve
from app.domain.texts import clean, optional


def create(board: Board, command: CardCreate) -> Draft:
    """A card is written, and stands in a theme at once when a placement is given."""
    draft = Draftsman(board)
    _write(draft, command.card_id, command.text, command.label, command.source)
    if command.placement is not None:
        place = command.placement
        draft.make(*stand(draft.board, place.placement_id, command.card_id, place.theme_id, spot_of(place)))
    return Draft("card.created", tuple(draft.changes))


def _write(
    draft: Draftsman, card_id: str, text: str, label: str | None, source: str | None, behind: str | None = None
) -> None:
    a_new_id(draft.board, "card", card_id)
    room_for(len(draft.board.state["card"]), LIMITS.cards, "cards")
    rank, moved = rank_in(draft.board, "card", None, Spot(last=behind is None, after=behind), card_id)
    card = Card(
        text=clean(text, "text", LIMITS.card_text),
        label=optional(label, "label", LIMITS.label),
        source=optional(source, "source", LIMITS.source),
        rank=rank,
        retired=False,
        merged_into=None,
    )
    draft.make(created("card", card_id, card), *moved)


def edit(board: Board, command: CardEdit) -> Draft:
    """A card's words or label change."""
    card = a_card(board, command.card_id)
    text = card["text"] if command.text is None else clean(command.text, "text", LIMITS.card_text)
    label = optional(command.label, "label", LIMITS.label) if command.given("label") else card["label"]
    return Draft("card.edited", tuple(updated("card", command.card_id, card, text=text, label=label)))


def retire(board: Board, command: CardRetire) -> Draft:
    """A card is put away; its placements are kept for its return."""
    draft = Draftsman(board)
    card = a_card(board, command.card_id, retired=True)
    draft.make(*updated("card", command.card_id, card, retired=True))
    shelve(draft, draft.board.places_of(command.card_id))
    return Draft("card.retired", tuple(draft.changes))


def restore(board: Board, command: CardRestore) -> Draft:
    """A card is put back where it stood, as far as the themes are there."""
    draft = Draftsman(board)
    card = a_card(board, command.card_id, retired=True)
    draft.make(*updated("card", command.card_id, card, retired=False, merged_into=None))
    if card["retired"]:
        unshelve(draft, draft.board.places_of(command.card_id, "kept"))
    return Draft("card.restored", tuple(draft.changes))


def split(board: Board, command: CardSplit) -> Draft:
    """A card becomes several; each part takes all of its places, right behind where it stood."""
    draft, behind = Draftsman(board), command.card_id
    card = a_card(board, command.card_id)
    for part in command.into:
        _write(draft, part.card_id, part.text, card["label"], card["source"], behind)
        behind = part.card_id
    for placement_id in board.places_of(command.card_id):
        _spread(draft, placement_id, command.into)
    for kept_id in board.places_of(command.card_id, "kept"):
        _spread_kept(draft, kept_id, command.into)
    room_for_placements(draft.board, more=0)
    draft.make(*updated("card", command.card_id, card, retired=True))
    shelve(draft, draft.board.places_of(command.card_id))
    return Draft("card.split", tuple(draft.changes))


def _spread(draft: Draftsman, placement_id: str, parts: tuple[Part, ...]) -> None:
    old, after = draft.board.state["placement"][placement_id], placement_id
    for part in parts:
        key = derived_id(draft.board, part.card_id, old["theme_id"])
        rank, moved = rank_in(draft.board, "placement", old["theme_id"], Spot(last=False, after=after), key)
        new = Placement(card_id=part.card_id, theme_id=old["theme_id"], rank=rank, mark=old["mark"])
        draft.make(created("placement", key, new), *moved)
        after = key


def _spread_kept(draft: Draftsman, kept_id: str, parts: tuple[Part, ...]) -> None:
    old = draft.board.state["kept"][kept_id]
    rank = old["rank"]
    for part in parts:
        rank = free(rank, {taken for taken, _ in draft.board.row("kept", old["theme_id"])})
        key = derived_id(draft.board, part.card_id, old["theme_id"])
        draft.make(created("kept", key, {**old, "card_id": part.card_id, "rank": rank}))


def derived_id(board: Board, card_id: str, theme_id: str) -> str:
    """A placement id that nobody chose: made from card and theme, and new on this board."""
    keys = (hashlib.sha256(f"{card_id}/{theme_id}/{salt}".encode()).hexdigest()[:20] for salt in itertools.count())
    return next(key for key in keys if not is_used(board, "placement", key))


def merge(board: Board, command: CardMerge) -> Draft:
    """Cards that say the same become one; it takes their places, and doubles in one theme fold."""
    if command.card_id in command.merged or len(set(command.merged)) < len(command.merged):
        raise Invalid("A card cannot be merged with itself.", field="merged")
    draft = Draftsman(board)
    card = a_card(board, command.card_id)
    if command.text is not None:
        draft.make(*updated("card", command.card_id, card, text=clean(command.text, "text", LIMITS.card_text)))
    for other in command.merged:
        _fold_into(draft, command.card_id, other)
    return Draft("card.merged", tuple(draft.changes))


def _fold_into(draft: Draftsman, card_id: str, other: str) -> None:
    card = a_card(draft.board, other)
    for kind in SHELVES:
        for key in draft.board.places_of(other, kind):
            placement = draft.board.state[kind][key]
            if draft.board.standing(card_id, placement["theme_id"], kind) is None:
                draft.make(*updated(kind, key, placement, card_id=card_id))
    draft.make(*updated("card", other, card, retired=True, merged_into=card_id))
    follow(draft, "card", other, card_id)
    shelve(draft, draft.board.places_of(other))
