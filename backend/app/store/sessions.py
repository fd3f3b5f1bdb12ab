"""Signed-in browsers, and who they are in which study."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.store.secrets import hashed, new_secret
from app.store.tables import MembershipRow, PersonRow, SessionRow
from app.store.writer import Transaction

NOBODY = "nobody"
"""The hash of no token."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser. `csrf` must come back with every call that changes something; it follows from the cookie's token."""

    token_hash: str
    csrf: str


def find_session(session: Session, token: str | None) -> SignedIn | None:
    """The session of a cookie, or None."""
    row = session.get(SessionRow, hashed(token)) if token else None
    return SignedIn(row.token_hash, hashed(f"csrf of {token}")) if row is not None else None


def try_to_write(transaction: Transaction, now: str) -> None:
    """Writes a row and takes it away again, so that the commit has to reach the disk."""
    row = SessionRow(token_hash=NOBODY, created_at=now)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.session.delete(row)
    transaction.session.flush()


def sign_in(transaction: Transaction, token: str | None, person: PersonRow, now: str) -> str:
    """Makes a browser this person in their study; answers its token, a new one unless its session goes on."""
    if token is None or find_session(transaction.session, token) is None:
        token = new_secret()
        transaction.session.add(SessionRow(token_hash=hashed(token), created_at=now))
        transaction.session.flush()
    membership = transaction.session.get(MembershipRow, (hashed(token), person.study_id))
    if membership is None:
        membership = MembershipRow(token_hash=hashed(token), study_id=person.study_id, person_id=person.id)
    membership.person_id = person.id
    transaction.session.add(membership)
    return token


def sign_out(transaction: Transaction, signed_in: SignedIn) -> None:
    """Ends a session."""
    memberships = select(MembershipRow).where(MembershipRow.token_hash == signed_in.token_hash)
    for membership in transaction.session.exec(memberships):
        transaction.session.delete(membership)
    transaction.session.flush()
    row = transaction.session.get(SessionRow, signed_in.token_hash)
    if row is not None:
        transaction.session.delete(row)


def shut_out(transaction: Transaction, person_id: str) -> None:
    """No browser is this person any more; one that was nobody else either is signed out."""
    ended = list(transaction.session.exec(select(MembershipRow).where(MembershipRow.person_id == person_id)))
    for membership in ended:
        transaction.session.delete(membership)
    transaction.session.flush()
    for token_hash in {membership.token_hash for membership in ended}:
        others = transaction.session.exec(select(MembershipRow).where(MembershipRow.token_hash == token_hash))
        if others.first() is None:
            transaction.session.delete(transaction.session.get_one(SessionRow, token_hash))


def persons_of(session: Session, signed_in: SignedIn) -> list[PersonRow]:
    """Who a browser is, in all of its studies, the latest study first."""
    found = session.exec(
        select(PersonRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.token_hash == signed_in.token_hash, col(PersonRow.removed_at).is_(None))
        .order_by(col(PersonRow.joined_at).desc())
    )
    return list(found)
