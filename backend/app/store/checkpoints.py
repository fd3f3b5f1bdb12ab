"""The journal of checkpoints: what was signed of a board's log, when and why. Not part of the log."""

import asyncio
import logging
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import bindparam, func, insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.domain.errors import BrokenLog
from app.store.database import Database
from app.store.leaving import has_no_name
from app.store.records import head_of
from app.store.signing import Signer
from app.store.submission import Clock
from app.store.tables import CheckpointRow, RecordRow
from app.store.writer import Transaction
from app.verifier.merkle import HASH_BYTES, Peaks, leaf_hash
from app.verifier.notes import Checkpoint

logger = logging.getLogger("themeroom")
AT_ONCE = 1_000
"""Records that are read with one statement."""
FORK = "fork"
"""The reason of entries that tell what a browser had seen; all others tell of this store's own log."""
DAMAGED = "export.damaged"
"""The reason of entries that tell what was taken out of a log that does not hold."""
SHORTER = "The log is shorter than what was signed of it."
LEAVES = (
    sql_select(col(RecordRow.leaf))
    .where(
        col(RecordRow.board_id) == bindparam("board"),
        col(RecordRow.seq) > bindparam("after"),
        col(RecordRow.seq) <= bindparam("upto"),
    )
    .order_by(col(RecordRow.seq))
)


class Noted(NamedTuple):
    """Why something is signed. Of an export: who takes it, what it is called and its SHA-256 in hex."""

    reason: str
    who: str | None = None
    what: str | None = None
    content_hash: str | None = None


