"""Every limit by its name (law L12). Texts are counted in characters, the rest in pieces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one board, sent to every browser in `welcome`."""

    card_text: int = 500
    label: int = 40
    source: int = 200
    theme_title: int = 120
    theme_description: int = 2_000
    why: int = 280
    mark: int = 8
    legend_entries: int = 12
    legend_meaning: int = 120
    board_title: int = 120
    board_question: int = 300
    meeting_title: int = 120
    pseudonym: int = 40
    cards: int = 2_000
    themes: int = 200
    placements: int = 10_000
    people: int = 200
    batch: int = 200
    frame_bytes: int = 65_536


LIMITS = Limits()
