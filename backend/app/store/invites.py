"""Invites: links by which people join a study."""

from sqlmodel import Session, col, select

from app.domain.errors import NotFound
from app.domain.model import Role
from app.store.rows import row_of
from app.store.secrets import hashed, new_id, new_secret
from app.store.tables import InviteRow
from app.store.writer import Transaction


def new_invite(transaction: Transaction, study_id: str, role: Role, now: str) -> tuple[InviteRow, str]:
    """An invite and its secret, which is not kept."""
    secret = new_secret()
    invite = InviteRow(id=new_id("invite"), study_id=study_id, role=role, secret_hash=hashed(secret), created_at=now)
    transaction.session.add(invite)
    return invite, secret


def open_invite(session: Session, secret: str) -> InviteRow:
    """The invite of a link. Raises NotFound when there is none or it was turned off."""
    invite = session.exec(select(InviteRow).where(InviteRow.secret_hash == hashed(secret))).first()
    if invite is None or invite.off_at is not None:
        raise NotFound("This link does not work any more. Ask your facilitator for a new one.")
    return invite


def invites_of(session: Session, study_id: str) -> list[InviteRow]:
    """All invites of a study, newest last."""
    rows = (
        select(InviteRow).where(InviteRow.study_id == study_id).order_by(col(InviteRow.created_at), col(InviteRow.id))
    )
    return list(session.exec(rows))


def turn_off(transaction: Transaction, study_id: str, invite_id: str, now: str) -> InviteRow:
    """Nobody joins by this link any more. Raises NotFound."""
    invite = row_of(transaction.session, InviteRow, invite_id)
    if invite is None or invite.study_id != study_id:
        raise NotFound("This invite is not there.", kind="invite", id=invite_id)
    invite.off_at = invite.off_at or now
    transaction.session.add(invite)
    return invite
