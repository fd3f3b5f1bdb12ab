"""What an import would do, shown before it does it."""

from typing_extensions import TypedDict

from app.domain.commands import CardCreate, PlacementAdd, ThemeCreate
from app.domain.errors import Rejection
from app.domain.model import Board
from app.export.import_fold import AIM_PREFIX, GroupKey, Options, Place, Sorted, sort_rows
from app.export.import_plan import import_commands
from app.export.import_table import Problem, Table, TableRow
from app.export.import_variants import variants


class Repeat(TypedDict):
    theme: str
    group: str
    card: str
    rows: list[int]


class Folded(TypedDict):
    text: str
    rows: list[int]


class Variant(TypedDict):
    a: str
    b: str


class Marked(TypedDict):
    mark: str
    card: str
    group: str


class New(TypedDict):
    cards: int
    placements: int
    themes: int


class ProblemAt(TypedDict):
    row: int
    message: str


class Report(TypedDict):
    """Rows count as a spreadsheet does (the header is row 1). `group` is the sub-theme, or the theme that has none.

    `left_out` are columns that nobody reads. `cards` and `placements` follow the options; `new` leaves out what the
    board has already. `aims` counts rows,
    `aim_cards` cards. With any `problems` nothing is imported.
    """

    rows: int
    cards: int
    placements: int
    themes: int
    groups: int
    new: New
    repeats: list[Repeat]
    folded: list[Folded]
    variants: list[Variant]
    marks: list[Marked]
    marks_without_legend: list[str]
    aims: int
    aim_cards: int
    problems: list[ProblemAt]
    left_out: list[str]


def import_report(table: Table, board: Board, options: Options) -> Report:
    """The report on a table, its problems and those of the board's limits included. Never raises."""
    found = sort_rows(table.rows, options)
    wanted = list(found.wanted(options))
    new, problems = _new(found, board, options)
    aims = [place.card[0] for place in found.places if AIM_PREFIX.match(place.row.card)]
    return Report(
        rows=len(table.rows),
        cards=len({place.card for place in wanted}),
        placements=len(wanted),
        themes=len({place.group[0] for place in found.places}),
        groups=len({place.group for place in found.places}),
        new=new,
        repeats=_repeats(found),
        folded=_folded(found),
        variants=[Variant(a=a, b=b) for a, b in variants(found.spelling(text) for text in _texts(found))],
        marks=[Marked(mark=p.row.mark, card=p.row.card, group=found.titles[p.group]) for p in wanted if p.row.mark],
        marks_without_legend=_unexplained(found, board),
        aims=len(aims),
        aim_cards=len(set(aims)),
        problems=[ProblemAt(row=p.row, message=p.message) for p in (*table.problems, *problems)],
        left_out=[name or "(no name)" for name in table.left_out],
    )


def _new(found: Sorted, board: Board, options: Options) -> tuple[New, list[Problem]]:
    try:
        asked = import_commands(found, board, options, "preview")
    except Rejection as rejection:
        return New(cards=0, placements=0, themes=0), [Problem(1, rejection.message)]
    cards = sum(isinstance(command, CardCreate) for command in asked)
    places = sum(isinstance(command, CardCreate | PlacementAdd) for command in asked)
    return New(cards=cards, placements=places, themes=sum(isinstance(c, ThemeCreate) for c in asked)), []


def _texts(found: Sorted) -> list[str]:
    """The cards' folded texts, each once."""
    return list(dict.fromkeys(place.card[0] for place in found.places))


def _repeats(found: Sorted) -> list[Repeat]:
    stands: dict[tuple[GroupKey, str], list[Place]] = {}
    for place in found.places:
        stands.setdefault((place.group, place.card[0]), []).append(place)
    return [
        Repeat(
            theme=found.titles[group[0], ""],
            group=found.titles[group],
            card=found.spelling(text),
            rows=sorted(place.row.row for place in places),
        )
        for (group, text), places in stands.items()
        if len(places) > 1
    ]


def _folded(found: Sorted) -> list[Folded]:
    rows: dict[str, list[TableRow]] = {}
    for place in found.places:
        rows.setdefault(place.card[0], []).append(place.row)
    return [
        Folded(text=found.spelling(text), rows=sorted(row.row for row in same))
        for text, same in rows.items()
        if len({row.card for row in same}) > 1
    ]


def _unexplained(found: Sorted, board: Board) -> list[str]:
    """Marks of the table that the board's legend lacks, or does not explain."""
    legend = board.state["board"][board.id]["legend"]
    marks = {place.row.mark for place in found.places if place.row.mark is not None}
    return sorted(mark for mark in marks if not legend.get(mark))
