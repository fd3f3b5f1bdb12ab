"""What other processes did to the store meanwhile, asked for all open boards at once."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from app.protocol import PersonShown
from app.store.members import shown
from app.store.tables import BoardRow, MembershipRow, PersonRow, RecordRow


@dataclass(frozen=True, slots=True)
class Belonging:
    """The people of a board's study, and who in it these browsers are: person ids by token hash."""

    people: list[PersonShown]
    persons: dict[str, str]


def heads_of(session: Session, board_ids: Collection[str]) -> dict[str, int]:
    """The last seq of each of these boards: one look into the index for each, whatever the length of its log."""
    head = sql_select(func.max(RecordRow.seq)).where(col(RecordRow.board_id) == BoardRow.id).scalar_subquery()
    rows = session.connection().execute(sql_select(col(BoardRow.id), head).where(col(BoardRow.id).in_(board_ids)))
    return {board_id: seq or 0 for board_id, seq in rows}


def belonging_to(session: Session, board_ids: Collection[str], token_hashes: Collection[str]) -> dict[str, Belonging]:
    """Who belongs to these boards."""
    studies = dict(session.exec(select(BoardRow.id, BoardRow.study_id).where(col(BoardRow.id).in_(board_ids))).all())
    found = {study_id: Belonging([], {}) for study_id in studies.values()}
    people = select(PersonRow).where(col(PersonRow.study_id).in_(found))
    for person in session.exec(people.order_by(col(PersonRow.joined_at), col(PersonRow.id))):
        found[person.study_id].people.append(shown(person))
    memberships = select(MembershipRow).where(col(MembershipRow.token_hash).in_(token_hashes))
    for membership in session.exec(memberships.where(col(MembershipRow.study_id).in_(found))):
        found[membership.study_id].persons[membership.token_hash] = membership.person_id
    return {board_id: found[study_id] for board_id, study_id in studies.items()}
