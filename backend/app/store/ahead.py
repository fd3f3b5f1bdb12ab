"""Reading a log before it is decided what goes out of it, so that nobody who writes has to wait for that."""

from sqlmodel import Session

from app.domain.gathering import Gathering, Whose
from app.store.database import Database
from app.store.opening import AT_ONCE, events_after
from app.store.submission import Ahead
from app.store.taking import reach_of, rewritten_at


def read_ahead(database: Database, board_id: str, whose: Whose) -> Ahead:
    """Reads a log to its end, in stretches, each of which holds a reader only briefly. Not on the event loop."""
    head, rewritten = database.read_now(lambda session: reach_of(session, board_id))
    gathering = Gathering(whose)
    while gathering.seq < head and not whose.is_nothing:
        seq = gathering.seq
        gathering.read(database.read_now(lambda session: events_after(session, board_id, seq, AT_ONCE)))  # noqa: B023
    return Ahead(gathering, rewritten)


def still_true(session: Session, board_id: str, ahead: Ahead | None) -> Gathering | None:
    """What was gathered; None when the log has to be read anew."""
    if ahead is None or ahead.rewritten != rewritten_at(session, board_id):
        return None
    return ahead.gathering
