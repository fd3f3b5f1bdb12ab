"""Everything a store holds, by the names of tables and columns, to see what a change of the tables left of it."""

from typing import Any

from sqlalchemy import Connection, Select, inspect, literal_column, select, table

Row = dict[str, Any]
Rows = dict[str, list[Row]]
CHANGED_ON_PURPOSE = {"alembic_version"}
"""What an upgrade may change of what was there: only the table that says which revision the store has."""


def everything(connection: Connection) -> Rows:
    """All rows of all tables, as the database gives them: no table of ours, which may be wrong, stands in between."""
    names = sorted(set(inspect(connection).get_table_names()) - CHANGED_ON_PURPOSE)
    return {name: _in_order([dict(row) for row in connection.execute(_all_of(name)).mappings()]) for name in names}


def still_there(old: Rows, new: Rows) -> Rows:
    """What a newer store holds of the tables and columns that an older one had. What is gone is left out."""
    columns = {name: list(rows[0]) for name, rows in old.items()}
    return {
        name: _in_order([{column: row[column] for column in columns[name] if column in row} for row in rows])
        for name, rows in new.items()
        if name in old
    }


def _all_of(name: str) -> Select[Any]:
    return select(literal_column("*")).select_from(table(name))


def _in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=repr)
