"""Every limit by its name (law L12). Texts are counted in characters, the rest in pieces."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one board and of the people on it, sent to every browser in `welcome`."""

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
    comment_text: int = 2_000
    draft_text: int = 2_000
    comment_kinds: int = 8
    comment_kind: int = 40
    round_question: int = 300
    round_dots: int = 100
    vote_reason: int = 500
    timer_title: int = 120
    timer_seconds: int = 14_400
    guest_name: int = 40
    minutes_title: int = 120
    minutes_text: int = 15_000
    pseudonym: int = 40
    cards: int = 2_000
    themes: int = 200
    placements: int = 10_000
    comments: int = 5_000
    drafts: int = 100
    rounds: int = 100
    votes: int = 20_000
    round_answers: int = 4_000
    attendances: int = 2_000
    moment_name: int = 80
    minutes: int = 100
    signatures: int = 5_000
    moments: int = 200
    people: int = 250
    change_of_mind_hours: int = 72
    offer_wording: int = 2_000
    batch: int = 200
    undo_reach: int = 10_000
    frame_bytes: int = 65_536
    sockets_per_person: int = 50
    sockets_per_board: int = 1_000
    commands_per_second: int = 10
    commands_burst: int = 50
    presence_per_second: int = 10


LIMITS = Limits()
LIFTED = replace(
    LIMITS,
    sockets_per_person=100_000,
    sockets_per_board=100_000,
    commands_per_second=1_000_000,
    commands_burst=1_000_000,
)
"""For benchmarks and load tests, where a few connections do the work of many people. Not for groups."""
