"""People who write on a board and take it back, for tests of every kind of store."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlmodel import Session, col, select

from app.domain.events import Author
from app.domain.model import Role
from app.domain.model_withdrawal import Way
from app.store.people import add_person
from app.store.tables import BoardRow, PersonRow
from app.store.tables_withdrawal import TakenRow, WithdrawalRow
from app.store.withdrawals import NOTHING_READ, Asked, Read, Shown, ask, cancel
from app.store.writer import Transaction
from tests.store.pens import Pen

LATER = "2026-01-04T00:00:00.000Z"
"""Within the time in which minds can be changed, by the clock of a pen."""
NOW = "2026-01-01T00:00:00.000Z"


def joined(pen: Pen, pseudonym: str, role: Role = "co_researcher") -> PersonRow:
    """Somebody new in the study of a pen."""

    def work(transaction: Transaction) -> PersonRow:
        study_id = transaction.session.get_one(BoardRow, pen.board_id).study_id
        return add_person(transaction, study_id, role, pseudonym, NOW)

    return pen.database.write_now(work)


def by(person: PersonRow, on_behalf_of: str | None = None) -> Author:
    """Somebody as the author of commands."""
    return Author(person.id, person.role, on_behalf_of)


def asking(
    pen: Pen, person: PersonRow, asked: Asked, ahead: Read = NOTHING_READ
) -> Callable[[Transaction], tuple[str, Shown]]:
    """What the writer has to do when somebody takes something back."""
    return lambda transaction: ask(
        transaction, pen.log, transaction.session.get_one(PersonRow, person.id), asked, NOW, ahead
    )


def take_back(pen: Pen, person: PersonRow, way: Way, until: str | None = LATER, source: str = "") -> tuple[str, Shown]:
    """Takes something back; answers its id and what is shown."""
    return pen.database.write_now(asking(pen, person, Asked(way, until, source)))


def change_mind(pen: Pen, person: PersonRow, withdrawal_id: str) -> Shown:
    """Calls it off."""
    return pen.database.write_now(
        lambda transaction: cancel(
            transaction, pen.log, transaction.session.get_one(PersonRow, person.id), withdrawal_id, NOW
        )
    )


def state_of(pen: Pen, withdrawal_id: str) -> str:
    """How far a withdrawal is."""
    return pen.database.read_now(lambda session: session.get_one(WithdrawalRow, withdrawal_id).state)


def paths_of(pen: Pen, withdrawal_id: str) -> dict[int, list[str]]:
    """Which openings were taken, by seq."""

    def work(session: Session) -> dict[int, list[str]]:
        rows = session.exec(select(TakenRow).where(col(TakenRow.withdrawal_id) == withdrawal_id)).all()
        return {row.seq: json.loads(row.paths) for row in rows}

    return pen.database.read_now(work)


def found(folder: Path, words: Iterable[str]) -> list[str]:
    """Files of a folder that hold one of these words, in any of the ways that text is stored."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    looked = [(file.name, file.read_bytes()) for file in files]
    spelled = [(word, {word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode()}) for word in words]
    return [f"{name}: {word}" for name, content in looked for word, ways in spelled if any(w in content for w in ways)]
