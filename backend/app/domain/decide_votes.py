"""Deciding what an answer means. What nobody may see yet stays out of the log until the end."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.access import a_card, a_new_id, a_round, a_theme, room_for
from app.domain.answers import displaces, held, latest
from app.domain.beyond import Beyond
from app.domain.changes import created, removed, updated
from app.domain.commands_rounds import VoteCast
from app.domain.errors import Invalid, LimitReached, NotAllowed, NotFound, Stale
from app.domain.events import Author, Change, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_rounds import Ballot, Round, Vote
from app.domain.texts import optional

Votes = Iterable[tuple[str, Vote]]


def cast(board: Board, author: Author, command: VoteCast, command_id: str, beyond: Beyond) -> Draft | Ballot:
    """What happens when somebody answers. A Ballot is kept beside the log."""
    record = a_round(board, command.round_id)
    if not record["open"]:
        raise Stale("This round is closed.", kind="round", id=command.round_id)
    _demand_fitting(board, author, record, command)
    ballot = Ballot(
        round_id=command.round_id,
        person=author.speaker,
        on_kind=command.on.kind,
        on_id=command.on.id,
        value=command.value,
        reason=optional(command.reason, "reason", LIMITS.vote_reason),
        held=held(board, command.on.kind, command.on.id),
        at=beyond.at,
    )
    if record["hidden_until_closed"]:
        return _beside(board, record, ballot, beyond.ballots(command.round_id, author.speaker))
    mine = [(key, vote) for key, vote in board.state["vote"].items() if _is_of(vote, ballot)]
    _demand_enough_dots(record, ballot, [(vote["on_id"], vote["value"]) for _, vote in mine])
    changes = answer(mine, ballot, command_id)
    if changes and changes[0]["before"] is None:
        room_for(len(board.state["vote"]), LIMITS.votes, "votes")
        a_new_id(board, "vote", command_id)
    return Draft("vote.cast", tuple(changes))


def _is_of(vote: Vote, ballot: Ballot) -> bool:
    return vote["round_id"] == ballot.round_id and vote["person"] == ballot.person


def _beside(board: Board, record: Round, ballot: Ballot, given: Sequence[Ballot]) -> Draft | Ballot:
    """An answer to be kept beside the log; nothing when it stands there already."""
    mine = {one.on_id: one for one in latest(given)}
    same = mine.get(ballot.on_id)
    if same is not None and (same.value, same.reason) == (ballot.value, ballot.reason):
        return Draft("vote.cast", ())
    _demand_enough_dots(record, ballot, [(one.on_id, one.value) for one in mine.values()])
    room_for(len(board.state["vote"]) + len(given), LIMITS.votes, "votes")
    if len(given) >= LIMITS.round_answers:
        limit = LIMITS.round_answers
        raise LimitReached(f"One person answers at most {limit} times.", field="round_answers", limit=limit)
    return ballot


def answer(mine: Votes, ballot: Ballot, vote_id: str) -> list[Change]:
    """The changes that make this the answer of its person, who gave `mine` in this round. The answer comes first."""
    new: Vote = {
        "round_id": ballot.round_id,
        "on_kind": ballot.on_kind,
        "on_id": ballot.on_id,
        "person": ballot.person,
        "value": ballot.value,
        "reason": ballot.reason,
        "held": ballot.held,
        "at": ballot.at,
    }
    gone: list[Change] = []
    for key, vote in mine:
        if vote["on_id"] == ballot.on_id:
            same = (vote["value"], vote["reason"]) == (ballot.value, ballot.reason)
            return [] if same else updated("vote", key, vote, **new)
        if displaces(ballot.on_kind, vote["on_kind"]):
            gone.append(removed("vote", key, vote))
    return [created("vote", vote_id, new), *gone]


def _demand_fitting(board: Board, author: Author, record: Round, command: VoteCast) -> None:
    """The answer is about what was asked, and is one that the method has."""
    on, value = command.on, command.value
    _demand_asked(board, record, command)
    if value == "abstain":
        return
    if value == "aside":
        _demand_aside(author, on.kind)
    elif on.kind == "round" and record["asked_on"] != "question":
        raise Invalid("Answer about one thing, or say abstain for all.", field="on.kind")
    elif isinstance(value, int) is not (record["method"] == "dots"):
        raise Invalid("This round is answered in another way.", field="value", method=record["method"])


def _demand_asked(board: Board, record: Round, command: VoteCast) -> None:
    """What was put away takes no new answer, but an answer about it can be taken back."""
    on, taken_back = command.on, command.value in (0, "abstain")
    if on.kind not in ("round", record["asked_on"]):
        raise Invalid("This round asks about something else.", field="on.kind", asked=record["asked_on"])
    match on.kind:
        case "round":
            if on.id != command.round_id:
                raise NotFound("This round is not there.", kind="round", id=on.id)
        case "card":
            a_card(board, on.id, retired=taken_back)
        case "theme":
            a_theme(board, on.id, retired=taken_back)


def _demand_aside(author: Author, on_kind: str) -> None:
    if on_kind != "round":
        raise Invalid("One stands aside from a whole round.", field="on.kind")
    if author.role != "facilitator" or author.speaker != author.person_id:
        raise NotAllowed("Only a facilitator stands aside. Everybody may abstain.", asked="aside", role=author.role)


def _demand_enough_dots(record: Round, ballot: Ballot, given: Iterable[tuple[str, Any]]) -> None:
    value, dots, per_item = ballot.value, record["dots"], record["per_item"]
    if not isinstance(value, int) or dots is None or per_item is None:
        return
    if value > per_item:
        raise LimitReached(f"At most {per_item} dots go on one thing.", field="per_item", limit=per_item)
    others = sum(one for on_id, one in given if isinstance(one, int) and on_id != ballot.on_id)
    if value > 0 and others + value > dots:
        raise LimitReached(f"There are {dots} dots to give. Take one back first.", field="dots", limit=dots)
