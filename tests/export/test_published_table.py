"""The published study in and out again (SPEC X): the facts of its table, and the round trip."""

import csv
import io
from collections import Counter

import pytest

from app.export.import_fold import Options, fold, sort_rows
from app.export.import_plan import import_plan
from app.export.import_report import Report, import_report
from app.export.import_table import parse_table
from app.export.table_csv import table_csv
from tests.export.boards import PLAIN, Bench, published

KEEP, LABELS = Options(keep_repeats=True), Options(aim_labels=True)
RIPPLE = "The “ripple effect”"


def report(options: Options = PLAIN) -> Report:
    return import_report(parse_table(published()), Bench().board, options)


def test_X7_the_file_is_read_whole() -> None:
    table = parse_table(published())
    assert (len(table.rows), table.problems) == (151, ())


def test_X15_counts() -> None:
    found = report()
    counts = (found["rows"], found["cards"], found["placements"], found["themes"], found["groups"])
    assert counts == (151, 119, 148, 6, 10)
    assert found["new"] == {"cards": 119, "placements": 148, "themes": 13}
    assert found["problems"] == []


def test_X15_cards_stand_in_one_group_or_several() -> None:
    found = sort_rows(parse_table(published()).rows, PLAIN)
    groups = Counter(place.card[0] for place in found.wanted(PLAIN))
    tops = {text: {place.group[0] for place in found.places if place.card[0] == text} for text in groups}
    assert Counter(groups.values()) == {1: 103, 2: 10, 3: 3, 4: 1, 6: 2}
    assert sum(len(themes) > 1 for themes in tops.values()) == 10
    assert {text for text, count in groups.items() if count == 6} == {"Helping people", "Wants to give back"}
    assert {text for text, count in groups.items() if count == 3} == {
        "Group support",
        "Moving forward",
        "Say how you feel",
    }


def test_X15_the_ripple_effect_stands_elsewhere_too() -> None:
    found = sort_rows(parse_table(published()).rows, PLAIN)
    ripple = {place.card for place in found.places if found.titles[place.group] == RIPPLE}
    elsewhere = {place.card for place in found.places if found.titles[place.group] != RIPPLE}
    assert len(ripple) == 6
    assert ripple < elsewhere


def test_X9_repeats_are_reported_with_their_rows() -> None:
    repeats = report()["repeats"]
    assert [(one["theme"], one["group"], one["card"], one["rows"]) for one in repeats] == [
        ("Personal Development", "Looking forward to the Future", "Aim: To do further courses", [52, 61]),
        ("Environment", "Culture", "Approachable staff", [82, 88]),
        ("Environment", "Culture", "Helping people", [85, 95]),
    ]


def test_X8_apostrophes_fold_to_one_card() -> None:
    folded = report()["folded"]
    assert [one["rows"] for one in folded] == [[23, 147], [40, 148]]
    assert all("people's" in one["text"] for one in folded)


def test_X10_near_variants_are_suggested_and_no_others() -> None:
    assert [(pair["a"], pair["b"]) for pair in report(LABELS)["variants"]] == [
        ("Gaining confidence", "Aim: Gain confidence"),
        ("Ongoing progress", "Ongoing process"),
        ("Relaxation", "Relaxing"),
    ]


def test_X12_marks_belong_to_places() -> None:
    found = report()
    assert [(one["mark"], one["card"], one["group"]) for one in found["marks"]] == [
        ("*", "Moving forward", "Emotional/Wellbeing"),
        ("*", "Physical health opportunities", "Emotional/Wellbeing"),
        ("*", "Moving forward", "Learning"),
    ]
    assert found["marks_without_legend"] == ["*"]


def test_X11_aims_are_counted() -> None:
    assert (report()["aims"], report()["aim_cards"]) == (17, 16)


def test_X11_aims_become_labels_when_asked() -> None:
    cards = Bench().load(published(), LABELS).state["card"].values()
    labelled = [card["text"] for card in cards if card["label"] == "Aim"]
    assert len(cards) == 119
    assert len(labelled) == 16
    assert not any(card["text"].startswith("Aim") for card in cards)
    assert [card["label"] for card in cards if card["text"] == "Creative courses"] == ["Aim", None]


def test_X9_keeping_repeats_makes_cards_of_their_own() -> None:
    found = report(KEEP)
    assert (found["cards"], found["placements"]) == (122, 151)
    assert found["new"] == {"cards": 122, "placements": 151, "themes": 13}


def test_X12_marks_come_into_the_legend_unexplained() -> None:
    board = Bench().load(published())
    assert board.state["board"][board.id]["legend"] == {"*": ""}


@pytest.mark.parametrize("aim_labels", [False, True])
def test_X15_round_trip_keeping_repeats_equals_the_file_but_for_apostrophes(aim_labels: bool) -> None:
    board = Bench().load(published(), Options(keep_repeats=True, aim_labels=aim_labels))
    old, new = published().splitlines(keepends=True), table_csv(board.state).splitlines(keepends=True)
    differ = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
    assert len(new) == 152
    assert [before.replace("people’s", "people's") for before, _ in differ] == [after for _, after in differ]
    assert len(differ) == 2


@pytest.mark.parametrize("aim_labels", [False, True])
def test_X15_round_trip_without_repeats(aim_labels: bool) -> None:
    exported = table_csv(Bench().load(published(), Options(aim_labels=aim_labels)).state)
    assert _rows(exported) == _without_repeats(_rows(published()))
    assert len(_rows(exported)) == 148


def test_X13_importing_again_makes_nothing() -> None:
    bench = Bench()
    bench.load(published())
    for options in (PLAIN, LABELS):
        assert import_plan(parse_table(published()), bench.board, options, "import-02") == []


def test_X13_its_own_export_imported_again_makes_nothing() -> None:
    bench = Bench()
    exported = table_csv(bench.load(published(), KEEP).state)
    assert import_plan(parse_table(exported), bench.board, KEEP, "import-02") == []


def _rows(text: str) -> list[tuple[str, str, str, str]]:
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    return [(theme, group, fold(card), mark) for theme, group, card, _, mark in rows]


def _without_repeats(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    first: dict[tuple[str, str, str], tuple[str, str, str, str]] = {}
    for row in rows:
        first.setdefault(row[:3], row)
    return list(first.values())
