"""A whole store into an empty one, proved to be the same. Either may be SQLite or PostgreSQL."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from sqlalchemy import RowMapping, Select, Table, func, insert, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import Session, SQLModel, col, select

from app.domain.errors import BrokenLog
from app.store import tables_withdrawal  # noqa: F401 - what it names is copied too
from app.store.backend import Backend, Sitting
from app.store.records import line_of, rows_of
from app.store.tables import BallotRow, BoardRow, SnapshotRow, WrittenRow
from app.verifier.notes import Broken, Unusable
from app.verifier.records import checked_lines

AT_ONCE = 1_000
"""Rows that are in memory at the same time."""
LEFT_OUT = (SnapshotRow.__tablename__, WrittenRow.__tablename__)
TABLES = tuple(table for table in SQLModel.metadata.sorted_tables if table.name not in LEFT_OUT)
"""Everything but the cache and what only connections need, what others point to first: browsers that are signed in stay
so."""
WITHOUT_BALLOTS = tuple(table for table in TABLES if table.name != BallotRow.__tablename__)
"""A copy that is kept must not know longer than the server who answered what in a secret round."""
STUDIES, BOARDS, RECORDS = (SQLModel.metadata.tables[name] for name in ("study", "board", "record"))
Rows = Sequence[RowMapping]
Told = Callable[[str, int, int], None]
"""Hears what is being done, how many rows or boards more are done, and of how many."""


class NotCopied(OSError):
    """The copy was not made, or is not the same; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied. `broken` says of boards whose log did not hold before either why it does not.

    `kept_back`: answers in open rounds that are not in the copy.
    """

    studies: int
    boards: int
    records: int
    broken: tuple[str, ...]
    kept_back: int


def copy_all(source: Backend, target: Backend, told: Told, tables: Sequence[Table] = TABLES) -> Copied:
    """Copies everything as of one moment. Raises NotCopied when the target is not empty, or differs in the end."""
    with source.sitting(writes=False) as ask, target.sitting(writes=True) as do:
        if do(rows_in_all):
            raise NotCopied("There is something in the target already. Choose an empty folder or database.")
        whole = ask(partial(rows_in_all, tables=tables))
        if not whole:
            raise NotCopied("There is nothing to copy. Is this the right place?")
        for table in tables:
            for rows in _stretches(ask, table):
                do(partial(_write, table=table, rows=rows))
                told("copying rows", len(rows), whole)
        for table in tables:
            for compared in _compared(ask, do, table):
                told("comparing rows", compared, whole)
        studies, boards, records = (do(partial(rows_in, table=table)) for table in (STUDIES, BOARDS, RECORDS))
        kept_back = sum(ask(partial(rows_in, table=table)) for table in TABLES if table not in tables)
        return Copied(studies, boards, records, tuple(_broken(do, told)), kept_back)


def rows_in(session: Session, table: Table) -> int:
    """How many rows a table has."""
    return session.connection().execute(sql_select(func.count()).select_from(table)).scalar_one()


def rows_in_all(session: Session, tables: Sequence[Table] = TABLES) -> int:
    """How many rows there are to copy."""
    return sum(rows_in(session, table) for table in tables)


def _stretches(ask: Sitting, table: Table) -> Iterator[Rows]:
    """All rows in the order of their keys, a stretch at a time."""
    keys = table.primary_key.columns
    first = sql_select(table).order_by(*keys).limit(AT_ONCE)
    rows = ask(partial(_found, statement=first))
    while rows:
        yield rows
        last = tuple(rows[-1][column] for column in keys)
        rows = ask(partial(_found, statement=first.where(tuple_(*keys) > last)))


def _found(session: Session, statement: Select[Any]) -> Rows:
    return session.connection().execute(statement).mappings().all()


def _write(session: Session, table: Table, rows: Rows) -> None:
    session.connection().execute(insert(table), [dict(row) for row in rows])


def _compared(ask: Sitting, do: Sitting, table: Table) -> Iterator[int]:
    """How many rows more are the same. Raises NotCopied at the first that differs."""
    nothing: Rows = ()
    for here, there in zip_longest(_stretches(ask, table), _stretches(do, table), fillvalue=nothing):
        for one, other in zip_longest(here, there, fillvalue=None):
            if one != other:
                raise NotCopied(f"The copy differs: {_named(table, one or other or {})}. Nothing of it was kept.")
        yield len(here)


def _named(table: Table, row: Mapping[Any, Any]) -> str:
    """Where a row is, without what it says."""
    return " ".join([table.name, *(f"{column.name}={row.get(column)}" for column in table.primary_key.columns)])


def _broken(do: Sitting, told: Told) -> Iterator[str]:
    """Checks the chain and the words of every board in the copy."""
    board_ids = do(_board_ids)
    for board_id in board_ids:
        try:
            checked_lines(do(partial(_lines, board_id=board_id)))
        except (BrokenLog, Broken, Unusable) as error:
            seq = error.seq if isinstance(error, Broken) else getattr(error, "detail", {}).get("seq")
            where = "" if seq is None else f" at record {seq}"
            yield f"The log of board {board_id} does not hold{where}: {error}"
        told("checking the log of each board", 1, len(board_ids))


def _board_ids(session: Session) -> list[str]:
    return list(session.exec(select(BoardRow.id).order_by(col(BoardRow.id))))


def _lines(session: Session, board_id: str) -> list[str]:
    return [line_of(row.leaf, row.openings, row.chain) for row in rows_of(session, board_id)]
