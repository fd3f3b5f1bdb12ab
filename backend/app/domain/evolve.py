"""The one fold (law L4): changes applied to a state, without knowing what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from app.domain.errors import BrokenLog
from app.domain.events import Change, Event
from app.domain.index import Kinds, empty_index, index_after
from app.domain.model import KINDS, Board, Gone, State, empty_state, state_of
from app.domain.records import Records

Record = dict[str, Any]
Touched = dict[tuple[str, str], None]


def evolve(state: State, changes: Iterable[Change]) -> State:
    """The state after the changes. Whatever is not touched is shared with the old state.

    Raises BrokenLog when a change does not fit: a create over a record, an update or remove of nothing.
    """
    kinds = cast(dict[str, Records[str, Record]], dict(state))
    for change in changes:
        kind, key = change["kind"], change["id"]
        records = kinds[kind] if kind in kinds else Records[str, Record]()
        record = _record_after(records.get(key), change)
        kinds[kind] = records.without(key) if record is None else records.put(key, record)
    return cast(State, kinds)


def _record_after(record: Record | None, change: Change) -> Record | None:
    if (record is None) is not (change["before"] is None):
        raise BrokenLog("A change does not fit what it changes.", kind=change["kind"], id=change["id"])
    return None if change["after"] is None else {**(record or {}), **change["after"]}


def reversed_changes(changes: Sequence[Change]) -> list[Change]:
    """The changes that take the state back to where it was."""
    return [Change(kind=c["kind"], id=c["id"], before=c["after"], after=c["before"]) for c in reversed(changes)]


def new_board(board_id: str) -> Board:
    """A board before its first event."""
    return Board(board_id, 0, empty_state(), Records(), empty_index())


def board_of(board_id: str, seq: int, kinds: Mapping[str, dict[str, Any]], gone: Iterable[tuple[str, str]]) -> Board:
    """A board from plain records that were written down."""
    touched: Touched = dict.fromkeys((kind, key) for kind, records in kinds.items() for key in records)
    state = state_of({**{kind: {} for kind in KINDS}, **kinds})
    return _at(new_board(board_id), seq, state, Records(dict.fromkeys(gone, True)), touched)


def changed(board: Board, changes: Sequence[Change], seq: int) -> Board:
    """The board with these changes, at a seq."""
    touched: Touched = dict.fromkeys((change["kind"], change["id"]) for change in changes)
    return _at(board, seq, evolve(board.state, changes), gone_after(board.gone, changes), touched)


def _at(board: Board, seq: int, state: State, gone: Gone, touched: Touched) -> Board:
    before, after = cast(Kinds, board.state), cast(Kinds, state)
    return Board(board.id, seq, state, gone, index_after(board.index, before, after, touched))


def advance(board: Board, changes: Sequence[Change]) -> Board:
    """The board after one more event with these changes."""
    return changed(board, changes, board.seq + 1)


def replay(board: Board, events: Iterable[Event]) -> Board:
    """The board after these records, folded on one copy. Raises BrokenLog that names the first misfit."""
    kinds = {kind: dict(records) for kind, records in cast(Kinds, board.state).items()}
    seq, gone, touched = board.seq, board.gone, Touched()
    for event in events:
        seq += 1
        if event["seq"] != seq:
            raise BrokenLog("A record is missing from the log.", seq=seq)
        try:
            _fold(kinds, event["changes"], touched)
        except BrokenLog as error:
            raise BrokenLog(str(error), seq=seq, **error.detail) from None
        gone = gone_after(gone, event["changes"])
    return _at(board, seq, state_of(kinds), gone, touched)


def _fold(kinds: dict[str, dict[str, Any]], changes: Iterable[Change], touched: Touched) -> None:
    for change in changes:
        kind, key = change["kind"], change["id"]
        records = kinds.setdefault(kind, {})
        record = _record_after(records.get(key), change)
        touched[kind, key] = None
        if record is None:
            del records[key]
        else:
            records[key] = record


def gone_after(gone: Gone, changes: Iterable[Change]) -> Gone:
    """The ids that were used once and are not there now."""
    for change in changes:
        if change["after"] is None:
            gone = gone.put((change["kind"], change["id"]), value=True)
        elif change["before"] is None and (key := (change["kind"], change["id"])) in gone:
            gone = gone.without(key)
    return gone
