"""Random commands over a handful of ids, many of them out of place. A number stands for some placement there is."""

from typing import Any

from hypothesis import strategies as st

Asked = dict[str, Any]
CARDS = st.sampled_from([f"card-{number:03}" for number in range(8)])
THEMES = st.sampled_from([f"theme-{number:02}" for number in range(6)])
PLACES = st.integers(0, 30)
NEW_PLACES = st.sampled_from([f"place-{number:02}" for number in range(20)])
TEXTS = st.sampled_from(["Sleep", " Rest ", "睡眠", "👩‍🔬", "Walk", " "])
PARENTS = st.none() | THEMES


def asking(kind: str, optional: Asked | None = None, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Asked]:
    """Commands of one kind."""
    return st.fixed_dictionaries({"type": st.just(kind), **fields}, optional=optional or {})


def commands() -> st.SearchStrategy[Asked]:
    """Any command but undo, batch and those of meetings."""
    return st.one_of(_cards(), _placements(), _placements(), _themes(), _board())


def _cards() -> st.SearchStrategy[Asked]:
    part = st.fixed_dictionaries({"card_id": CARDS, "text": TEXTS})
    place = st.fixed_dictionaries(
        {"placement_id": NEW_PLACES, "theme_id": THEMES}, optional={"after": st.none() | PLACES}
    )
    label = st.sampled_from([None, "Aim", " ", "Wish"])
    return st.one_of(
        asking("card.create", {"label": label, "placement": place}, card_id=CARDS, text=TEXTS),
        asking("card.edit", {"text": TEXTS, "label": label}, card_id=CARDS),
        asking("card.split", card_id=CARDS, into=st.lists(part, min_size=2, max_size=3)),
        asking("card.merge", {"text": TEXTS}, card_id=CARDS, merged=st.lists(CARDS, min_size=1, max_size=3)),
        asking("card.retire", card_id=CARDS),
        asking("card.restore", card_id=CARDS),
    )


def _placements() -> st.SearchStrategy[Asked]:
    after = {"after": st.none() | PLACES}
    return st.one_of(
        asking("placement.add", after, placement_id=NEW_PLACES, card_id=CARDS, theme_id=THEMES),
        asking("placement.move", after, placement_id=PLACES, theme_id=THEMES),
        asking("placement.remove", placement_id=PLACES),
        asking("placement.mark", placement_id=PLACES, mark=st.sampled_from([None, "✱", "?", "!"])),
    )


def _themes() -> st.SearchStrategy[Asked]:
    colours = st.sampled_from(["grey", "teal", "blue"])
    kinds = st.sampled_from(["theme", "theme", "parked"])
    create = {"parent_id": PARENTS, "theme_kind": kinds, "after": PARENTS}
    edit = {"title": TEXTS, "description": TEXTS, "colour": colours}
    return st.one_of(
        asking("theme.create", create, theme_id=THEMES, title=TEXTS),
        asking("theme.edit", edit, theme_id=THEMES),
        asking("theme.move", {"parent_id": PARENTS, "after": PARENTS}, theme_id=THEMES),
        asking("theme.merge", theme_id=THEMES, merged=st.lists(THEMES, min_size=1, max_size=2)),
        asking("theme.retire", theme_id=THEMES),
        asking("theme.restore", theme_id=THEMES),
    )


def _board() -> st.SearchStrategy[Asked]:
    legends = st.sampled_from([{"✱": "", "?": ""}, {"✱": "Twice"}, {}, {"!": "", "?": "", "✱": ""}])
    return asking("board.edit", {"title": TEXTS, "question": TEXTS, "legend": legends})
