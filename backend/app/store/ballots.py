"""Answers in rounds that show nothing before they are closed: kept beside the log, and gone afterwards."""

from typing import cast

import orjson
from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, select

from app.domain.events import Draft
from app.domain.model import Board
from app.domain.model_rounds import Ballot, VotedOn
from app.store.tables import BallotRow


def ballots_of(session: Session, board_id: str, round_id: str) -> list[Ballot]:
    """All answers in a round, in the order of coming."""
    rows = session.exec(select(BallotRow).where(*_of(board_id, round_id)).order_by(col(BallotRow.number)))
    return [_ballot(row) for row in rows]


def own_ballots(session: Session, board_id: str, round_id: str, person_id: str) -> list[Ballot]:
    """What one person answered, in the order of coming."""
    return [ballot for ballot in ballots_of(session, board_id, round_id) if ballot.person == person_id]


def keep_ballot(session: Session, board: Board, ballot: Ballot) -> None:
    """Keeps an answer. In a secret round it takes the place of the person's answer before."""
    if board.state["round"][ballot.round_id]["secret"]:
        mine = (col(BallotRow.person_id) == ballot.person, col(BallotRow.on_id) == ballot.on_id)
        session.connection().execute(delete(BallotRow).where(*_of(board.id, ballot.round_id), *mine))
    session.add(
        BallotRow(
            board_id=board.id,
            round_id=ballot.round_id,
            person_id=ballot.person,
            on_kind=ballot.on_kind,
            on_id=ballot.on_id,
            value=orjson.dumps(ballot.value).decode(),
            reason=ballot.reason,
            held=ballot.held,
            at=ballot.at,
        )
    )


def drop_ballots(session: Session, board_id: str, draft: Draft) -> None:
    """Forgets the answers of the rounds that a draft closes: what may be known of them stands in the log."""
    for change in draft.changes:
        if change["kind"] == "round":
            session.connection().execute(delete(BallotRow).where(*_of(board_id, change["id"])))


def _of(board_id: str, round_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(BallotRow.board_id) == board_id, col(BallotRow.round_id) == round_id


def _ballot(row: BallotRow) -> Ballot:
    return Ballot(
        round_id=row.round_id,
        person=row.person_id,
        on_kind=cast(VotedOn, row.on_kind),
        on_id=row.on_id,
        value=orjson.loads(row.value),
        reason=row.reason,
        held=row.held,
        at=row.at,
    )
