"""The right to write, held until the commit (law L5). In SQLite one writes at a time anyway."""

from collections.abc import Set

from sqlalchemy import any_, bindparam
from sqlalchemy import select as sql_select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import String
from sqlmodel import Session, col

from app.store.quick import DRIVER
from app.store.tables import BoardRow, StudyRow

LOCK = (
    sql_select(col(BoardRow.id))
    .where(col(BoardRow.id) == any_(bindparam("boards", type_=ARRAY(String))))
    .order_by(col(BoardRow.id))
    .with_for_update(key_share=True)
)
"""In one order for everybody, so that two processes do not wait for each other."""


def hold_boards(session: Session, board_ids: Set[str]) -> Set[str]:
    """Waits until no other process writes on these boards, and answers which they are."""
    if board_ids and DRIVER not in session.info and session.get_bind().dialect.name != "sqlite":
        session.connection().execute(LOCK, {"boards": list(board_ids)})
    return board_ids


def hold_people(session: Session, study_id: str) -> None:
    """Waits until no other process brings people into this study: names and numbers are judged on top of theirs."""
    session.get(StudyRow, study_id, with_for_update={"key_share": True})
