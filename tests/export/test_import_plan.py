"""A table as commands: what is there already is used again, and nothing is made twice."""

import pytest

from app.domain.commands import (
    Batch,
    BoardEdit,
    CardCreate,
    CardEdit,
    CardRetire,
    PlacementMark,
    PlacementRemove,
    ThemeCreate,
    ThemeRetire,
)
from app.domain.errors import Invalid, LimitReached
from app.domain.model import Board
from app.export.import_fold import Options
from app.export.import_plan import batch_id, import_plan
from app.export.import_report import import_report
from app.export.import_table import parse_table
from app.export.table import table_rows
from tests.export.boards import PLAIN, Bench, published, table

TWO = table(["A,,one", "A,S,two"])


def plan(text: str, board: Board, import_id: str = "import-01") -> list[Batch]:
    return import_plan(parse_table(text), board, PLAIN, import_id)


def shown(board: Board) -> list[tuple[str, str, str, str | None]]:
    return [(row.theme, row.subtheme_group, row.card, row.mark) for row in table_rows(board.state)]


def test_X14_batches_hold_at_most_200_commands() -> None:
    sizes = [len(batch.commands) for batch in plan(table(f"T{n % 30},,Card {n}" for n in range(450)), Bench().board)]
    assert sizes == [200, 200, 80]


def test_X14_ids_follow_from_the_import() -> None:
    board = Bench().board
    assert plan(published(), board) == plan(published(), board)
    first, other = plan(TWO, board)[0], plan(TWO, board, "import-02")[0]
    assert batch_id("import-01", first) == batch_id("import-01", plan(TWO, board)[0])
    assert len({batch_id("import-01", first), batch_id("import-02", first), batch_id("import-01", other)}) == 3


def test_X14_an_import_cut_off_after_its_first_batch_goes_on_where_it_stopped() -> None:
    whole, cut = Bench(), Bench()
    text = table(f"T{n % 6},S{n % 5},Card {n // 3},{n % 2}" for n in range(450))
    first, *_ = batches = plan(text, whole.board)
    whole.do(*batches)
    rest = plan(text, cut.do(first))
    cut.do(*rest)
    assert len(batches) > 2
    assert cut.board.state == whole.board.state
    assert plan(text, cut.board) == []
    assert batch_id("import-01", rest[0]) != batch_id("import-01", first)


def test_X13_themes_and_cards_of_the_same_words_are_used_again() -> None:
    bench = Bench()
    bench.do(
        ThemeCreate(type="theme.create", theme_id="theme-old", title="The “A”"),
        CardCreate(type="card.create", card_id="card-old1", text="It’s  me"),
    )
    board = bench.load(table(['The "A",,It\'s me', "B,,It's me"]))
    assert shown(board) == [("The “A”", "", "It’s  me", None), ("B", "", "It’s  me", None)]
    assert list(board.state["card"]) == ["card-old1"]


def test_X11_labels_on_the_board_count_as_the_prefix() -> None:
    bench = Bench()
    bench.do(CardCreate(type="card.create", card_id="card-old1", text="Meet people", label="Aim"))
    board = bench.load(table(["A,,Aim: Meet people", "A,,Meet people"]))
    assert [card["label"] for card in board.state["card"].values()] == ["Aim", None]


def test_X9_a_repeat_uses_the_second_card_of_the_same_words() -> None:
    bench, keep = Bench(), Options(keep_repeats=True)
    text = table(["A,,same", "A,,same", "B,,same"])
    before = bench.load(text, keep)
    assert len(before.state["card"]) == 2
    assert bench.load(text, keep, "import-02") == before


def test_X13_retired_themes_and_cards_are_not_used() -> None:
    bench = Bench()
    board = bench.load(TWO)
    theme = next(key for key, one in board.state["theme"].items() if one["title"] == "A")
    card = next(key for key, one in board.state["card"].items() if one["text"] == "one")
    bench.do(ThemeRetire(type="theme.retire", theme_id=theme), CardRetire(type="card.retire", card_id=card))
    assert shown(bench.load(TWO, PLAIN, "import-02")) == [("A", "", "one", None), ("A", "S", "two", None)]
    assert len(bench.board.state["card"]) == 3


