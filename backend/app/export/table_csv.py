"""The table of themes as a CSV file, in the columns and the convention of the published one."""

from dataclasses import astuple

from app.domain.model import State
from app.export.cells import csv_line
from app.export.table import HEADER, table_rows


def table_csv(state: State) -> str:
    """The whole file: one line for each placement, CR LF at the end of each."""
    lines = (csv_line(astuple(row)) for row in table_rows(state))
    return csv_line(HEADER) + "".join(lines)
