"""A table of themes as it was pasted or uploaded: read strictly, with every problem named by row and column."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.errors import Invalid, Rejection
from app.domain.limits import LIMITS
from app.domain.texts import clean
from app.export.cells import unguarded
from app.export.table import HEADER

CHARACTERS = 2_000_000
"""The longest file that is read, in characters."""
ROWS = LIMITS.placements
"""The most rows that are read, blank ones not counted."""
PROBLEMS = 100
"""The most problems that are listed; reading stops there."""


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of one column are read; `limit` in characters."""

    title: str
    limit: int
    needed: bool = False
    counts: bool = False


COLUMNS = (
    Column("Theme", LIMITS.theme_title, needed=True),
    Column("Sub-theme", LIMITS.theme_title),
    Column("Card", LIMITS.card_text, needed=True),
    Column("Position", 6, counts=True),
    Column("Mark", LIMITS.mark),
)


NEEDED = {name for name, column in zip(HEADER, COLUMNS, strict=True) if column.needed}
OTHER_NAMES = {"sub-theme": "subtheme_group", "subtheme": "subtheme_group"}
NO_HEAD = (
    "The first row must name the columns. Theme and card are needed. "
    "It may also have subtheme_group, position and mark."
)


@dataclass(frozen=True, slots=True)
class Head:
    """The first row: what stands between cells, the names of the columns, and as written those that nobody reads."""

    delimiter: str
    names: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One card at one place. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    theme: str
    group: str
    card: str
    position: int | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a table cannot be imported as it is; the message is a whole plain sentence."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. A table with problems is shown but not imported."""

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()


def parse_table(text: str) -> Table:
    """Reads CSV text: comma, semicolon or tab; a byte order mark is fine. Never raises; see `problems`."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return Table((), (Problem(1, "The file is empty."),))
    if len(text) > CHARACTERS:
        return Table((), (Problem(1, f"The file is too big. At most {CHARACTERS} characters fit."),))
    head = _head(text)
    if head is None:
        return Table((), (Problem(1, NO_HEAD),))
    return replace(_collect(_records(text, head)), left_out=head.left_out)


def _head(text: str) -> Head | None:
    """What the first row says, in any order; None when it does not name the columns that are needed, once."""
    for delimiter in ",;\t":
        cells = _first_row(text, delimiter)
        names = tuple(OTHER_NAMES.get(cell.lower(), cell.lower()) for cell in cells)
        known = [name for name in names if name in HEADER]
        if set(known) >= NEEDED and len(set(known)) == len(known):
            return Head(delimiter, names, tuple(c for c, name in zip(cells, names, strict=True) if name not in HEADER))
    return None


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])]
    except csv.Error:
        return []


def _collect(records: Iterator[TableRow | Problem]) -> Table:
    rows, problems = list[TableRow](), list[Problem]()
    for one in records:
        if isinstance(one, TableRow):
            rows.append(one)
        else:
            problems.append(one)
        if len(rows) > ROWS:
            return Table((), (Problem(one.row, f"The table is too long. At most {ROWS} rows fit."),))
        if len(problems) == PROBLEMS:
            break
    if not rows and not problems:
        problems.append(Problem(2, "The table has no rows."))
    return Table(tuple(rows), tuple(problems))


def _records(text: str, head: Head) -> Iterator[TableRow | Problem]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=head.delimiter, strict=True)
    next(reader)
    row = 1
    try:
        for cells in reader:
            row += 1
            if any(cell.strip() for cell in cells):
                yield from _record(row, cells, head.names)
    except csv.Error:
        limit = csv.field_size_limit()
        message = f"This row cannot be read. Check its quotation marks. At most {limit} characters fit in a cell."
        yield Problem(row + 1, message)


def _record(row: int, cells: Sequence[str], names: Sequence[str]) -> Iterator[TableRow | Problem]:
    if len(cells) != len(names):
        yield Problem(row, f"This row has {len(cells)} cells. It needs {len(names)}.")
        return
    written = dict(zip(names, cells, strict=True))
    problems, values = list[Problem](), list[str]()
    for name, column in zip(HEADER, COLUMNS, strict=True):
        try:
            values.append(_value(column, written.get(name, "")))
        except Rejection as rejection:
            problems.append(Problem(row, f"{column.title}: {rejection.message}"))
    if problems:
        yield from problems
        return
    theme, group, card, position, mark = values
    yield TableRow(row, theme, group, card, int(position) if position else None, mark or None)


def _value(column: Column, cell: str) -> str:
    text = clean(unguarded(cell), column.title, column.limit, empty=True)
    if not text and column.needed:
        raise Invalid("This cell is empty.")
    if "\ufffd" in text:
        raise Invalid("A letter is broken. Save the file as UTF-8.")
    if column.counts and text and not (text.isascii() and text.isdecimal()):
        raise Invalid("Please write a whole number, or nothing.")
    return " ".join(text.split())
