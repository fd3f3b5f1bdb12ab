"""Deciding what happens to rounds. Answers that nobody may see yet come into the log when a round is closed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from app.domain import decide_votes
from app.domain.access import a_new_id, a_round, room_for
from app.domain.answers import followed, latest, secret_votes
from app.domain.beyond import Beyond
from app.domain.changes import created, updated
from app.domain.commands_rounds import RoundClose, RoundCommand, RoundOpen, VoteCast
from app.domain.decide_votes import answer
from app.domain.errors import Invalid
from app.domain.events import Author, Change, Draft
from app.domain.limits import LIMITS
from app.domain.model import Board
from app.domain.model_rounds import Ballot, Round, Vote
from app.domain.texts import clean


def rounds(board: Board, author: Author, command: RoundCommand, command_id: str, beyond: Beyond) -> Draft | Ballot:
    """What happens when a round is opened, answered or closed. A Ballot is kept beside the log."""
    match command:
        case RoundOpen():
            return _open(board, author, command, beyond.at)
        case RoundClose():
            return _close(board, command, beyond)
        case VoteCast():
            return decide_votes.cast(board, author, command, command_id, beyond)


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


def _close(board: Board, command: RoundClose, beyond: Beyond) -> Draft:
    record = a_round(board, command.round_id)
    if not record["open"]:
        return Draft("round.closed", ())
    ballots = beyond.ballots(command.round_id, None) if record["hidden_until_closed"] else ()
    given = list(followed(board, ballots))
    voters = None
    changes: list[Change] = []
    if record["secret"]:
        voters, votes = secret_votes(board, latest(given))
        changes += [created("vote", f"{command.round_id}.{number}", vote) for number, vote in enumerate(votes)]
    else:
        changes += _brought_in(given)
    changes += updated("round", command.round_id, record, open=False, closed_at=beyond.at, voters=voters)
    return Draft("round.closed", tuple(changes))


def _brought_in(ballots: Sequence[Ballot]) -> Iterator[Change]:
    """Every answer in the order of coming, those that were changed later too."""
    standing: defaultdict[str, dict[str, Vote]] = defaultdict(dict)
    for number, ballot in enumerate(ballots):
        mine = standing[ballot.person]
        for change in answer(mine.items(), ballot, f"{ballot.round_id}.{number}"):
            yield change
            if change["after"] is None:
                del mine[change["id"]]
            else:
                mine[change["id"]] = cast(Vote, {**mine.get(change["id"], {}), **change["after"]})
