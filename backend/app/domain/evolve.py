"""The one fold (law L4): changes applied to a state, without knowing what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from app.domain.errors import BrokenLog
from app.domain.events import Change, Event
from app.domain.model import Board, State, empty_state

Records = dict[str, Mapping[str, Any]]


def evolve(state: State, changes: Iterable[Change]) -> State:
    """The state after the changes. Kinds that are not touched are shared with the old state.

    Raises BrokenLog when a change does not fit: a create over a record, an update or remove of nothing.
    """
    kinds = cast(dict[str, Records], dict(state))
    copied: set[str] = set()
    for change in changes:
        if change["kind"] not in copied:
            kinds[change["kind"]] = dict(kinds.get(change["kind"], {}))
            copied.add(change["kind"])
        _apply(kinds[change["kind"]], change)
    return cast(State, kinds)


def _apply(records: Records, change: Change) -> None:
    key, before, after = change["id"], change["before"], change["after"]
    if (key in records) is (before is None):
        raise BrokenLog("A change does not fit what it changes.", kind=change["kind"], id=key)
    if after is None:
        del records[key]
    else:
        records[key] = {**records.get(key, {}), **after}


def reversed_changes(changes: Sequence[Change]) -> list[Change]:
    """The changes that take the state back to where it was."""
    return [Change(kind=c["kind"], id=c["id"], before=c["after"], after=c["before"]) for c in reversed(changes)]


def new_board(board_id: str) -> Board:
    """A board before its first event."""
    return Board(board_id, 0, empty_state(), frozenset())


def advance(board: Board, changes: Sequence[Change]) -> Board:
    """The board after one more event with these changes."""
    return Board(board.id, board.seq + 1, evolve(board.state, changes), gone_after(board.gone, changes))


def replay(board: Board, events: Iterable[Event]) -> Board:
    """The board after these records, folded on one copy. Raises BrokenLog when one is missing or does not fit."""
    kinds: dict[str, Records] = {kind: dict(records) for kind, records in cast(dict[str, Records], board.state).items()}
    seq, changes = board.seq, list[Change]()
    for event in events:
        seq += 1
        if event["seq"] != seq:
            raise BrokenLog("A record is missing from the log.", seq=seq)
        for change in event["changes"]:
            _apply(kinds.setdefault(change["kind"], {}), change)
        changes += event["changes"]
    return Board(board.id, seq, cast(State, kinds), gone_after(board.gone, changes))


def gone_after(gone: frozenset[tuple[str, str]], changes: Sequence[Change]) -> frozenset[tuple[str, str]]:
    """The ids that were used once and are not there now."""
    last = {(c["kind"], c["id"]): c["after"] is None for c in changes if c["before"] is None or c["after"] is None}
    left = {key for key, is_gone in last.items() if is_gone}
    if not left and gone.isdisjoint(last):
        return gone
    return (gone - last.keys()) | left
