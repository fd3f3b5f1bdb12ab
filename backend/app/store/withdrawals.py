"""What people take back: asking on all boards of a study, changing one's mind, and letting go for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from sqlmodel import Session, col, select

from app.domain.commands_withdrawal import WithdrawalAsk
from app.domain.errors import NotFound, Stale
from app.domain.events import Author
from app.domain.gathering import Whose
from app.domain.model_withdrawal import LEAVING, NAMELESS, Way
from app.store.calling_off import call_off
from app.store.event_log import EventLog
from app.store.leading import demand_another
from app.store.leaving import demand_here
from app.store.secrets import new_id
from app.store.studies import boards_of
from app.store.submission import Ahead, Outcome, Submission
from app.store.tables import PersonRow
from app.store.tables_withdrawal import WithdrawalRow
from app.store.withdrawal_end import drop_name, settle
from app.store.writer import Transaction

Shown = dict[str, Outcome]
"""What happened on each board, to be shown."""
Read = Mapping[str, Ahead]
NOTHING_READ: Read = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants. `until`: to when they can change their mind, ISO 8601, UTC; None: not at all."""

    way: Way
    until: str | None
    source: str = ""

    def whose(self, person_id: str) -> Whose:
        """Which values that is, for `read_ahead`."""
        return Whose(self.way, person_id, self.source)


def ask(
    transaction: Transaction, log: EventLog, person: PersonRow, asked: Asked, now: str, ahead: Read = NOTHING_READ
) -> tuple[str, Shown]:
    """Takes back at once, everywhere in the study. Answers the id, and what is to be shown. Raises Stale.

    What was read `ahead` of boards need not be read while everybody waits.
    """
    session = transaction.session
    boards = _held(transaction, person)
    demand_here(session, person.id)
    _demand_first(transaction, person, asked.way)
    row = WithdrawalRow(
        id=new_id("withdrawal"),
        study_id=person.study_id,
        way=asked.way,
        person_id=person.id,
        pseudonym=person.pseudonym if asked.way in NAMELESS and asked.until else None,
        asked_at=now,
        until=asked.until,
        state="waiting" if asked.until else "deleting",
    )
    session.add(row)
    session.flush()
    submission = Submission(Author(person.id, person.role), row.id, _command(row, person, asked))
    shown = {board: _decided(log, transaction, board, submission._replace(ahead=ahead.get(board))) for board in boards}
    drop_name(session, person, asked.way, now)
    if asked.until is None:
        settle(transaction, row)
    transaction.after_commit.append(log.deleting.chore.soon)
    return row.id, shown


def _demand_first(transaction: Transaction, person: PersonRow, way: Way) -> None:
    if way in LEAVING:
        demand_another(transaction, person)
    if way != "source" and waiting_of(transaction.session, person.id) is not None:
        raise Stale("You have asked for this already. Change your mind first, to ask for something else.")


def _command(row: WithdrawalRow, person: PersonRow, asked: Asked) -> WithdrawalAsk:
    return WithdrawalAsk(
        type="withdrawal.ask",
        withdrawal_id=row.id,
        way=asked.way,
        person_id=person.id,
        stand_in=new_id("left"),
        pseudonym=person.pseudonym,
        source=asked.source,
        until=asked.until,
    )


def _held(transaction: Transaction, person: PersonRow) -> list[str]:
    """The boards of somebody's study. Until the commit nobody else writes on them."""
    boards = [board.id for board in boards_of(transaction.session, person.study_id)]
    transaction.hold(boards)
    return boards


def _decided(log: EventLog, transaction: Transaction, board_id: str, submission: Submission) -> Outcome:
    """Raises what refuses it, so that nothing of it is done anywhere."""
    outcome = log.decide_in(transaction, board_id, submission)
    if outcome.rejection is not None:
        raise outcome.rejection
    return outcome


def waiting_of(session: Session, person_id: str) -> WithdrawalRow | None:
    """What somebody has asked for and can still call off."""
    mine = (WithdrawalRow.person_id == person_id, WithdrawalRow.state == "waiting", WithdrawalRow.way != "source")
    return session.exec(select(WithdrawalRow).where(*mine)).first()


def waiting_in(session: Session, study_id: str) -> list[WithdrawalRow]:
    """What was asked for in a study about its sources, and can still be called off."""
    these = (WithdrawalRow.study_id == study_id, WithdrawalRow.state == "waiting", WithdrawalRow.way == "source")
    return list(session.exec(select(WithdrawalRow).where(*these).order_by(col(WithdrawalRow.asked_at))))


def cancel(transaction: Transaction, log: EventLog, person: PersonRow, withdrawal_id: str, now: str) -> Shown:
    """Somebody has changed their mind: all is as it was. Raises NotFound or Stale."""
    _held(transaction, person)
    demand_here(transaction.session, person.id)
    row = transaction.session.get(WithdrawalRow, withdrawal_id, populate_existing=True)
    if row is None or row.study_id != person.study_id or row.person_id != person.id:
        raise NotFound("There is nothing to call off.", kind="withdrawal", id=withdrawal_id)
    if row.state != "waiting" or (row.until or "") <= now:
        raise Stale("This cannot be changed any more.", kind="withdrawal", id=withdrawal_id)
    shown = call_off(transaction, person, row, partial(_decided, log))
    transaction.after_commit.append(log.deleting.chore.soon)
    return shown
