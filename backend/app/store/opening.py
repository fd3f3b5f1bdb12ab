"""From stored records to a board, each checked on the way: nothing missing, readable, chained to the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from app.domain.errors import BrokenLog
from app.domain.events import Event
from app.domain.evolve import new_board, replay
from app.domain.leaf import GENESIS, chained, check_openings
from app.store.records import event_of, head_of
from app.store.submission import Live
from app.store.tables import RecordRow

AT_ONCE = 1_000
"""Records read with one statement."""
STRETCH = (
    sql_select(col(RecordRow.seq), col(RecordRow.leaf), col(RecordRow.openings), col(RecordRow.chain))
    .where(
        col(RecordRow.board_id) == bindparam("board"),
        col(RecordRow.seq) > bindparam("after"),
        col(RecordRow.seq) <= bindparam("upto"),
    )
    .order_by(col(RecordRow.seq))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """One record as it lies in the store."""

    seq: int
    leaf: bytes
    openings: str
    chain: bytes

    def event(self) -> Event:
        """What it says. Raises BrokenLog when it cannot be read."""
        try:
            return event_of(self.leaf, self.openings)
        except BrokenLog as error:
            raise BrokenLog(str(error), seq=self.seq) from None

    def checked_event(self) -> Event:
        """`event`, whose words and people are those that the leaf commits to. Raises BrokenLog."""
        event = self.event()
        check_openings(self.leaf, orjson.loads(self.openings))
        return event


def stretch(session: Session, board_id: str, after: int, upto: int) -> Iterator[Stored]:
    """The records behind `after`, `upto` included, in order. Raises BrokenLog when one of them is missing."""
    seq = after
    while seq < upto:
        end = min(upto, seq + AT_ONCE)
        for row in session.connection().execute(STRETCH, {"board": board_id, "after": seq, "upto": end}).all():
            seq += 1
            if row.seq != seq:
                raise BrokenLog("A record is missing from the log.", seq=seq)
            yield Stored(*row)
        if seq < end:
            raise BrokenLog("A record is missing from the log.", seq=seq + 1)


def there(session: Session, board_id: str, after: int, upto: int) -> list[Stored]:
    """The records of a stretch that are there, in order."""
    rows = session.connection().execute(STRETCH, {"board": board_id, "after": after, "upto": upto})
    return [Stored(*row) for row in rows.all()]


def events_after(session: Session, board_id: str, after: int, limit: int) -> list[Event]:
    """At most `limit` events behind `after`, in order. Raises BrokenLog when one of them is missing or unreadable."""
    upto = min(after + limit, head_of(session, board_id))
    return [record.event() for record in stretch(session, board_id, after, upto)]


def folded(session: Session, live: Live, upto: int) -> Live:
    """The board with the records up to a seq. Raises BrokenLog that names the first one that does not hold."""
    chain = live.chain

    def events() -> Iterator[Event]:
        nonlocal chain
        for record in stretch(session, live.board.id, live.board.seq, upto):
            chain = checked(record, chain)
            yield record.event()

    return Live(replay(live.board, events()), chain)


def checked(record: Stored, before: bytes) -> bytes:
    """The chain value of a record. Raises BrokenLog when it does not follow from the one before."""
    if chained(before, record.leaf) != record.chain:
        raise BrokenLog("A record, or the one before it, was changed.", seq=record.seq)
    return record.chain


def blank(board_id: str) -> Live:
    """A board before its first record."""
    return Live(new_board(board_id), GENESIS)
