"""A board as an outline and as rows, in board order: themes, within them first their own cards, then sub-themes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.model import Card, State, Theme, ranked
from app.domain.quotes import HOLE

HEADER = ("theme", "subtheme_group", "card", "position", "mark")


@dataclass(frozen=True, slots=True)
class Slip:
    """One placement as it is read: the card with its label, and the mark."""

    text: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """A sub-theme, or under an empty title the cards that stand on the theme itself."""

    title: str
    description: str
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A theme with its sections."""

    title: str
    description: str
    parked: bool
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole board as it is read: sheets, parked ones last, and the cards nobody has sorted yet."""

    title: str
    question: str
    legend: Mapping[str, str]
    sheets: tuple[Sheet, ...]
    tray: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of table.csv; `position` counts from 1 within its group."""

    theme: str
    subtheme_group: str
    card: str
    position: int
    mark: str | None


def shown(text: str | None, label: str | None) -> str:
    """A card as one line of text, its label before it."""
    words = HOLE if text is None else text
    return f"{label}: {words}" if label else words


def _titled(theme: Theme) -> str:
    title: str | None = theme["title"]
    return HOLE if title is None else title


def outline(state: State) -> Outline:
    """The board in board order. A board without its record reads as one without title."""
    board = next(iter(state["board"].values()), None)
    slips = _slips(state)
    tops = _live_children(state, None)
    in_order = sorted(tops, key=lambda key: state["theme"][key]["theme_kind"] == "parked")
    return Outline(
        title=board["title"] if board else "",
        question=board["question"] if board else "",
        legend=board["legend"] if board else {},
        sheets=tuple(_sheet(state, key, slips) for key in in_order),
        tray=_tray(state),
    )


def table_rows(state: State) -> Iterator[Row]:
    """The rows of the table: placements only, so neither the tray nor an empty theme has any."""
    for sheet in outline(state).sheets:
        for section in sheet.sections:
            for position, slip in enumerate(section.slips, start=1):
                yield Row(sheet.title, section.title, slip.text, position, slip.mark)


def _sheet(state: State, theme_id: str, slips: Mapping[str, tuple[Slip, ...]]) -> Sheet:
    theme = state["theme"][theme_id]
    own = Section("", "", slips.get(theme_id, ()))
    children = ((key, state["theme"][key]) for key in _live_children(state, theme_id))
    below = tuple(Section(_titled(child), child["description"], slips.get(key, ())) for key, child in children)
    sections = (own, *below) if own.slips or not below else below
    return Sheet(_titled(theme), theme["description"], theme["theme_kind"] == "parked", sections)


def _slips(state: State) -> Mapping[str, tuple[Slip, ...]]:
    placements = state["placement"]
    by_theme: dict[str, list[Slip]] = {}
    for key in ranked({key: placement["rank"] for key, placement in placements.items()}):
        slip = Slip(_shown(state["card"][placements[key]["card_id"]]), placements[key]["mark"])
        by_theme.setdefault(placements[key]["theme_id"], []).append(slip)
    return {theme_id: tuple(slips) for theme_id, slips in by_theme.items()}


def _live_children(state: State, parent_id: str | None) -> list[str]:
    live = {key: theme for key, theme in state["theme"].items() if not theme["retired"]}
    return ranked({key: theme["rank"] for key, theme in live.items() if theme["parent_id"] == parent_id})


def _tray(state: State) -> tuple[str, ...]:
    placed = {placement["card_id"] for placement in state["placement"].values()}
    loose = {key: card for key, card in state["card"].items() if not card["retired"] and key not in placed}
    return tuple(_shown(loose[key]) for key in ranked({key: card["rank"] for key, card in loose.items()}))


def _shown(card: Card) -> str:
    return shown(card["text"], card["label"])
