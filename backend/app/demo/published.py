"""The published study's table: which card stands in which group, in printed order, each card once in a group."""

from collections.abc import Mapping
from importlib import resources

from app.export.import_fold import Options, sort_rows
from app.export.import_table import parse_table

SOURCE = (
    "“Exploring the meaning of outcomes for users of a community wellbeing service”, participatory "
    "action research, The Life Rooms, Mersey Care NHS Foundation Trust. "
    "What is moved and said here is made up for this demo."
)


def published_csv() -> str:
    """The table as it was published, byte for byte."""
    return resources.files("app.demo").joinpath("life_rooms.csv").read_bytes().decode("utf-8")


def published_groups() -> Mapping[str, tuple[str, ...]]:
    """The cards of each group by its title (a sub-theme, or a theme that has none)."""
    found = sort_rows(parse_table(published_csv()).rows, Options())
    groups: dict[str, tuple[str, ...]] = {}
    for place in found.wanted(Options()):
        title = found.titles[place.group]
        groups[title] = (*groups.get(title, ()), found.spelling(place.card[0]))
    return groups
