"""Ids of the demo's cards and themes: from their published words, so that the story can be told in words."""

from app.demo.script import scatter


def card_id(text: str) -> str:
    """The id of a card, by its published text."""
    return f"card-{scatter(text):010d}"


def theme_id(theme: str) -> str:
    """The id of a theme, by its published title, whatever it is called at first."""
    return f"theme-{scatter(theme):010d}"
