"""The table of themes as one complete page: headings and lists, nothing from elsewhere."""

from collections.abc import Iterator
from html import escape

from app.domain.model import State
from app.export.table import Outline, Section, Sheet, Slip, outline

STYLE = (
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.5 sans-serif;overflow-wrap:anywhere}"
    "h2{break-after:avoid;border-bottom:2px solid}h3{break-after:avoid}li{break-inside:avoid}"
    "p{white-space:pre-line}:root{color-scheme:light dark}"
)
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>"""


def table_html(state: State, source: str | None = None) -> str:
    """The whole page; `source` names where the cards are from."""
    return "\n".join(_lines(outline(state), source)) + "\n"


def _lines(board: Outline, source: str | None) -> Iterator[str]:
    title = escape(board.title or "Themes")
    yield HEAD.format(title=title, style=STYLE)
    yield f"<main>\n<h1>{title}</h1>"
    yield from _paragraph(board.question)
    for sheet in board.sheets:
        yield from _sheet(sheet)
    yield from _tray(board.tray)
    yield from _legend(board)
    yield "</main>"
    if source:
        yield f"<footer><p>{escape(source)}</p></footer>"
    yield "</body>\n</html>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    parked = " (parked)" if sheet.parked else ""
    yield f"<section>\n<h2>{escape(sheet.title)}{parked}</h2>"
    yield from _paragraph(sheet.description)
    for section in sheet.sections:
        yield from _section(section)
    yield "</section>"


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"<h3>{escape(section.title)}</h3>"
        yield from _paragraph(section.description)
    if not section.slips:
        yield "<p>No cards here yet.</p>"
        return
    yield "<ol>"
    for slip in section.slips:
        yield f"<li>{_slip(slip)}</li>"
    yield "</ol>"


def _slip(slip: Slip) -> str:
    return f"{escape(slip.text)} <b>{escape(slip.mark)}</b>" if slip.mark else escape(slip.text)


def _tray(tray: tuple[str, ...]) -> Iterator[str]:
    if tray:
        yield "<section>\n<h2>Not sorted yet</h2>\n<ul>"
        for text in tray:
            yield f"<li>{escape(text)}</li>"
        yield "</ul>\n</section>"


def _legend(board: Outline) -> Iterator[str]:
    if board.legend:
        yield "<section>\n<h2>Marks</h2>\n<dl>"
        for mark, meaning in board.legend.items():
            yield f"<dt><b>{escape(mark)}</b></dt>\n<dd>{escape(meaning) or 'not explained yet'}</dd>"
        yield "</dl>\n</section>"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield f"<p>{escape(text)}</p>"
