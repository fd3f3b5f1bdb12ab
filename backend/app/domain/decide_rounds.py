"""Deciding what happens to rounds and votes. Answers that nobody may see yet stay out of the log until the end."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.access import a_card, a_new_id, a_round, a_theme, room_for
from app.domain.beyond import Beyond
from app.domain.changes import Draftsman, created, updated
from app.domain.commands_rounds import RoundClose, RoundCommand, RoundOpen, VoteCast
from app.domain.errors import Invalid, LimitReached, NotAllowed, NotFound, Stale
from app.domain.events import Author, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_rounds import SPLIT_FROM, Ballot, Round, Vote, VotedOn
from app.domain.texts import clean, optional


def rounds(board: Board, author: Author, command: RoundCommand, command_id: str, beyond: Beyond) -> Draft | Ballot:
    """What happens when a round is opened, answered or closed. A Ballot is kept beside the log."""
    match command:
        case RoundOpen():
            return _open(board, author, command, beyond.at)
        case RoundClose():
            return _close(board, command, beyond)
        case VoteCast():
            return _cast(board, author, command, command_id, beyond)


def _open(board: Board, author: Author, command: RoundOpen, at: str) -> Draft:
    a_new_id(board, "round", command.round_id)
    room_for(len(board.state["round"]), LIMITS.rounds, "rounds")
    dots, per_item = _dots(command)
    record = Round(
        question=clean(command.question, "question", LIMITS.round_question),
        method=command.method,
        asked_on=command.on,
        dots=dots,
        per_item=per_item,
        secret=command.secret,
        hidden_until_closed=command.hidden_until_closed or command.secret,
        open=True,
        opened_by=author.speaker,
        opened_at=at,
        closed_at=None,
        voters=None,
    )
    return Draft("round.opened", (created("round", command.round_id, record),))


def _dots(command: RoundOpen) -> tuple[int | None, int | None]:
    """How many in all and on one thing: three, and as many as one likes, when nobody says."""
    if command.method == "sense":
        if command.dots is not None or command.per_item is not None:
            raise Invalid("Dots belong to the method dots.", field="dots")
        return None, None
    dots = 3 if command.dots is None else command.dots
    per_item = dots if command.per_item is None else command.per_item
    if per_item > dots:
        raise Invalid("More dots on one thing than there are in all.", field="per_item", limit=dots)
    return dots, per_item


def _cast(board: Board, author: Author, command: VoteCast, command_id: str, beyond: Beyond) -> Draft | Ballot:
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
        held=_held(board, command.on.kind, command.on.id),
        at=beyond.at,
    )
    given = latest(beyond.ballots(command.round_id)) if record["hidden_until_closed"] else _given(board, ballot)
    _demand_enough_dots(record, given, ballot)
    if record["hidden_until_closed"]:
        return ballot
    return Draft("vote.cast", tuple(_answer(board, ballot, command_id)))


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
    on = command.on
    if on.kind not in ("round", record["asked_on"]):
        raise Invalid("This round asks about something else.", field="on.kind", asked=record["asked_on"])
    match on.kind:
        case "round":
            if on.id != command.round_id:
                raise NotFound("This round is not there.", kind="round", id=on.id)
        case "card":
            a_card(board, on.id)
        case "theme":
            a_theme(board, on.id)


def _demand_aside(author: Author, on_kind: str) -> None:
    if on_kind != "round":
        raise Invalid("One stands aside from a whole round.", field="on.kind")
    if author.role != "facilitator":
        raise NotAllowed("Only a facilitator stands aside. Everybody may abstain.", asked="aside", role=author.role)


def _held(board: Board, on_kind: VotedOn, on_id: str) -> int | None:
    """How many different cards the theme holds, its sub-themes included."""
    if on_kind != "theme":
        return None
    places = board.state["placement"]
    family = (on_id, *(key for key in board.children(on_id) if board.theme_is_live(key)))
    return len({places[key]["card_id"] for theme_id in family for key in board.in_theme(theme_id)})


def _given(board: Board, ballot: Ballot) -> list[Ballot]:
    """What this person answered in the round so far, as the board has it."""
    own = (vote for vote in board.state["vote"].values() if vote["round_id"] == ballot.round_id)
    return [_ballot(vote, ballot.person) for vote in own if vote["person"] == ballot.person]


def _ballot(vote: Vote, person: str) -> Ballot:
    fields: dict[str, Any] = {**vote, "person": person}
    return Ballot(**fields)


def latest(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The last answer of each person on each thing: it counts."""
    last: dict[tuple[str, str, str], Ballot] = {}
    for ballot in ballots:
        last[ballot.person, ballot.on_kind, ballot.on_id] = ballot
    return list(last.values())


