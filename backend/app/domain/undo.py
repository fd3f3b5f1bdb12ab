"""Undo: putting back what one event changed, if nothing later stands on it.

Each touched field has an owner: the event that gave it its present value. An undo gives the field back to the owner it
had before, so that undoing step by step, and undoing an undo, work as people expect.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.changes import Draftsman, created
from app.domain.errors import BrokenLog, Invalid, NotFound, Stale
from app.domain.events import Author, Change, Draft, Event
from app.domain.evolve import reversed_changes
from app.domain.invariants import first_broken
from app.domain.model import Board, Undone
from app.domain.permissions import COMMAND_OF, NEVER_UNDONE, demand
from app.domain.ranks import free

Field = tuple[str, str, str]
Owner = tuple[str, int]
HOME: Mapping[str, str | None] = {"card": None, "theme": "parent_id", "placement": "theme_id"}
"""The field that says in which row of ranks a record stands; None: all in one row."""


def undo(board: Board, author: Author, since: Sequence[Event], command_id: str) -> Draft:
    """Decides the undo of `since[0]`; `since` holds that event and all later ones.

    Raises NotFound, Invalid, NotAllowed, or Stale, which says in `detail` what stands on the event.
    """
    if not since:
        raise NotFound("There is no such entry in the log.")
    event = since[0]
    _demand_undo(author, event)
    _refuse_if_stood_on(event, since[1:])
    draft = Draftsman(board)
    try:
        _give_back(draft, event)
    except BrokenLog as error:
        raise Stale("Something later stands on this. Undo that first.", undoing=event["seq"], **error.detail) from None
    draft.make(created("undo", str(event["seq"]), Undone(by_command=command_id)))
    _refuse_if_broken(draft, event["seq"])
    return Draft("change.undone", tuple(draft.changes))


def _demand_undo(author: Author, event: Event) -> None:
    demand(author.role, COMMAND_OF[event["type"]])
    kinds = {change["kind"] for change in event["changes"]}
    if event["type"] in NEVER_UNDONE or "meeting" in kinds:
        raise Invalid("This kind of entry cannot be undone.", field="seq", type=event["type"])
    if "board" in kinds:
        demand(author.role, "board.edit")


def _refuse_if_stood_on(event: Event, later: Iterable[Event]) -> None:
    ours = set(_fields(event["changes"]))
    owners: dict[Field, Owner] = dict.fromkeys(ours, ("event", event["seq"]))
    held_before: dict[int, dict[Field, Owner]] = {event["seq"]: dict.fromkeys(ours, ("before", event["seq"]))}
    for one in later:
        undone = _undone_seq(one)
        for field in ours.intersection(_fields(one["changes"])):
            held_before.setdefault(one["seq"], {})[field] = owners[field]
            owners[field] = _owner_after(one["seq"], undone, field, held_before)
    for owner, seq in owners.values():
        if (owner, seq) != ("event", event["seq"]):
            raise Stale("Something later stands on this. Undo that first.", seq=seq)


def _owner_after(seq: int, undone: int | None, field: Field, held: dict[int, dict[Field, Owner]]) -> Owner:
    if undone is None:
        return ("event", seq)
    return held.get(undone, {}).get(field, ("before", undone))


def _undone_seq(event: Event) -> int | None:
    """Which event an undo undid."""
    if event["type"] != "change.undone":
        return None
    return next(int(c["id"]) for c in reversed(event["changes"]) if c["kind"] == "undo")


def _fields(changes: Iterable[Change]) -> Iterator[Field]:
    """Every field the changes touch. A placement and its kept twin are one thing."""
    for change in changes:
        kind = "placement" if change["kind"] == "kept" else change["kind"]
        for name in {*(change["before"] or {}), *(change["after"] or {})}:
            yield kind, change["id"], name


def _give_back(draft: Draftsman, event: Event) -> None:
    """Makes the reversed changes. Where somebody took the very spot, the returning one stands behind."""
    for change in reversed_changes(event["changes"]):
        draft.make(_with_free_rank(draft.board, change))


def _with_free_rank(board: Board, change: Change) -> Change:
    after = change["after"]
    if after is None or "rank" not in after or change["kind"] not in HOME:
        return change
    rank = _free_rank(board, change, after)
    return Change(kind=change["kind"], id=change["id"], before=change["before"], after={**after, "rank": rank})


def _free_rank(board: Board, change: Change, after: Mapping[str, object]) -> str:
    records: Mapping[str, Mapping[str, object]] = board.state[change["kind"]]
    home = HOME[change["kind"]]
    record = {**records.get(change["id"], {}), **after}
    row = (other for key, other in records.items() if key != change["id"])
    return free(
        str(record["rank"]), {str(other["rank"]) for other in row if home is None or other[home] == record[home]}
    )


def _refuse_if_broken(draft: Draftsman, seq: int) -> None:
    found = first_broken(draft.board.state)
    if found is not None:
        raise Stale("Something later stands on this.", undoing=seq, kind=found.kind, id=found.id, rule=found.rule)
