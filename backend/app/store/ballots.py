"""Answers in rounds that show nothing before they are closed: kept beside the log, and gone afterwards."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import cast

import orjson
from sqlalchemy import ColumnElement, delete, func
from sqlmodel import Session, col, select

from app.domain.events import Draft
from app.domain.model import Board
from app.domain.model_rounds import Ballot, VotedOn
from app.store.tables import BallotRow
from app.store.traces import write_anew

ASIDE = '"aside"'


def ballots_of(session: Session, board_id: str, round_id: str, person_id: str | None) -> list[Ballot]:
    """The answers of one person in a round, or (None) of everybody, in the order of coming."""
    mine = () if person_id is None else (col(BallotRow.person_id) == person_id,)
    rows = session.exec(select(BallotRow).where(*_of(board_id, round_id), *mine).order_by(col(BallotRow.number)))
    return [_ballot(row) for row in rows]


def counted_and_own(session: Session, board_id: str, person_id: str) -> tuple[dict[str, int], dict[str, list[Ballot]]]:
    """By round: how many people have answered and do not stand aside, and what one of them answered, in order."""
    mine = (col(BallotRow.board_id) == board_id, col(BallotRow.person_id) == person_id)
    own: defaultdict[str, list[Ballot]] = defaultdict(list)
    for row in session.exec(select(BallotRow).where(*mine).order_by(col(BallotRow.number))):
        own[row.round_id].append(_ballot(row))
    return counted(session, [board_id])[board_id], own


def counted(session: Session, board_ids: Collection[str]) -> Mapping[str, dict[str, int]]:
    """By board and round: how many people have answered and do not stand aside."""
    person = (col(BallotRow.board_id), col(BallotRow.round_id), col(BallotRow.person_id))
    last = select(func.max(BallotRow.number)).where(col(BallotRow.board_id).in_(board_ids)).group_by(*person)
    counts = col(BallotRow.number).in_(last), col(BallotRow.value) != ASIDE
    rounds = select(BallotRow.board_id, BallotRow.round_id, func.count()).where(*counts).group_by(*person[:2])
    found: dict[str, dict[str, int]] = {board_id: {} for board_id in board_ids}
    for board_id, round_id, count in session.exec(rounds):
        found[board_id][round_id] = count
    return found


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
    write_anew(session, BallotRow)


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
