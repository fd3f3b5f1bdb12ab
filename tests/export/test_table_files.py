"""The table as CSV, Markdown and a page: complete, in board order, and safe to open."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commands import BoardEdit, CardCreate, PlacementMove, ThemeCreate, ThemeEdit, ThemeMove
from app.domain.errors import Rejection
from app.domain.texts import clean
from app.export.board_json import board_json
from app.export.cells import csv_line, guarded, unguarded
from app.export.import_table import parse_table
from app.export.table_csv import table_csv
from app.export.table_html import table_html
from app.export.table_md import table_md
from tests.export.boards import PLAIN, Bench, published, table

NASTY = "<b>bold</b> & *stars* [link](x) `code` | 1. #"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", "\uff1d1+1"]


def sorted_board() -> Bench:
    bench = Bench("Outcomes & more")
    bench.load(table(["B,S,second", "B,,first", "A,,other,*"]))
    bench.do(
        CardCreate(type="card.create", card_id="card-tray", text=NASTY, label="Aim"),
        ThemeCreate(type="theme.create", theme_id="theme-parked", title="Later", theme_kind="parked", after=None),
        ThemeCreate(type="theme.create", theme_id="theme-empty", title="2. <Empty>"),
        ThemeEdit(type="theme.edit", theme_id="theme-empty", description="Line one\nline two"),
        BoardEdit(type="board.edit", question="What <changed>?"),
    )
    return bench


def test_X1_csv_has_placements_in_board_order_own_cards_first() -> None:
    bench = sorted_board()
    top = next(key for key, theme in bench.board.state["theme"].items() if theme["title"] == "A")
    bench.do(ThemeMove(type="theme.move", theme_id=top, after=None))
    assert table_csv(bench.board.state).split("\r\n") == [
        "theme,subtheme_group,card,position,mark",
        "A,,other,1,*",
        "B,,first,1,",
        "B,S,second,1,",
        "",
    ]


def test_X1_csv_follows_a_move() -> None:
    bench = Bench()
    board = bench.load(table(["A,,one", "A,,two", "A,,three"]))
    last = board.in_theme(next(iter(board.state["theme"])))[-1]
    theme_id = board.state["placement"][last]["theme_id"]
    bench.do(PlacementMove(type="placement.move", placement_id=last, theme_id=theme_id, after=None))
    rows = list(csv.reader(io.StringIO(table_csv(bench.board.state))))[1:]
    assert [(row[2], row[3]) for row in rows] == [("three", "1"), ("one", "2"), ("two", "3")]


@pytest.mark.parametrize("text", FORMULAS)
def test_X2_no_cell_starts_a_formula_and_it_comes_back_as_it_was(text: str) -> None:
    bench = Bench()
    bench.do(
        ThemeCreate(type="theme.create", theme_id="theme-01", title=text),
        CardCreate(type="card.create", card_id="card-0001", text=text),
    )
    bench.do(BoardEdit(type="board.edit", legend={text: ""}) if len(text) <= 8 else BoardEdit(type="board.edit"))
    bench.load(table([f"{guarded(text)},{guarded(text)},{guarded(text)},{guarded(text) if len(text) < 8 else ''}"]))
    exported = table_csv(bench.board.state)
    cells = [cell for row in csv.reader(io.StringIO(exported)) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\uff1d"]
    assert {row.card for row in parse_table(exported).rows} == {text}
    assert len(bench.board.state["card"]) == 1


@given(st.text())
def test_X2_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@given(st.lists(st.text(), min_size=2))
def test_X2_a_line_is_read_back_as_written(cells: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(csv_line(cells), newline=""), strict=True)
    assert [unguarded(cell) for cell in read] == cells


@given(st.text(max_size=120), st.text(max_size=120))
def test_X2_whatever_a_board_can_hold_survives_the_round_trip(theme: str, card: str) -> None:
    bench = Bench()
    try:
        clean(theme, "theme", 120)
        clean(card, "card", 120)
        bench.load("theme,subtheme_group,card,position,mark\r\n" + csv_line((theme, "", card, 1, "")))
    except Rejection:
        return
    exported = table_csv(bench.board.state)
    again = Bench()
    assert table_csv(again.load(exported, PLAIN, "import-02").state) == exported


def test_X3_markdown_lists_everything() -> None:
    text = table_md(sorted_board().board.state, "A published study")
    assert text == (
        "# Outcomes \\& more\n\nWhat \\<changed\\>?\n\n"
        "## B\n\n1. first\n\n### S\n\n1. second\n\n"
        "## A\n\n1. other (\\*)\n\n"
        "## 2\\. \\<Empty\\>\n\nLine one line two\n\nNo cards here yet.\n\n"
        "## Later (parked)\n\nNo cards here yet.\n\n"
        "## Not sorted yet\n\n"
        "- Aim: \\<b\\>bold\\</b\\> \\& \\*stars\\* \\[link\\](x) \\`code\\` \\| 1. \\#\n\n"
        "## Marks\n\n- \\*: not explained yet\n\n---\n\nA published study\n"
    )


class Tags(HTMLParser):
    """Collects headings and checks that every tag is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and re.fullmatch(r"h\d", self.open[-1]):
            self.headings.append((self.open[-1], data))


def test_X3_the_page_is_complete_and_has_an_outline() -> None:
    page = Tags()
    page.feed(table_html(sorted_board().board.state, "A <published> study"))
    assert page.open == []
    assert page.headings == [
        ("h1", "Outcomes & more"),
        ("h2", "B"),
        ("h3", "S"),
        ("h2", "A"),
        ("h2", "2. <Empty>"),
        ("h2", "Later (parked)"),
        ("h2", "Not sorted yet"),
        ("h2", "Marks"),
    ]


def test_X3_the_page_escapes_words_and_calls_nobody() -> None:
    text = table_html(sorted_board().board.state, "A <published> study")
    assert html.escape(NASTY) in text
    assert "<published>" not in text
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert not re.search(r"(src|href|url\(|@import|<script)", text)


def test_X3_the_published_cards_are_all_in_the_page_and_in_markdown() -> None:
    state = Bench().load(published()).state
    assert table_html(state).count("<li>") == 148
    assert len(re.findall(r"^\d+\. ", table_md(state), re.MULTILINE)) == 148


def test_X6_board_json_holds_the_state_as_it_is() -> None:
    board = sorted_board().board
    people = [{"id": "person-1", "pseudonym": "Facilitator"}]
    whole = json.loads(board_json(board, people))
    assert whole == {"board_id": board.id, "seq": board.seq, "state": board.state, "people": people}
