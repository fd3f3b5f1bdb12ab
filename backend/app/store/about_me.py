"""What the tables hold about one person beside the logs. Secrets are not kept, so none is told."""

from typing import Any

from sqlmodel import Session, col, select

from app.store.leading import roles_of
from app.store.tables import (
    BallotRow,
    CheckpointRow,
    DraftRow,
    HeardRow,
    MembershipRow,
    PersonRow,
    ReturnLinkRow,
    SeenRow,
)
from app.store.tables_withdrawal import WithdrawalRow


def kept_of(session: Session, person_id: str) -> dict[str, Any]:
    """By what it is; times are ISO 8601, UTC."""
    person = session.get_one(PersonRow, person_id)
    link = session.get(ReturnLinkRow, person_id)
    exports = select(CheckpointRow).where(CheckpointRow.who == person_id)
    browsers = session.exec(select(MembershipRow).where(MembershipRow.person_id == person_id)).all()
    return {
        "me": person.model_dump(exclude={"pseudonym_key", "study_id"}),
        "roles": [{"at": row.at, "was": row.was, "role": row.role} for row in roles_of(session, person_id)],
        "way_back": {"made_at": link.created_at if link is not None else None, "signed_in_browsers": len(browsers)},
        "drafts": _rows(session, DraftRow, person_id, ("board_id", "text", "changed_at")),
        "answers_nobody_has_seen": _rows(session, BallotRow, person_id, ("board_id", "on_id", "value", "reason", "at")),
        "seen": _rows(session, SeenRow, person_id, ("board_id", "seq", "at")),
        "read": _rows(session, HeardRow, person_id, ("board_id", "at")),
        "copies_taken_out": [{"at": row.at, "what": row.what} for row in session.exec(exports)],
        "taken_back": _rows(session, WithdrawalRow, person_id, ("way", "asked_at", "until", "state")),
    }


def _rows(session: Session, table: Any, person_id: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = session.exec(select(table).where(col(table.person_id) == person_id))
    return [{name: getattr(row, name) for name in names} for row in rows]
