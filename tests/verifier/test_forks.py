"""Another history that holds by itself, begun at any record, is found by whoever kept a checkpoint (rule C33)."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.events import Event
from app.domain.leaf import GENESIS, canonical, chained, seal
from app.store.records import line_of
from app.verifier.bundle import demand_checkpoint
from app.verifier.merkle import Tree, goes_on, leaf_hash
from app.verifier.notes import Broken, note_of
from app.verifier.records import Log, checked_lines
from tests.store.pens import SIGNER
from tests.verifier.test_notes import checked

BOARD = "demo-board"
DEMO = Path(__file__).parents[1] / "vectors" / "demo-log.json"
THOROUGH = 97
"""Of so many forks one is told as a whole log; the others by their trees."""


@pytest.fixture(scope="module")
def leaves() -> list[bytes]:
    """The demo's log, sealed."""
    events: list[Event] = json.loads(DEMO.read_text(encoding="utf-8"))
    return [seal(event, BOARD, lambda: bytes(32))[0] for event in events]


def tree_of(leaves: Sequence[bytes]) -> Tree:
    """The tree over a log."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf_hash(leaf))
    return tree


def told_otherwise(leaf: bytes) -> bytes:
    """The same change a moment earlier."""
    said = json.loads(leaf)
    return canonical({**said, "at": f"2020{said['at'][4:]}"})


def log_of(leaves: Sequence[bytes]) -> Log:
    """A whole log of these leaves, chained as a server would. Raises Broken when it does not hold by itself."""
    lines, chain = list[str](), GENESIS
    for leaf in leaves:
        chain = chained(chain, leaf)
        lines.append(line_of(leaf, "{}", chain))
    return checked_lines(lines)


def test_C33_a_fork_at_any_record_is_no_continuation_of_what_was_seen(leaves: list[bytes]) -> None:
    true, whole = tree_of(leaves), len(leaves)
    for at, leaf in enumerate(leaves):
        fork = tree_of([*leaves[:at], told_otherwise(leaf), *leaves[at + 1 :]])
        now = (whole, fork.root(whole))
        for seen in {at + 1, (at + 1 + whole) // 2, whole}:
            before = (seen, true.root(seen))
            for teller in (fork, true):
                assert not goes_on(before, now, teller.consistency(seen, whole))
        if at:
            assert goes_on((at, true.root(at)), now, fork.consistency(at, whole))


def test_C33_a_whole_other_history_is_refused_by_every_checkpoint_from_behind_the_fork(leaves: list[bytes]) -> None:
    true, key = tree_of(leaves), SIGNER.key(BOARD)
    for at in range(0, len(leaves), THOROUGH):
        other = log_of([*leaves[:at], told_otherwise(leaves[at]), *leaves[at + 1 :]])
        for seen in range(at + 1, len(leaves) + 1, THOROUGH // 3):
            with pytest.raises(Broken):
                demand_checkpoint(other, note_of(SIGNER.checkpoint(BOARD, seen, true.root(seen))), key, checked)
        if at:
            demand_checkpoint(other, note_of(SIGNER.checkpoint(BOARD, at, true.root(at))), key, checked)
