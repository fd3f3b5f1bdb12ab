"""Cells of a CSV file that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable

RISKY = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a formula starts with, full-width signs too, behind any apostrophes that guard it already."""


def guarded(text: str) -> str:
    """The text as a cell: an apostrophe stands before what would start a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made; other cells are left alone."""
    return cell[1:] if cell.startswith("'") and RISKY.match(cell) else cell


def csv_line(cells: Iterable[str | int | None]) -> str:
    """One record in the convention of the published table: commas, few quotation marks, CR LF."""
    line = io.StringIO()
    csv.writer(line).writerow(guarded(cell) if isinstance(cell, str) else cell for cell in cells)
    return line.getvalue()
