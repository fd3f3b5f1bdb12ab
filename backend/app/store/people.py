"""The people of a study."""

from sqlmodel import Session, col, select

from app.domain.errors import LimitReached, NotFound, Rejection
from app.domain.limits import LIMITS
from app.domain.model import COLOURS, Role
from app.domain.pseudonyms import cleaned, key_of
from app.store.drafts import forget_drafts
from app.store.locks import hold_people
from app.store.rows import row_of
from app.store.secrets import hashed, new_id, new_secret
from app.store.sessions import shut_out
from app.store.tables import PersonRow, ReturnLinkRow
from app.store.writer import Transaction


class PseudonymTaken(Rejection):
    code = "pseudonym_taken"


def people_of(session: Session, study_id: str) -> list[PersonRow]:
    """Everybody who is or was in a study, in the order they joined."""
    rows = select(PersonRow).where(PersonRow.study_id == study_id).order_by(col(PersonRow.joined_at), col(PersonRow.id))
    return list(session.exec(rows))


def keys_taken(session: Session, study_id: str) -> set[str]:
    """The folded pseudonyms of a study; those of people who left stay theirs."""
    return {person.pseudonym_key for person in people_of(session, study_id)}


def add_person(transaction: Transaction, study_id: str, role: Role, pseudonym: str, now: str) -> PersonRow:
    """A new member. Raises Invalid, LimitReached or PseudonymTaken."""
    name = cleaned(pseudonym)
    hold_people(transaction.session, study_id)
    people = people_of(transaction.session, study_id)
    if len(people) >= LIMITS.people:
        raise LimitReached(
            f"This study is full. It holds at most {LIMITS.people} people.", field="people", limit=LIMITS.people
        )
    if key_of(name) in {person.pseudonym_key for person in people}:
        raise PseudonymTaken("Somebody has this name or one much like it. Please choose another.", field="pseudonym")
    person = PersonRow(
        id=new_id("person"),
        study_id=study_id,
        pseudonym=name,
        pseudonym_key=key_of(name),
        role=role,
        colour=COLOURS[len(people) % len(COLOURS)],
        joined_at=now,
    )
    transaction.session.add(person)
    transaction.session.flush()
    return person


def a_person(session: Session, study_id: str, person_id: str) -> PersonRow:
    """A member of the study. Raises NotFound."""
    person = row_of(session, PersonRow, person_id)
    if person is None or person.study_id != study_id:
        raise NotFound("This person is not in the study.", kind="person", id=person_id)
    return person


def remove_person(transaction: Transaction, study_id: str, person_id: str, now: str) -> PersonRow:
    """Takes a person out: their links and sessions end, their drafts go, what they did stays. Raises NotFound."""
    person = a_person(transaction.session, study_id, person_id)
    person.removed_at = person.removed_at or now
    transaction.session.add(person)
    shut_out(transaction, person_id)
    forget_drafts(transaction.session, person_id)
    link = transaction.session.get(ReturnLinkRow, person_id)
    if link is not None:
        transaction.session.delete(link)
    return person


def new_return_link(transaction: Transaction, person: PersonRow, now: str) -> str:
    """The secret of a person's new way back; the old one ends."""
    secret = new_secret()
    link = transaction.session.get(ReturnLinkRow, person.id)
    if link is None:
        link = ReturnLinkRow(person_id=person.id, secret_hash=hashed(secret), created_at=now)
    link.secret_hash, link.created_at = hashed(secret), now
    transaction.session.add(link)
    return secret


def who_returns(session: Session, secret: str) -> PersonRow:
    """The person of a return link. Raises NotFound."""
    link = session.exec(select(ReturnLinkRow).where(ReturnLinkRow.secret_hash == hashed(secret))).first()
    person = session.get(PersonRow, link.person_id) if link is not None else None
    if person is None or person.removed_at is not None:
        raise NotFound("This link does not work any more. Ask your facilitator for a new one.")
    return person
