"""The tree over a log (RFC 6962): its root, and proofs that a record is in it or that a longer log goes on from it."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one record's leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two halves."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks(NamedTuple):
    """All of a tree that is needed to let it grow: the roots of its perfect subtrees, the largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def grown(self, leaf_hashes: Iterable[bytes]) -> "Peaks":
        """The tree with more leaves behind."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaf_hashes:
            node, full = leaf, size
            while full & 1:
                node, full = node_hash(hashes.pop(), node), full >> 1
            hashes.append(node)
            size += 1
        return Peaks(size, tuple(hashes))

    def root(self) -> bytes:
        """32 bytes that depend on every leaf and on their order."""
        if not self.hashes:
            return EMPTY_ROOT
        *rest, node = self.hashes
        for peak in reversed(rest):
            node = node_hash(peak, node)
        return node


class Tree:
    """A tree that keeps its perfect subtrees, so that roots of any size and proofs cost little. It only grows."""

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """One more leaf hash."""
        node, level = leaf, 0
        while True:
            if level == len(self._levels):
                self._levels.append(bytearray())
            row = self._levels[level]
            row += node
            if (len(row) // HASH_BYTES) % 2:
                return
            node, level = node_hash(bytes(row[-2 * HASH_BYTES : -HASH_BYTES]), node), level + 1

    def root(self, size: int) -> bytes:
        """The root that the tree had at this size. 0 <= size <= self.size."""
        return self._node(0, size) if size else EMPTY_ROOT

    def peaks(self) -> Peaks:
        """What lets it grow elsewhere."""
        found, start = [], 0
        for bit in reversed(range(self.size.bit_length())):
            if self.size >> bit & 1:
                found.append(self._node(start, start + (1 << bit)))
                start += 1 << bit
        return Peaks(self.size, tuple(found))

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Proof that the leaf at an index (from 0) is in the tree of this size. 0 <= index < size <= self.size."""
        return self._path(index, 0, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Proof that the tree of the new size begins with that of the old one. 0 < old <= new <= self.size."""
        return self._shared(old, 0, new, whole=True)

    def _node(self, start: int, end: int) -> bytes:
        """The hash over leaves start to end, where start is a multiple of the next power of two."""
        width = end - start
        if width & (width - 1) == 0:
            at = start // width * HASH_BYTES
            return bytes(self._levels[width.bit_length() - 1][at : at + HASH_BYTES])
        middle = start + _half(width)
        return node_hash(self._node(start, middle), self._node(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _half(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._node(middle, end)]
        return [*self._path(index, middle, end), self._node(start, middle)]

    def _shared(self, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if old == end:
            return [] if whole else [self._node(start, end)]
        middle = start + _half(end - start)
        if old <= middle:
            return [*self._shared(old, start, middle, whole=whole), self._node(middle, end)]
        return [*self._shared(old, middle, end, whole=False), self._node(start, middle)]


def _half(width: int) -> int:
    """The largest power of two below a width of at least 2."""
    return 1 << ((width - 1).bit_length() - 1)


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that a proof of inclusion leads to (RFC 9162, 2.1.3.2), or None when the proof does not fit."""
    if not 0 <= index < size:
        return None
    node, at, last = leaf, index, size - 1
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = node_hash(step, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, step)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def goes_on(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """True when a proof of consistency holds between two (size, root) (RFC 9162, 2.1.4.2). The old size is above 0."""
    (old_size, old_root), (new_size, new_root) = old, new
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    return bool(steps) and _meet(steps, at, last) == (old_root, new_root)


def _meet(steps: Sequence[bytes], at: int, last: int) -> tuple[bytes, bytes] | None:
    """The two roots that the steps lead to; None when there are too many or too few."""
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        at, last = at >> 1, last >> 1
    return (older, newer) if last == 0 else None
