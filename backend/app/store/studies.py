"""Studies and their boards."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.domain.commands import BoardEdit
from app.domain.errors import BrokenLog
from app.domain.events import Author
from app.domain.limits import LIMITS
from app.domain.texts import clean
from app.store.event_log import EventLog
from app.store.invites import new_invite
from app.store.leading import leaders
from app.store.people import add_person, new_return_link
from app.store.secrets import new_id
from app.store.submission import Submission
from app.store.tables import BoardRow, PersonRow, StudyRow
from app.store.writer import Transaction


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study with one board and a facilitator. The secrets are shown once."""

    study_id: str
    board_id: str
    facilitator: PersonRow
    return_secret: str
    invite_secret: str


@dataclass(frozen=True, slots=True)
class Titles:
    """What a study and its first board are called."""

    study: str
    board: str


def create_study(
    transaction: Transaction, log: EventLog, titles: Titles, now: str, source: str | None = None
) -> NewStudy:
    """Makes a study. Raises Invalid or LimitReached when a title does not fit."""
    title = clean(titles.study, "title", LIMITS.board_title)
    study = StudyRow(id=new_id("study"), title=title, source=source, created_at=now)
    transaction.session.add(study)
    transaction.session.flush()
    facilitator = add_person(transaction, study.id, "facilitator", "Facilitator", now)
    board = create_board(transaction, log, study.id, titles.board, Author(facilitator.id, "facilitator"), now)
    _, invite_secret = new_invite(transaction, study.id, "co_researcher", now)
    secret = new_return_link(transaction, facilitator, now)
    return NewStudy(study.id, board.id, facilitator, secret, invite_secret)


def create_board(
    transaction: Transaction, log: EventLog, study_id: str, title: str, author: Author, now: str
) -> BoardRow:
    """Makes a board with the first event of its log."""
    kept = clean(title, "title", LIMITS.board_title)
    board = BoardRow(id=new_id("board"), study_id=study_id, title=kept, created_at=now)
    transaction.session.add(board)
    transaction.session.flush()
    log.begin_in(transaction, board.id, kept, author)
    return board


def name_kinds(
    transaction: Transaction, log: EventLog, board_id: str, author: Author, kinds: Mapping[str, str]
) -> None:
    """Comments on this board have the same kinds as elsewhere in the study."""
    naming = BoardEdit(type="board.edit", comment_kinds=dict(kinds))
    log.decide_in(transaction, board_id, Submission(author, new_id("command"), naming))


async def kinds_in(log: EventLog, boards: Sequence[BoardRow]) -> Mapping[str, str] | None:
    """The kinds of comments that the newest of these boards names; None when none does."""
    for row in reversed(boards):
        with contextlib.suppress(BrokenLog):
            board = await log.open(row.id)
            named = board.state["talk"].get(board.id)
            if named is not None:
                return named["kinds"]
    return None


def boards_of(session: Session, study_id: str) -> list[BoardRow]:
    """The boards of a study, oldest first."""
    rows = select(BoardRow).where(BoardRow.study_id == study_id).order_by(col(BoardRow.created_at), col(BoardRow.id))
    return list(session.exec(rows))


def study_from(session: Session, source: str) -> StudyRow | None:
    """The study whose cards came from this source, if there is one."""
    return session.exec(select(StudyRow).where(StudyRow.source == source)).first()


def new_links(transaction: Transaction, study_id: str, now: str) -> NewStudy:
    """Fresh links into a study that is there; the old way back of who has led it longest ends."""
    session = transaction.session
    facilitator = leaders(session, study_id)[0]
    _, invite_secret = new_invite(transaction, study_id, "co_researcher", now)
    secret = new_return_link(transaction, facilitator, now)
    return NewStudy(study_id, boards_of(session, study_id)[0].id, facilitator, secret, invite_secret)
