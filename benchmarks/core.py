"""What one command costs in the core, on a full board: `python -m benchmarks.core`. Nothing is stored here."""

import itertools
import secrets
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TypeVar

from app.domain.beyond import Beyond
from app.domain.commands import PlacementMove
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.events import Author, Change, Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.leaf import GENESIS, Openings, chained, seal
from app.domain.model import Board, Card, Placement, Theme
from app.domain.ranks import spaced

T = TypeVar("T")
BOARD_ID = "board-core"
CARDS, THEMES, PLACEMENTS, MOVES = 1_000, 10, 2_000, 4_000
AUTHOR = Author("person-core", "co_researcher")
PARTS = ("decide", "seal", "chain", "advance")


def full_board() -> Board:
    """1,000 cards, each in two of ten themes."""
    board = advance(new_board(BOARD_ID), begin(BOARD_ID, "Measured").changes)
    return advance(board, [*_themes(), *_cards(), *_placements()])


def _created(kind: str, key: str, record: object) -> Change:
    return {"kind": kind, "id": key, "before": None, "after": record}  # type: ignore[typeddict-item]


def _themes() -> Iterator[Change]:
    for n, rank in enumerate(spaced(THEMES)):
        theme = Theme(
            title=f"Theme {n}", description="", theme_kind="theme", parent_id=None, colour="teal", rank=rank,
            retired=False, merged_into=None,
        )  # fmt: skip
        yield _created("theme", f"theme-{n:04d}", theme)


def _cards() -> Iterator[Change]:
    for n, rank in enumerate(spaced(CARDS)):
        text = f"Having somebody who listens on day {n}, and not being told to hurry"
        card = Card(text=text, label=None, source=None, rank=rank, retired=False, merged_into=None)
        yield _created("card", f"card-{n:05d}", card)


def _placements() -> Iterator[Change]:
    for n, rank in enumerate(spaced(PLACEMENTS)):
        turn, which = divmod(n, CARDS)
        theme_id = f"theme-{(which + turn) % THEMES:04d}"
        place = Placement(card_id=f"card-{which:05d}", theme_id=theme_id, rank=rank, mark=None)
        yield _created("placement", f"place-{n:05d}", place)


def moves(*, behind: bool) -> Iterator[PlacementMove]:
    """Every placement to the next theme but one and on: to its end, or behind somebody in its middle."""
    for n in itertools.count():
        turn, which = divmod(n, CARDS)
        theme_id = f"theme-{(which + 2 + turn) % THEMES:04d}"
        asked = {"type": "placement.move", "placement_id": f"place-{which:05d}", "theme_id": theme_id}
        if behind:
            asked["after"] = f"place-{CARDS + (which + 1 + turn) % CARDS:05d}"
        yield PlacementMove.model_validate(asked)


BEYOND = Beyond("2026-01-02T03:04:05.678Z", lambda *_: (), lambda *_: ())


def measured(commands: Sequence[PlacementMove]) -> list[float]:
    """Microseconds a command for each of the parts."""
    board, chain = full_board(), GENESIS
    spent = [0.0] * len(PARTS)
    for number, command in enumerate(commands):
        draft = _timed(spent, 0, lambda: decide(board, AUTHOR, command, f"command-{number}", BEYOND))  # noqa: B023
        assert isinstance(draft, Draft)
        event = _event(board.seq + 1, draft, f"command-{number}")
        leaf, _ = _sealed(spent, event)
        chain = _timed(spent, 2, lambda: chained(chain, leaf))  # noqa: B023
        board = _timed(spent, 3, lambda: advance(board, draft.changes))  # noqa: B023
    return [1_000_000 * seconds / len(commands) for seconds in spent]


def _sealed(spent: list[float], event: Event) -> tuple[bytes, Openings]:
    return _timed(spent, 1, lambda: seal(event, BOARD_ID, lambda: secrets.token_bytes(32)))


def _timed(spent: list[float], part: int, work: Callable[[], T]) -> T:
    began = perf_counter()
    answer = work()
    spent[part] += perf_counter() - began
    return answer


def _event(seq: int, draft: Draft, command_id: str) -> Event:
    return Event(
        seq=seq, at="2026-01-02T03:04:05.678Z", actor=AUTHOR.person_id, command_id=command_id, type=draft.type,
        changes=list(draft.changes),
    )  # fmt: skip


def main() -> None:
    """Prints a line for each way of moving: the quickest of five rounds."""
    print(f"{'microseconds a move':24}", *(f"{part:>9}" for part in (*PARTS, "together")))
    for name, behind in (("to the end of a theme", False), ("behind another card", True)):
        commands = list(itertools.islice(moves(behind=behind), MOVES))
        quickest = min((measured(commands) for _ in range(5)), key=sum)
        print(f"{name:24}", *(f"{value:9.1f}" for value in (*quickest, sum(quickest))))


if __name__ == "__main__":
    main()