def _demand_enough_dots(record: Round, given: Sequence[Ballot], ballot: Ballot) -> None:
    value, dots, per_item = ballot.value, record["dots"], record["per_item"]
    if not isinstance(value, int) or dots is None or per_item is None:
        return
    if value > per_item:
        raise LimitReached(f"At most {per_item} dots go on one thing.", field="per_item", limit=per_item)
    others = sum(
        one.value
        for one in given
        if isinstance(one.value, int) and one.person == ballot.person and one.on_id != ballot.on_id
    )
    if others + value > dots:
        raise LimitReached(f"There are {dots} dots to give. Take one back first.", field="dots", limit=dots)


def _answer(board: Board, ballot: Ballot, vote_id: str) -> list[Any]:
    """The changes that make this the answer of its person. A first answer takes the command's id."""
    thing = (ballot.round_id, ballot.on_id, ballot.person)
    for key, vote in board.state["vote"].items():
        if (vote["round_id"], vote["on_id"], vote["person"]) == thing:
            fields = {"value": ballot.value, "reason": ballot.reason, "held": ballot.held, "at": ballot.at}
            same = (vote["value"], vote["reason"]) == (ballot.value, ballot.reason)
            return [] if same else updated("vote", key, vote, **fields)
    room_for(len(board.state["vote"]), LIMITS.votes, "votes")
    return [created("vote", a_new_id(board, "vote", vote_id), _vote(ballot))]


def _vote(ballot: Ballot) -> Vote:
    return Vote(
        round_id=ballot.round_id,
        on_kind=ballot.on_kind,
        on_id=ballot.on_id,
        person=ballot.person,
        value=ballot.value,
        reason=ballot.reason,
        held=ballot.held,
        at=ballot.at,
    )


def _close(board: Board, command: RoundClose, beyond: Beyond) -> Draft:
    record = a_round(board, command.round_id)
    draft = Draftsman(board)
    if not record["open"]:
        return Draft("round.closed", ())
    ballots = beyond.ballots(command.round_id) if record["hidden_until_closed"] else ()
    voters = _count_secretly(draft, command.round_id, latest(ballots)) if record["secret"] else None
    if voters is None:
        for number, ballot in enumerate(ballots):
            draft.make(*_answer(draft.board, ballot, f"{command.round_id}.{number}"))
    draft.make(*updated("round", command.round_id, record, open=False, closed_at=beyond.at, voters=voters))
    return Draft("round.closed", tuple(draft.changes))


def _count_secretly(draft: Draftsman, round_id: str, ballots: Sequence[Ballot]) -> int:
    """How many answered; their answers without their people, unless these are too few.

    Sorted by what they say, so that neither order nor number tells who gave them.
    """
    aside = {ballot.person for ballot in ballots if ballot.value == "aside"}
    counted = [ballot for ballot in ballots if ballot.person not in aside]
    voters = len({ballot.person for ballot in counted})
    if voters >= SPLIT_FROM:
        votes = sorted((_without_person(draft.board, ballot) for ballot in counted), key=_what_it_says)
        draft.make(*(created("vote", f"{round_id}.{number}", vote) for number, vote in enumerate(votes)))
    return voters


def _without_person(board: Board, ballot: Ballot) -> Vote:
    return {**_vote(ballot), "person": None, "at": None, "held": _held(board, ballot.on_kind, ballot.on_id)}


def _what_it_says(vote: Vote) -> tuple[str, str, str]:
    return vote["on_id"], str(vote["value"]), vote["reason"] or ""
