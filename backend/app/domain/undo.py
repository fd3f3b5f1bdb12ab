"""Undo: putting back what one event changed, if nothing later stands on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from app.domain.access import room_for
from app.domain.changes import Draftsman, created, removed, updated
from app.domain.errors import BrokenLog, Invalid, LimitReached, NotFound, Stale
from app.domain.events import Author, Change, Draft, Event
from app.domain.evolve import reversed_changes
from app.domain.index import ROW_OF
from app.domain.invariants import MARKS_IN_LEGEND, Broken, first_broken
from app.domain.limits import LIMITS
from app.domain.model import Board, Kind, Placement, State, Undone
from app.domain.owners import last_touching, standing_on
from app.domain.permissions import COMMAND_OF, UNDONE, demand
from app.domain.ranks import free

Record = tuple[str, str]
GATHERED = frozenset({"meeting", "attendance", "stage", "lock", "timer", "minutes", "signature", "moment"})
COUNTED: tuple[tuple[tuple[Kind, ...], int, str], ...] = (
    (("card",), LIMITS.cards, "cards"),
    (("theme",), LIMITS.themes, "themes"),
    (("placement", "kept"), LIMITS.placements, "placements"),
)


def demand_reach(board: Board, seq: int) -> None:
    """Raises LimitReached for what is too long ago: all that came later has to be read while everybody waits."""
    if board.seq - seq >= LIMITS.undo_reach:
        raise LimitReached(
            f"This is too long ago. The last {LIMITS.undo_reach} entries can be undone.",
            field="undo_reach",
            limit=LIMITS.undo_reach,
        )


def undo(board: Board, author: Author, since: Sequence[Event], command_id: str) -> Draft:
    """Decides the undo of `since[0]`; `since` holds that event and all later ones.

    Raises NotFound, Invalid, NotAllowed, LimitReached, or Stale, whose `detail` says what stands on the event (`seq`).
    """
    if not since:
        raise NotFound("There is no such entry in the log.")
    event, later = since[0], since[1:]
    _demand_undo(author, event)
    _refuse_twice(board, event, later)
    _refuse_if_stood_on(event, later)
    draft = Draftsman(board)
    _give_back(draft, event, later)
    _refuse_lost_sections(board, draft, event, later)
    _refuse_if_broken(draft, event, later)
    _refuse_if_full(board, draft.board)
    draft.make(created("undo", str(event["seq"]), Undone(by_command=command_id)))
    return Draft("change.undone", tuple(draft.changes))


def _demand_undo(author: Author, event: Event) -> None:
    demand(author.role, COMMAND_OF[event["type"]])
    kinds = {change["kind"] for change in event["changes"]}
    if event["type"] not in UNDONE or kinds & GATHERED or _says_something(event["changes"]):
        raise Invalid("This kind of entry cannot be undone.", field="seq", type=event["type"])
    if "board" in kinds:
        demand(author.role, "board.edit")
    if any("/before/" in path for path in event.get("withdrawn", ())):
        raise Invalid("Words of this entry were withdrawn. It cannot be undone.", field="seq", type=event["type"])


def _says_something(changes: Iterable[Change]) -> bool:
    """True when there are words among a batch. Where a card or theme is merged, its comments and votes only follow."""
    said = (change for change in changes if change["kind"] in ("comment", "vote"))
    return any((change["after"] or {}).keys() != {"on_id"} for change in said)


def _refuse_twice(board: Board, event: Event, later: Iterable[Event]) -> None:
    if str(event["seq"]) in board.state["undo"]:
        seq = last_touching(later, {("undo", str(event["seq"]))})
        raise Stale("This was undone already.", undoing=event["seq"], seq=seq)


def _refuse_if_stood_on(event: Event, later: Sequence[Event]) -> None:
    seq = standing_on(event, later)
    if seq is not None:
        raise _stale(event, seq)


def _stale(event: Event, seq: int | None, **detail: Any) -> Stale:
    return Stale("Something later stands on this. Undo that first.", undoing=event["seq"], seq=seq, **detail)


def _give_back(draft: Draftsman, event: Event, later: Sequence[Event]) -> None:
    try:
        for change in reversed_changes(event["changes"]):
            draft.make(*_fitted(draft.board, change))
    except BrokenLog as error:
        kind = "placement" if error.detail["kind"] == "kept" else error.detail["kind"]
        seq = last_touching(later, {(kind, error.detail["id"])})
        raise _stale(event, seq, kind=kind, id=error.detail["id"]) from None


def _fitted(board: Board, change: Change) -> list[Change]:
    """The change as it fits now: where somebody took the very spot in the meantime, the returning one stands behind."""
    kind, key, after = change["kind"], change["id"], change["after"]
    record = board.records(kind).get(key)
    if record is None and change["before"] is not None:
        return [change]
    if after is None:
        return [removed(kind, key, record or {})]
    fields = _with_free_rank(board, change, {**(record or {}), **after}) if kind in ROW_OF else after
    return [created(kind, key, fields)] if change["before"] is None else updated(kind, key, record or {}, **fields)


def _with_free_rank(board: Board, change: Change, record: Mapping[str, Any]) -> dict[str, object]:
    row = ROW_OF[change["kind"]]
    after = change["after"] or {}
    if after.keys().isdisjoint({"rank", row}):
        return after
    others = board.row(change["kind"], None if row is None else record[row])
    return {**after, "rank": free(record["rank"], {rank for rank, key in others if key != change["id"]})}


def _refuse_lost_sections(board: Board, draft: Draftsman, event: Event, later: Sequence[Event]) -> None:
    """A theme does not go back into a sheet that was put away since: nobody would find it there."""
    for change in draft.changes:
        parent = (change["after"] or {}).get("parent_id") if change["kind"] == "theme" else None
        if isinstance(parent, str) and not board.theme_is_live(parent) and not draft.board.theme_is_live(parent):
            seq = last_touching(later, {("theme", parent)})
            if seq is not None:
                raise _stale(event, seq, kind="theme", id=parent)


def _refuse_if_broken(draft: Draftsman, event: Event, later: Sequence[Event]) -> None:
    found = first_broken(draft.board.state)
    if found is not None:
        seq = last_touching(later, set(_involved(draft.board.state, found)))
        raise _stale(event, seq, kind=found.kind, id=found.id, rule=found.rule)


def _involved(state: State, found: Broken) -> Iterator[Record]:
    """The broken record, its double, and those it names."""
    record = cast(Mapping[str, Any], state[found.kind][found.id])
    yield "placement" if found.kind == "kept" else found.kind, found.id
    yield from (("placement", key) for key, other in state["placement"].items() if _is_double(record, other))
    yield "card", record.get("card_id", "")
    yield record.get("on_kind", ""), record.get("on_id", "")
    for theme_id in (record.get("theme_id") or "", record.get("parent_id") or ""):
        yield "theme", theme_id
        if theme_id in state["theme"]:
            yield "theme", state["theme"][theme_id]["parent_id"] or ""
    if found.rule == MARKS_IN_LEGEND:
        yield from (("board", key) for key in state["board"])


def _is_double(record: Mapping[str, Any], other: Placement) -> bool:
    return (record.get("card_id"), record.get("theme_id")) == (other["card_id"], other["theme_id"])


def _refuse_if_full(before: Board, after: Board) -> None:
    for kinds, limit, name in COUNTED:
        was, becomes = (sum(len(board.state[kind]) for kind in kinds) for board in (before, after))
        if becomes > was:
            room_for(becomes - 1, limit, name)
