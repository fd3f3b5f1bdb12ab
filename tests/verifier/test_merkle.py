"""The tree of RFC 6962 against its definition, and against the roots that other programs have for the same leaves."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.verifier.merkle import EMPTY_ROOT, Peaks, Tree, goes_on, leaf_hash, root_from_inclusion

LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The roots over the first one, two ... eight leaves, as the tests of Certificate Transparency have them."""
MOST = 34


def root_by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    halves = root_by_definition(leaves[:split]) + root_by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + halves).digest()


def grown(leaves: Sequence[bytes]) -> Tree:
    """A tree over leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf_hash(leaf))
    return tree


SOME = [bytes([number]) * (number % 5) for number in range(MOST)]
TREE = grown(SOME)
ROOT = [root_by_definition(SOME[:size]) for size in range(MOST + 1)]


def test_C1_the_roots_are_those_of_other_programs() -> None:
    tree = grown(LEAVES)

    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS
    assert tree.root(0) == EMPTY_ROOT == Peaks().root()


def test_C1_a_tree_of_any_size_has_the_root_of_the_definition_and_so_have_its_peaks() -> None:
    peaks = Peaks()
    for size, leaf in enumerate(SOME, start=1):
        peaks = peaks.grown([leaf_hash(leaf)])
        assert TREE.root(size) == ROOT[size] == peaks.root()
        assert peaks == grown(SOME[:size]).peaks()


def test_C2_every_record_can_be_proven_to_be_in_a_tree_of_any_size_and_nowhere_else() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof, leaf = TREE.inclusion(index, size), leaf_hash(SOME[index])
            assert root_from_inclusion(leaf, index, size, proof) == ROOT[size]
            assert root_from_inclusion(leaf, index + 1, size, proof) != ROOT[size]
            assert root_from_inclusion(leaf_hash(b"another"), index, size, proof) != ROOT[size]
            assert root_from_inclusion(leaf, index, size, [*proof, ROOT[1]]) is None
            assert not proof or root_from_inclusion(leaf, index, size, proof[:-1]) is None


def test_C3_every_later_tree_can_be_proven_to_go_on_from_every_earlier_one() -> None:
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            assert goes_on((old, ROOT[old]), (new, ROOT[new]), TREE.consistency(old, new))


def test_C3_what_is_not_the_same_beginning_is_found() -> None:
    for new in range(2, MOST + 1):
        for old in range(1, new):
            proof = TREE.consistency(old, new)
            assert not goes_on((old, ROOT[old - 1]), (new, ROOT[new]), proof)
            assert not goes_on((old, ROOT[old]), (new, ROOT[new - 1]), proof)
            assert not goes_on((new, ROOT[new]), (old, ROOT[old]), proof)
            assert not goes_on((old, ROOT[old]), (new, ROOT[new]), [*proof, ROOT[1]])
            assert not goes_on((old, ROOT[old]), (new, ROOT[new]), proof[:-1])
            assert not goes_on((old, ROOT[old]), (new, ROOT[new]), [ROOT[0], *proof[1:]])


@pytest.mark.parametrize(("old", "new"), [(0, 5), (-1, 5), (6, 5)])
def test_C3_a_size_that_cannot_be_is_no_proof(old: int, new: int) -> None:
    assert not goes_on((old, ROOT[0]), (new, ROOT[new]), [])


def test_C3_the_proofs_that_browsers_are_tested_with_are_these() -> None:
    vectors = json.loads((Path(__file__).parents[1] / "vectors" / "consistency.json").read_text())

    assert len(vectors) == 190
    for one in vectors:
        old, new = one["old"]["size"], one["new"]["size"]
        assert [bytes.fromhex(step) for step in one["proof"]] == TREE.consistency(old, new)
        assert (one["old"]["root"], one["new"]["root"]) == (ROOT[old].hex(), ROOT[new].hex())
