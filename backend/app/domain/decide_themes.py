"""Deciding what happens to themes."""

from app.domain.access import a_new_id, a_theme, room_for
from app.domain.changes import Draftsman, created, updated
from app.domain.commands import ThemeCreate, ThemeEdit, ThemeMerge, ThemeMove, ThemeRestore, ThemeRetire
from app.domain.errors import Invalid, TooDeep
from app.domain.events import Draft
from app.domain.following import follow
from app.domain.limits import LIMITS
from app.domain.model import COLOURS, SHELVES, Board, Colour, Shelf, Theme
from app.domain.ranks import LAST, spot_of
from app.domain.rows import rank_in, stays
from app.domain.shelf import shelve, unshelve
from app.domain.texts import clean


def create(board: Board, command: ThemeCreate) -> Draft:
    """A theme is named, as a sheet or as a section of one."""
    a_new_id(board, "theme", command.theme_id)
    room_for(len(board.state["theme"]), LIMITS.themes, "themes")
    _check_parent(board, command.theme_id, command.parent_id, parked=command.theme_kind == "parked")
    rank, moved = rank_in(board, "theme", command.parent_id, spot_of(command), command.theme_id)
    theme = Theme(
        title=clean(command.title, "title", LIMITS.theme_title),
        description="",
        theme_kind=command.theme_kind,
        parent_id=command.parent_id,
        colour=_colour(board, command.parent_id),
        rank=rank,
        retired=False,
        merged_into=None,
    )
    return Draft("theme.created", (created("theme", command.theme_id, theme), *moved))


def _colour(board: Board, parent_id: str | None) -> Colour:
    """A section has its sheet's colour; a sheet the next one round."""
    if parent_id is not None:
        return board.state["theme"][parent_id]["colour"]
    return COLOURS[len(board.children(None)) % len(COLOURS)]


def edit(board: Board, command: ThemeEdit) -> Draft:
    """A theme's name, description or colour changes."""
    theme = a_theme(board, command.theme_id)
    title = theme["title"] if command.title is None else clean(command.title, "title", LIMITS.theme_title)
    description = theme["description"]
    if command.description is not None:
        description = clean(command.description, "description", LIMITS.theme_description, empty=True)
    colour = command.colour or theme["colour"]
    fields = updated("theme", command.theme_id, theme, title=title, description=description, colour=colour)
    return Draft("theme.edited", tuple(fields))


def move(board: Board, command: ThemeMove) -> Draft:
    """A theme goes under another parent, or to another spot in its row."""
    theme = a_theme(board, command.theme_id)
    if command.after == command.theme_id:
        raise Invalid("A theme cannot stand behind itself.", field="after")
    parent_id = command.parent_id if command.given("parent_id") else theme["parent_id"]
    if parent_id != theme["parent_id"]:
        _check_parent(board, command.theme_id, parent_id, parked=theme["theme_kind"] == "parked")
    elif stays(board, "theme", parent_id, spot_of(command), command.theme_id):
        return Draft("theme.moved", ())
    rank, moved = rank_in(board, "theme", parent_id, spot_of(command), command.theme_id)
    change = updated("theme", command.theme_id, theme, parent_id=parent_id, rank=rank)
    return Draft("theme.moved", (*change, *moved))


def _check_parent(board: Board, theme_id: str, parent_id: str | None, *, parked: bool) -> None:
    if parent_id is None:
        return
    parent = a_theme(board, parent_id)
    if board.children(theme_id):
        raise TooDeep("This theme has sub-themes, perhaps put away. It cannot be one.", kind="theme", id=theme_id)
    if parent_id == theme_id or parent["parent_id"] is not None:
        raise TooDeep("A theme can have sub-themes, but those can have none.", kind="theme", id=parent_id)
    if parked or parent["theme_kind"] == "parked":
        raise Invalid("A parked sheet has no sub-themes and is none.", field="parent_id")


def retire(board: Board, command: ThemeRetire) -> Draft:
    """A theme is put away, its sub-themes with it; its cards stay where else they stand, or go to the tray."""
    draft = Draftsman(board)
    theme = a_theme(board, command.theme_id, retired=True)
    draft.make(*updated("theme", command.theme_id, theme, retired=True))
    _shelve_theme(draft, command.theme_id)
    return Draft("theme.retired", tuple(draft.changes))


def _shelve_theme(draft: Draftsman, theme_id: str) -> None:
    shelve(draft, _in_family(draft.board, theme_id, "placement"))


def _in_family(board: Board, theme_id: str, kind: Shelf) -> list[str]:
    """The placements of a theme and of its sub-themes."""
    return [key for member in (theme_id, *board.children(theme_id)) for key in board.in_theme(member, kind)]


def restore(board: Board, command: ThemeRestore) -> Draft:
    """A theme is put back with its cards and the sub-themes that went away with it."""
    draft = Draftsman(board)
    theme = a_theme(board, command.theme_id, retired=True)
    if theme["parent_id"] is not None:
        a_theme(board, theme["parent_id"])
    draft.make(*updated("theme", command.theme_id, theme, retired=False, merged_into=None))
    if theme["retired"]:
        unshelve(draft, _in_family(board, command.theme_id, "kept"))
    return Draft("theme.restored", tuple(draft.changes))


def merge(board: Board, command: ThemeMerge) -> Draft:
    """Themes become one; it takes their cards and sub-themes, and doubles fold."""
    if command.theme_id in command.merged or len(set(command.merged)) < len(command.merged):
        raise Invalid("A theme cannot be merged with itself.", field="merged")
    draft = Draftsman(board)
    target = a_theme(board, command.theme_id)
    if target["parent_id"] in command.merged:
        raise TooDeep("A theme cannot be merged into its own sub-theme.", kind="theme", id=command.theme_id)
    for other in command.merged:
        a_theme(draft.board, other)
        _take_cards(draft, command.theme_id, other)
        _take_sections(draft, command.theme_id, other)
        merged = draft.board.state["theme"][other]
        draft.make(*updated("theme", other, merged, retired=True, merged_into=command.theme_id))
        follow(draft, "theme", other, command.theme_id)
    for other in command.merged:
        _shelve_theme(draft, other)
    return Draft("theme.merged", tuple(draft.changes))


def _take_cards(draft: Draftsman, theme_id: str, other: str) -> None:
    for kind in SHELVES:
        for key in draft.board.in_theme(other, kind):
            placement = draft.board.state[kind][key]
            if draft.board.standing(placement["card_id"], theme_id, kind) is None:
                rank, moved = rank_in(draft.board, "placement", theme_id, LAST, key)
                draft.make(*updated(kind, key, placement, theme_id=theme_id, rank=rank), *moved)


def _take_sections(draft: Draftsman, theme_id: str, other: str) -> None:
    for key in draft.board.children(other):
        if draft.board.theme_is_live(key):
            _check_parent(draft.board, key, theme_id, parked=False)
            rank, moved = rank_in(draft.board, "theme", theme_id, LAST, key)
            section = draft.board.state["theme"][key]
            draft.make(*updated("theme", key, section, parent_id=theme_id, rank=rank), *moved)
