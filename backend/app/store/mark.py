"""What a transaction in PostgreSQL leaves behind, so that it can be told later whether it was committed.

PostgreSQL's number for it is not enough: after a crash that may be unknown, or belong to somebody else's transaction.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from app.store.tables import WrittenRow

LEAVE = text("""
    INSERT INTO written (writer, number)
    SELECT CAST(:writer AS text), CAST(:number AS bigint) WHERE pg_current_xact_id_if_assigned() IS NOT NULL
    ON CONFLICT (writer) DO UPDATE SET number = excluded.number
    RETURNING CAST(pg_current_xact_id() AS text)""")
STATUS = text("SELECT pg_xact_status(CAST(CAST(:xid AS text) AS xid8))")
IN_THE_FUTURE = "22023"


@dataclass(frozen=True, slots=True)
class Mark:
    """The row of a writer, with a number that only this transaction gave it. `xid` is PostgreSQL's number for it."""

    writer: str
    number: int
    xid: str


def leave(session: Session, writer: str, number: int) -> Mark | None:
    """Leaves a mark, as the last thing before the commit. None when there is nothing to commit."""
    xid = session.connection().execute(LEAVE, {"writer": writer, "number": number}).scalar_one_or_none()
    return None if xid is None else Mark(writer, number, xid)


def is_over(session: Session, mark: Mark) -> bool:
    """False as long as the transaction may yet be committed."""
    try:
        status = session.connection().execute(STATUS, {"xid": mark.xid}).scalar_one()
    except DBAPIError as error:
        if sqlstate_of(error) != IN_THE_FUTURE:
            raise
        return True
    return bool(status != "in progress")


def is_there(session: Session, mark: Mark) -> bool:
    """True when the transaction was committed. Worth asking in a transaction that began after it was over."""
    number = select(col(WrittenRow.number)).where(col(WrittenRow.writer) == mark.writer)
    return session.connection().execute(number).scalar_one_or_none() == mark.number


def wipe(session: Session, writer: str) -> None:
    """Takes a writer's row away. Nobody may ask for its marks any more."""
    session.connection().execute(delete(WrittenRow).where(col(WrittenRow.writer) == writer))


def sqlstate_of(error: DBAPIError) -> Any:
    """PostgreSQL's code for what went wrong; None when it said nothing."""
    return getattr(error.orig, "sqlstate", None)