@pytest.mark.parametrize("kind", ["theme", "card", "placement"])
def test_X14_what_the_same_import_made_and_people_put_away_stays_away(kind: str) -> None:
    bench = Bench()
    board = bench.load(TWO)
    match kind:
        case "theme":
            bench.do(*(ThemeRetire(type="theme.retire", theme_id=key) for key in board.state["theme"]))
        case "card":
            bench.do(*(CardRetire(type="card.retire", card_id=key) for key in board.state["card"]))
        case _:
            bench.do(*(PlacementRemove(type="placement.remove", placement_id=key) for key in board.state["placement"]))
    assert shown(bench.load(TWO)) == []


def test_X14_a_card_whose_words_were_changed_is_known_to_the_same_import() -> None:
    bench = Bench()
    board = bench.load(TWO)
    bench.do(*(CardEdit(type="card.edit", card_id=key, text=f"New {key}") for key in board.state["card"]))
    assert plan(TWO, bench.board) == []


def test_X12_marks_are_added_and_never_taken_off() -> None:
    bench = Bench()
    bench.load(table(["A,,one,*", "A,,two"]))
    board = bench.load(table(["A,,one", "A,,two,+"]), PLAIN, "import-02")
    assert shown(board) == [("A", "", "one", "*"), ("A", "", "two", "+")]
    assert board.state["board"][board.id]["legend"] == {"*": "", "+": ""}


def test_X12_meanings_of_marks_are_kept() -> None:
    bench = Bench()
    bench.do(BoardEdit(type="board.edit", legend={"*": "Said often"}))
    board = bench.load(table(["A,,one,*"]))
    assert board.state["board"][board.id]["legend"] == {"*": "Said often"}
    assert import_report(parse_table(table(["A,,one,*"])), board, PLAIN)["marks_without_legend"] == []


def test_X17_rows_stand_by_position_when_every_one_has_it() -> None:
    head = "theme,subtheme_group,card,position,mark\n"
    assert [row[2] for row in shown(Bench().load(head + "A,,two,2,\nA,,one,1,\n"))] == ["one", "two"]
    assert [row[2] for row in shown(Bench().load(head + "A,,two,2,\nA,,one,,\n"))] == ["two", "one"]


def test_X13_a_parked_sheet_is_used_again_but_takes_no_sub_themes() -> None:
    bench = Bench()
    bench.do(ThemeCreate(type="theme.create", theme_id="theme-old", title="A", theme_kind="parked"))
    with pytest.raises(Invalid):
        plan(TWO, bench.board)
    assert import_report(parse_table(TWO), bench.board, PLAIN)["problems"] == [
        {"row": 1, "message": "A parked sheet has no sub-themes."}
    ]
    assert list(bench.load(table(["A,,one"])).state["theme"]) == ["theme-old"]


@pytest.mark.parametrize(
    ("rows", "limit"),
    [
        ([f"A,,card {n}" for n in range(2_001)], "cards"),
        ([f"A{n},,card" for n in range(201)], "themes"),
        ([f"A,,card {n},{n}" for n in range(13)], "marks"),
    ],
)
def test_X16_limits_of_the_board(rows: list[str], limit: str) -> None:
    board = Bench().board
    with pytest.raises(LimitReached):
        plan(table(rows), board)
    assert plan(table(rows[1:]), board) != []
    (problem,) = import_report(parse_table(table(rows)), board, PLAIN)["problems"]
    assert limit in problem["message"]


def test_X12_a_mark_already_there_is_not_set_again() -> None:
    bench = Bench()
    bench.load(table(["A,,one,*"]))
    commands = [c for batch in plan(table(["A,,one,*", "A,,two,*"]), bench.board, "import-02") for c in batch.commands]
    assert sum(isinstance(command, PlacementMark) for command in commands) == 1
