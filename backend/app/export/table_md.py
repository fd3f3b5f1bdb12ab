"""The table of themes as Markdown, to be read and pasted."""

import re
from collections.abc import Iterator

from app.domain.model import State
from app.export.table import Outline, Section, Sheet, Slip, outline

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def table_md(state: State, source: str | None = None) -> str:
    """The whole document; `source` names where the cards are from."""
    return "\n".join(_lines(outline(state), source)) + "\n"


def _lines(board: Outline, source: str | None) -> Iterator[str]:
    yield f"# {escaped(board.title)}"
    yield from _paragraph(board.question)
    for sheet in board.sheets:
        yield from _sheet(sheet)
    yield from _tray(board.tray)
    yield from _legend(board)
    if source:
        yield from ("", "---", "", escaped(source))


def _sheet(sheet: Sheet) -> Iterator[str]:
    parked = " (parked)" if sheet.parked else ""
    yield from ("", f"## {escaped(sheet.title)}{parked}")
    yield from _paragraph(sheet.description)
    for section in sheet.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield from ("", f"### {escaped(section.title)}")
        yield from _paragraph(section.description)
    yield ""
    if not section.slips:
        yield "No cards here yet."
    for position, slip in enumerate(section.slips, start=1):
        yield f"{position}. {_slip(slip)}"


def _slip(slip: Slip) -> str:
    return f"{escaped(slip.text)} ({escaped(slip.mark)})" if slip.mark else escaped(slip.text)


def _tray(tray: tuple[str, ...]) -> Iterator[str]:
    if tray:
        yield from ("", "## Not sorted yet", "", *(f"- {escaped(text)}" for text in tray))


def _legend(board: Outline) -> Iterator[str]:
    if board.legend:
        yield from ("", "## Marks", "")
    for mark, meaning in board.legend.items():
        yield f"- {escaped(mark)}: {escaped(meaning) or 'not explained yet'}"


def _paragraph(text: str) -> tuple[str, ...]:
    return ("", escaped(text)) if text else ()


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return AT_START.sub(lambda match: _broken(match[1]), line)


def _broken(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"