class Checkpoints:
    """Signs the logs of one store."""

    def __init__(self, database: Database, signer: Signer, clock: Clock) -> None:
        self._database = database
        self.signer = signer
        self.clock = clock

    async def sign(self, board_id: str, noted: Noted) -> CheckpointRow:
        """Signs a board's log as it is and puts that into the journal. Raises BrokenLog."""
        reached = await self.reached(board_id)
        return await self._database.write(lambda work: self.sign_in(work, board_id, noted, reached), board_id)

    async def sign_as_of(self, board_id: str, reached: Peaks, noted: Noted) -> CheckpointRow:
        """Signs what was `reached` before, also when the log has gone on since."""
        return await self._database.write(lambda work: self._put(work, board_id, reached, noted), board_id)

    async def note_fork(self, board_id: str, seen: Checkpoint, note: str, who: str) -> None:
        """Puts into the journal what somebody's browser had seen of a log that is not this one; once for each."""

        def work(transaction: Transaction) -> None:
            transaction.hold([board_id])
            known = [(row.note, row.who) for row in journal_of(transaction.session, board_id) if row.reason == FORK]
            if (note, who) not in known:
                number = _next_number(transaction.session, board_id)
                row = self._row(board_id, number, Peaks(), Noted(FORK, who))
                seen_then = {"size": seen.size, "root": seen.root.hex(), "note": note}
                self._insert(transaction, row.model_copy(update=seen_then))

        await self._database.write(work, board_id)

    async def note_damaged(self, board_id: str, noted: Noted) -> None:
        """Puts into the journal that something of a broken log was taken out. Nothing of that is signed."""

        def work(transaction: Transaction) -> None:
            row = self._row(board_id, _next_number(transaction.session, board_id), Peaks(), noted)
            self._insert(transaction, row.model_copy(update={"reason": DAMAGED, "note": ""}))

        await self._database.write(work, board_id)

    async def reached(self, board_id: str, at: int | None = None) -> Peaks:
        """The tree over a board's log as it is, or as it was at a seq that it has. Raises BrokenLog."""
        return await asyncio.to_thread(self.reached_now, board_id, at)

    def reached_now(self, board_id: str, at: int | None = None) -> Peaks:
        """`reached`, read in stretches, each of which holds a reader only briefly. Not on the event loop."""
        reached = self._database.read_now(lambda session: self._last_peaks(session, board_id, at))
        head = self._database.read_now(lambda session: head_of(session, board_id)) if at is None else at
        while reached.size < head:
            upto, start = min(head, reached.size + AT_ONCE), reached
            reached = self._database.read_now(lambda session: grown(session, board_id, start, upto))  # noqa: B023
        if reached.size > head:
            raise BrokenLog(SHORTER, seq=head + 1)
        return reached

    def sign_in(
        self, transaction: Transaction, board_id: str, noted: Noted, reached: Peaks | None = None
    ) -> CheckpointRow:
        """`sign` within a running transaction: also what was recorded in it, and gone when it fails. Raises BrokenLog.

        `reached` is what was folded before, so that the transaction is short. Without it, it goes on from the last
        checkpoint.
        """
        transaction.hold([board_id])
        transaction.flush()
        session = transaction.session
        start = reached or self._last_peaks(session, board_id)
        return self._put(transaction, board_id, grown(session, board_id, start, head_of(session, board_id)), noted)

    def _put(self, transaction: Transaction, board_id: str, peaks: Peaks, noted: Noted) -> CheckpointRow:
        transaction.hold([board_id])
        row = self._row(board_id, _next_number(transaction.session, board_id), peaks, noted)
        self._insert(transaction, row)
        return row

    def _insert(self, transaction: Transaction, row: CheckpointRow) -> None:
        if row.who is not None and has_no_name(transaction.session, row.who):
            row.who = None
        transaction.session.connection().execute(insert(CheckpointRow), [row.model_dump()])

    def _row(self, board_id: str, number: int, peaks: Peaks, noted: Noted) -> CheckpointRow:
        return CheckpointRow(
            board_id=board_id,
            number=number,
            size=peaks.size,
            root=peaks.root().hex(),
            peaks=b"".join(peaks.hashes).hex(),
            at=self.clock(),
            **noted._asdict(),
            note=self.signer.checkpoint(board_id, peaks.size, peaks.root()),
            key=self.signer.key(board_id).spelled(),
        )

    def _last_peaks(self, session: Session, board_id: str, at: int | None = None) -> Peaks:
        """Where the farthest checkpoint got to, up to a seq, if this key signed it; otherwise the very beginning."""
        own = select(CheckpointRow).where(
            CheckpointRow.board_id == board_id, col(CheckpointRow.reason).not_in((FORK, DAMAGED))
        )
        near = own if at is None else own.where(col(CheckpointRow.size) <= at)
        farthest = (col(CheckpointRow.size).desc(), col(CheckpointRow.number).desc())
        row = session.exec(near.order_by(*farthest).limit(1)).first()
        if row is None:
            return Peaks()
        if row.key != self.signer.key(board_id).spelled():
            logger.warning("board %s was signed with another key before; is THEMEROOM_KEY right?", board_id)
            return Peaks()
        content = bytes.fromhex(row.peaks)
        peaks = Peaks(row.size, tuple(content[n : n + HASH_BYTES] for n in range(0, len(content), HASH_BYTES)))
        ours = self.signer.checkpoint(board_id, peaks.size, peaks.root()) == row.note
        return peaks if ours and len(peaks.hashes) == peaks.size.bit_count() else Peaks()


def grown(session: Session, board_id: str, start: Peaks, upto: int) -> Peaks:
    """The tree with the records up to a seq. Raises BrokenLog when one of them is missing, or more were there once."""
    if start.size > upto:
        raise BrokenLog(SHORTER, seq=upto + 1)
    peaks = start.grown(leaf_hash(leaf) for leaf in leaves(session, board_id, start.size, upto))
    if peaks.size < upto:
        raise BrokenLog("A record is missing from the log.", seq=peaks.size + 1)
    return peaks


def leaves(session: Session, board_id: str, after: int, upto: int) -> Iterator[bytes]:
    """The leaves behind a seq, `upto` included, in order."""
    for seq in range(after, upto, AT_ONCE):
        stretch = {"board": board_id, "after": seq, "upto": min(upto, seq + AT_ONCE)}
        yield from session.connection().execute(LEAVES, stretch).scalars()


def journal_of(session: Session, board_id: str) -> list[CheckpointRow]:
    """All entries of a board's journal, in order."""
    rows = select(CheckpointRow).where(CheckpointRow.board_id == board_id)
    return list(session.exec(rows.order_by(col(CheckpointRow.number))))


def _next_number(session: Session, board_id: str) -> int:
    last = select(func.max(CheckpointRow.number)).where(CheckpointRow.board_id == board_id)
    return (session.exec(last).one() or 0) + 1
