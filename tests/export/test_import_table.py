"""Reading a table strictly: every problem is named by its row and column, and nothing is guessed."""

import pytest

from app.export.import_table import CHARACTERS, NO_HEAD, PROBLEMS, ROWS, parse_table
from tests.export.boards import HEADER, table


def messages(text: str) -> list[tuple[int, str]]:
    return [(problem.row, problem.message) for problem in parse_table(text).problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_X7_separators_line_ends_and_byte_order_mark(delimiter: str, ending: str, mark: str) -> None:
    lines = ("theme,subtheme_group,card,position,mark", "Respite,,Offload,1,", "Respite,,Calm,2,*")
    text = mark + "".join(line.replace(",", delimiter) + ending for line in lines)
    read = parse_table(text)
    assert read.problems == ()
    assert [(row.row, row.card, row.position, row.mark) for row in read.rows] == [
        (2, "Offload", 1, None),
        (3, "Calm", 2, "*"),
    ]


def test_X7_quoted_header_and_cells() -> None:
    read = parse_table('"theme","subtheme_group","card","position","mark"\n"A","","A card, ""quoted""",,\n')
    assert [row.card for row in read.rows] == ['A card, "quoted"']


def test_X7_rows_count_as_in_a_spreadsheet_and_blank_ones_are_passed_over() -> None:
    read = parse_table(HEADER + '\r\nA,,"one\r\nline",1,\r\n,,,,\r\nA,,two,2,\r\n')
    assert [(row.row, row.card) for row in read.rows] == [(3, "one line"), (5, "two")]


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n\t"])
def test_X7_empty_file(text: str) -> None:
    assert messages(text) == [(1, "The file is empty.")]


def test_X7_header_only() -> None:
    assert messages(HEADER) == [(2, "The table has no rows.")]


@pytest.mark.parametrize(
    "header", ["theme,mark", "card", "theme,card,card", "colour,note", "theme|subtheme_group|card"]
)
def test_X7_wrong_header(header: str) -> None:
    assert messages(f"{header}\r\nA,,B,1,\r\n") == [(1, NO_HEAD)]


@pytest.mark.parametrize(
    "text", ["card;Sub-theme;Theme\nTea;Hot;Drinks\n", "theme\tsubtheme_group\tcard\nDrinks\tHot\tTea\n"]
)
def test_X7_columns_in_any_order_and_only_those_that_are_needed(text: str) -> None:
    (row,) = parse_table(text).rows
    assert (row.theme, row.group, row.card, row.position, row.mark) == ("Drinks", "Hot", "Tea", None, None)


def test_X7_other_columns_are_left_out_and_named() -> None:
    table = parse_table('Nr;CARD ;"Who; when";Theme;\n1;Tea;Ana;Drinks;x\n')
    (row,) = table.rows
    assert (row.theme, row.card, table.problems) == ("Drinks", "Tea", ())
    assert table.left_out == ("Nr", "Who; when", "")


def test_X7_ragged_rows() -> None:
    assert messages(HEADER + "A,,B\r\nA,,B,1,,\r\nA,,B,1,\r\n") == [
        (2, "This row has 3 cells. It needs 5."),
        (3, "This row has 6 cells. It needs 5."),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",,B,1,", "Theme: This cell is empty."),
        ("A,, ,1,", "Card: This cell is empty."),
        (f"{'A' * 121},,B,1,", "Theme: The text is too long. At most 120 characters fit."),
        (f"A,{'S' * 121},B,1,", "Sub-theme: The text is too long. At most 120 characters fit."),
        (f"A,,{'B' * 501},1,", "Card: The text is too long. At most 500 characters fit."),
        ("A,,B,1,123456789", "Mark: The text is too long. At most 8 characters fit."),
        ("A,,B,first,", "Position: Please write a whole number, or nothing."),
        ("A,,B,-1,", "Position: Please write a whole number, or nothing."),
        ("A,,B,٣,", "Position: Please write a whole number, or nothing."),
        ("A,,B\0C,1,", "Card: The text has signs that cannot be shown."),
        ("A,,Caf\ufffd,1,", "Card: A letter is broken. Save the file as UTF-8."),
    ],
)
def test_X7_cells_that_do_not_fit(row: str, message: str) -> None:
    assert messages(f"{HEADER}A,,fine,1,\r\n{row}\r\n") == [(3, message)]


def test_X7_every_problem_of_a_row_is_named() -> None:
    assert len(messages(f"{HEADER},,,x,\r\n")) == 3


@pytest.mark.parametrize("cell", ['"open', '"closed" early', "x" * 131_073])
def test_X7_rows_that_cannot_be_read(cell: str) -> None:
    ((row, message),) = messages(f"{HEADER}A,,fine,1,\r\nA,,{cell},2,\r\n")
    assert row == 3
    assert message.startswith("This row cannot be read.")


def test_X7_a_huge_file_is_refused_unread() -> None:
    assert messages(HEADER + "x" * CHARACTERS) == [(1, "The file is too big. At most 2000000 characters fit.")]


def test_X7_ten_thousand_rows_are_read_and_one_more_is_refused() -> None:
    rows = [f"T,,Card {number}" for number in range(ROWS)]
    assert len(parse_table(table(rows)).rows) == ROWS
    assert messages(table([*rows, "T,,one more"])) == [(ROWS + 2, "The table is too long. At most 10000 rows fit.")]


def test_X7_the_list_of_problems_ends() -> None:
    assert len(messages(HEADER + "x\r\n" * (PROBLEMS + 5))) == PROBLEMS
