"""Random commands. `card:7` means one of the cards there are, or none that is; `new card:7` mostly one not used yet."""

from typing import Any

from hypothesis import strategies as st

Asked = dict[str, Any]


def ids(what: str) -> st.SearchStrategy[str]:
    """References that `meant` turns into ids."""
    return st.integers(0, 40).map(lambda number: f"{what}:{number}")


CARDS, THEMES, PLACES = ids("card"), ids("theme"), ids("place")
NEW_CARDS, NEW_THEMES, NEW_PLACES = ids("new card"), ids("new theme"), ids("new place")
TEXTS = st.sampled_from(["Sleep", " Rest ", "睡眠", "👩‍🔬", "Walk", " "])
PARENTS = st.none() | THEMES


def asking(kind: str, optional: Asked | None = None, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Asked]:
    """Commands of one kind."""
    return st.fixed_dictionaries({"type": st.just(kind), **fields}, optional=optional or {})


def meant(value: Any, known: dict[str, list[str]]) -> Any:
    """A command with the ids that its references mean, among those `known` by `card`, `theme` and `place`."""
    if isinstance(value, dict):
        return {name: meant(one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [meant(one, known) for one in value]
    if not isinstance(value, str) or ":" not in value:
        return value
    what, number = value.split(":")
    there = [*known[what.removeprefix("new ")], f"{what}-none"]
    if what.startswith("new ") and int(number) % 8:
        return f"{what.removeprefix('new ')}-{len(there):03}-{number}"
    return there[int(number) % len(there)].replace(" ", "-")


def commands() -> st.SearchStrategy[Asked]:
    """Any command but undo, batch and those of meetings."""
    return st.one_of(about_cards(), about_placements(), about_themes())


def about_cards() -> st.SearchStrategy[Asked]:
    """Commands on cards."""
    part = st.fixed_dictionaries({"card_id": NEW_CARDS, "text": TEXTS})
    place = st.fixed_dictionaries(
        {"placement_id": NEW_PLACES, "theme_id": THEMES}, optional={"after": st.none() | PLACES}
    )
    label = st.sampled_from([None, "Aim", " ", "Wish"])
    return st.one_of(
        asking("card.create", {"label": label, "placement": place}, card_id=NEW_CARDS, text=TEXTS),
        asking("card.edit", {"text": TEXTS, "label": label}, card_id=CARDS),
        asking("card.split", card_id=CARDS, into=st.lists(part, min_size=2, max_size=3)),
        asking("card.merge", {"text": TEXTS}, card_id=CARDS, merged=st.lists(CARDS, min_size=1, max_size=3)),
        asking("card.retire", card_id=CARDS),
        asking("card.restore", card_id=CARDS),
    )


def about_placements() -> st.SearchStrategy[Asked]:
    """Commands that put cards into themes, move them, take them out."""
    after = {"after": st.none() | PLACES}
    return st.one_of(
        asking("placement.add", after, placement_id=NEW_PLACES, card_id=CARDS, theme_id=THEMES),
        asking("placement.move", after, placement_id=PLACES, theme_id=THEMES),
        asking("placement.remove", placement_id=PLACES),
        asking("placement.mark", placement_id=PLACES, mark=st.sampled_from([None, "✱", "?", "!"])),
    )


def about_themes() -> st.SearchStrategy[Asked]:
    """Commands on themes, and on the board itself."""
    legends = st.sampled_from([{"✱": "", "?": ""}, {"✱": "Twice"}, {}, {"!": "", "?": "", "✱": ""}])
    colours = st.sampled_from(["grey", "teal", "blue"])
    kinds = st.sampled_from(["theme", "theme", "parked"])
    create = {"parent_id": PARENTS, "theme_kind": kinds, "after": PARENTS}
    edit = {"title": TEXTS, "description": TEXTS, "colour": colours}
    return st.one_of(
        asking("theme.create", create, theme_id=NEW_THEMES, title=TEXTS),
        asking("theme.edit", edit, theme_id=THEMES),
        asking("theme.move", {"parent_id": PARENTS, "after": PARENTS}, theme_id=THEMES),
        asking("theme.merge", theme_id=THEMES, merged=st.lists(THEMES, min_size=1, max_size=2)),
        asking("theme.retire", theme_id=THEMES),
        asking("theme.restore", theme_id=THEMES),
        asking("board.edit", {"title": TEXTS, "question": TEXTS, "legend": legends}),
    )
