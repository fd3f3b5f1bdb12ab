"""Joining a study and coming back to it."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.domain.pseudonyms import offers
from app.protocol import PersonShown, StudyShown
from app.store.invites import open_invite
from app.store.locks import hold_people
from app.store.members import shown
from app.store.people import add_person, keys_taken, new_return_link, who_returns
from app.store.sessions import SignedIn, persons_of, sign_in
from app.store.studies import boards_of
from app.store.tables import PersonRow, StudyRow
from app.store.writer import Transaction


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came in: their browser's token, and the secret of their way back."""

    token: str
    person: PersonRow
    return_secret: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invite offers."""

    study: StudyShown
    role: str
    offers: list[str]
    already: PersonShown | None


def look_at_invite(session: Session, secret: str, found: SignedIn | None) -> Invited:
    """What a link leads to. Raises NotFound."""
    invite = open_invite(session, secret)
    mine = persons_of(session, found) if found is not None else []
    already = next((shown(person) for person in mine if person.study_id == invite.study_id), None)
    taken = keys_taken(session, invite.study_id)
    return Invited(_study(session, invite.study_id), invite.role, offers(taken, secrets.randbelow(10_000)), already)


def join(transaction: Transaction, secret: str, pseudonym: str | None, token: str | None, now: str) -> Came:
    """A new person comes in. Without a pseudonym they get the first one offered.

    Raises NotFound, Invalid, LimitReached or PseudonymTaken.
    """
    invite = open_invite(transaction.session, secret)
    hold_people(transaction.session, invite.study_id)
    name = pseudonym if pseudonym is not None else offers(keys_taken(transaction.session, invite.study_id), 0)[0]
    person = add_person(transaction, invite.study_id, invite.role, name, now)
    return Came(sign_in(transaction, token, person, now), person, new_return_link(transaction, person, now))


def come_back(transaction: Transaction, secret: str, token: str | None, now: str) -> Came:
    """The same person on this device; the link stays good. Raises NotFound."""
    person = who_returns(transaction.session, secret)
    return Came(sign_in(transaction, token, person, now), person, secret)


def membership(session: Session, person: PersonRow) -> dict[str, Any]:
    """A person with their study and its boards, as the pages want it."""
    boards = [{"id": b.id, "study_id": b.study_id, "title": b.title} for b in boards_of(session, person.study_id)]
    return {"person": shown(person), "study": _study(session, person.study_id), "boards": boards}


def _study(session: Session, study_id: str) -> StudyShown:
    study = session.get_one(StudyRow, study_id)
    return StudyShown(id=study.id, title=study.title)
