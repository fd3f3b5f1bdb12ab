"""Who leads a study: one at least, always, whoever goes or gives the role back at the same moment."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.domain.errors import NotAllowed, Stale
from app.domain.permissions import demand
from app.store.locks import hold_people
from app.store.people import a_person
from app.store.tables import PersonRow, RoleRow
from app.store.writer import Transaction

Given = Literal["facilitator", "co_researcher"]


def leaders(session: Session, study_id: str) -> list[PersonRow]:
    """Those who lead and stay, as they are in the store now, the one who came first at the head."""
    lead = (PersonRow.study_id == study_id, PersonRow.role == "facilitator")
    here = (col(PersonRow.removed_at).is_(None), col(PersonRow.left_at).is_(None))
    found = select(PersonRow).where(*lead, *here).order_by(col(PersonRow.joined_at), col(PersonRow.id))
    session.flush()
    return list(session.exec(found.execution_options(populate_existing=True)))


def hold_leaders(transaction: Transaction, study_id: str) -> list[PersonRow]:
    """Those who lead. Until the commit nobody else changes who that is."""
    hold_people(transaction.session, study_id)
    return leaders(transaction.session, study_id)


def demand_leader(transaction: Transaction, study_id: str, person_id: str) -> None:
    """Raises NotAllowed when somebody leads no more, by what others did meanwhile."""
    if person_id not in {one.id for one in hold_leaders(transaction, study_id)}:
        demand("co_researcher", "people.manage")


def demand_another(transaction: Transaction, person: PersonRow) -> None:
    """Raises NotAllowed when somebody is the only one who leads."""
    found = {one.id for one in hold_leaders(transaction, person.study_id)}
    if found == {person.id}:
        raise NotAllowed("Nobody else leads this study. Ask somebody to lead it first.", only_leader=True)


def give_role(transaction: Transaction, by: PersonRow, person_id: str, role: Given, now: str) -> PersonRow:
    """Somebody has another role from now on; the same one again changes nothing.

    Raises NotFound, Stale when they are leaving or gone, NotAllowed when nobody would lead.
    """
    demand_leader(transaction, by.study_id, by.id)
    person = a_person(transaction.session, by.study_id, person_id)
    transaction.session.refresh(person)
    if person.removed_at is not None or person.left_at is not None:
        raise Stale("This person is not in the study any more.", kind="person", id=person.id)
    if person.role == role:
        return person
    if person.role == "facilitator":
        demand_another(transaction, person)
    _change(transaction.session, person, role, now, by.id)
    return person


def _change(session: Session, person: PersonRow, role: Given, now: str, by: str | None) -> None:
    number = len(roles_of(session, person.id)) + 1
    note = RoleRow(person_id=person.id, number=number, was=person.role, role=role, at=now, by=by)
    person.role = role
    session.add_all((person, note))
    session.flush()


def lead_again(transaction: Transaction, study_id: str, person_ids: Sequence[str], now: str) -> bool:
    """Where nobody leads, these do, as far as the study has them; False when nobody leads then either."""
    if hold_leaders(transaction, study_id):
        return True
    for person in filter(None, (transaction.session.get(PersonRow, one) for one in person_ids)):
        if person.removed_at is None and person.left_at is None:
            _change(transaction.session, person, "facilitator", now, None)
    return bool(leaders(transaction.session, study_id))


def roles_of(session: Session, person_id: str) -> list[RoleRow]:
    """The roles that somebody got after they joined, in order."""
    mine = select(RoleRow).where(RoleRow.person_id == person_id)
    return list(session.exec(mine.order_by(col(RoleRow.number))))


def roles_in(session: Session, study_id: str) -> list[RoleRow]:
    """The same for a whole study."""
    of_them = select(RoleRow).join(PersonRow, col(PersonRow.id) == RoleRow.person_id)
    found = of_them.where(PersonRow.study_id == study_id)
    return list(session.exec(found.order_by(col(RoleRow.at), col(RoleRow.person_id), col(RoleRow.number))))


def forget_roles(session: Session, person_id: str) -> None:
    """Nothing tells any more what roles somebody had, or gave."""
    session.connection().execute(delete(RoleRow).where(col(RoleRow.person_id) == person_id))
    session.connection().execute(update(RoleRow).where(col(RoleRow.by) == person_id).values(by=None))
