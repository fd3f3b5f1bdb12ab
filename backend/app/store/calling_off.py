"""Somebody has changed their mind: what was taken is given back, and the logs tell so."""

from collections.abc import Callable

from sqlmodel import Session

from app.domain.commands_withdrawal import WithdrawalCancel
from app.domain.events import Author
from app.domain.model_withdrawal import LEAVING
from app.domain.pseudonyms import key_of
from app.store.people import keys_taken
from app.store.secrets import new_id
from app.store.submission import Outcome, Submission
from app.store.tables import PersonRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.taking import give_back
from app.store.writer import Transaction

Record = Callable[[Transaction, str, Submission], Outcome | None]
"""Decides a submission for a board within a running transaction, and appends what comes of it; None: it could not."""


def call_off(
    transaction: Transaction, person: PersonRow, row: WithdrawalRow, record: Record, why: str | None = None
) -> dict[str, Outcome]:
    """All is as it was; answers what happened on each board. With a `why` it was called off in time before."""
    asked_at = give_back(transaction, row.id)
    author, shown = Author(person.id, person.role), dict[str, Outcome]()
    for board_id, seq in asked_at.items():
        command = WithdrawalCancel(type="withdrawal.cancel", withdrawal_id=row.id, asked_at=seq, before=why is not None)
        outcome = record(transaction, board_id, Submission(author, new_id("back"), command, why))
        if outcome is not None:
            shown[board_id] = outcome
    _come_back(transaction.session, person, row)
    row.state, row.pseudonym, row.person_id = "cancelled", None, None
    transaction.session.add(row)
    return shown


def _come_back(session: Session, person: PersonRow, row: WithdrawalRow) -> None:
    if row.pseudonym is not None:
        taken = key_of(row.pseudonym) in keys_taken(session, person.study_id)
        person.pseudonym = f"{row.pseudonym} {person.id[-4:]}" if taken else row.pseudonym
        person.pseudonym_key = key_of(person.pseudonym)
    person.left_at = None if row.way in LEAVING else person.left_at
    session.add(person)
