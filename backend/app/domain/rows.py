"""Coming into a row of a board: which rank that takes, and who has to make room."""

from app.domain.changes import updated
from app.domain.events import Change
from app.domain.index import ROW_OF, Row, row_without
from app.domain.model import Board, Kind
from app.domain.ranks import Spot, index_of, inserted


def rank_in(board: Board, kind: Kind, of: str | None, spot: Spot, newcomer: str) -> tuple[str, list[Change]]:
    """The newcomer's rank at a spot of a row, and the changes to the others when the row had to be spaced anew."""
    others = _others(board, kind, of, newcomer)
    ranks = inserted(others, _index(board, kind, of, spot, others), newcomer)
    rank = ranks.pop(newcomer)
    if not ranks:
        return rank, []
    records = board.records(kind)
    return rank, [change for key, new in ranks.items() for change in updated(kind, key, records[key], rank=new)]


def stays(board: Board, kind: Kind, of: str | None, spot: Spot, key: str) -> bool:
    """True when somebody of this row stands at the spot already."""
    others = _others(board, kind, of, key)
    index = _index(board, kind, of, spot, others)
    return board.row(kind, of)[index][1] == key


def _others(board: Board, kind: Kind, of: str | None, newcomer: str) -> Row:
    row, rank = board.row(kind, of), _rank_of(board, kind, of, newcomer)
    return row if rank is None else row_without(row, (rank, newcomer))


def _index(board: Board, kind: Kind, of: str | None, spot: Spot, others: Row) -> int:
    return index_of(others, spot, None if spot.after is None else _rank_of(board, kind, of, spot.after))


def _rank_of(board: Board, kind: Kind, of: str | None, key: str) -> str | None:
    """The rank of somebody in this row; None when they are not in it."""
    record, field = board.records(kind).get(key), ROW_OF[kind]
    if record is None or (field is not None and record[field] != of):
        return None
    rank: str = record["rank"]
    return rank
