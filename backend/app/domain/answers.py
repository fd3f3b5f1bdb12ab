"""What answers are worth together: the last ones count, and they follow what was merged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.model import Board
from app.domain.model_rounds import SPLIT_FROM, Ballot, Vote, VotedOn


def latest(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The answers that count: the last of each person on each thing.

    Who answers for the whole round takes back what they said of single things, and the other way round.
    """
    people: dict[str, dict[str, Ballot]] = {}
    for ballot in ballots:
        mine = people.setdefault(ballot.person, {})
        for on_id in [key for key, other in mine.items() if displaces(ballot.on_kind, other.on_kind)]:
            del mine[on_id]
        mine[ballot.on_id] = ballot
    return [ballot for mine in people.values() for ballot in mine.values()]


def displaces(new: VotedOn, old: VotedOn) -> bool:
    """True when an answer takes the place of one about something else."""
    return (new == "round") is not (old == "round")


def followed(board: Board, ballots: Sequence[Ballot]) -> Iterator[Ballot]:
    """Answers about what was merged meanwhile, as answers about its heir. A second answer of one person stays behind.

    Answers about something that is not on the board any more, because its making was undone, are left out.
    """
    takes = {(ballot.person, ballot.on_id): ballot.on_id for ballot in ballots}
    for ballot in ballots:
        heir = _heir(board, ballot.on_kind, ballot.on_id)
        if heir is not None:
            first = takes.setdefault((ballot.person, heir), ballot.on_id)
            yield replace(ballot, on_id=heir) if first == ballot.on_id else ballot


def _heir(board: Board, on_kind: VotedOn, on_id: str) -> str | None:
    """What became of a card or theme; None when there is nothing of it."""
    if on_kind == "round":
        return on_id
    records = board.state["card"] if on_kind == "card" else board.state["theme"]
    while (record := records.get(on_id)) is not None:
        heir = record["merged_into"]
        if heir is None or not record["retired"]:
            return on_id
        on_id = heir
    return None


def held(board: Board, on_kind: VotedOn, on_id: str) -> int | None:
    """How many different cards a theme holds, its sub-themes included; None of anything else, or when it is away."""
    if on_kind != "theme" or not board.theme_is_live(on_id):
        return None
    places = board.state["placement"]
    family = (on_id, *(key for key in board.children(on_id) if board.theme_is_live(key)))
    return len({places[key]["card_id"] for theme_id in family for key in board.in_theme(theme_id)})


def secret_votes(board: Board, ballots: Iterable[Ballot]) -> tuple[int, list[Vote]]:
    """How many answered, and their answers without their people, unless these are too few.

    Sorted by what they say, so that neither order nor number tells who gave them. What fewer than three said about one
    thing is not told either: each of two would know what the other said.
    """
    counted = [ballot for ballot in ballots if ballot.value != "aside"]
    voters = len({ballot.person for ballot in counted})
    if voters < SPLIT_FROM:
        return voters, []
    return voters, sorted((_without_person(board, ballot, counted) for ballot in counted), key=_what_it_says)


def _without_person(board: Board, ballot: Ballot, all_of_them: Iterable[Ballot]) -> Vote:
    alike = sum(other.on_id == ballot.on_id for other in all_of_them)
    told = alike >= SPLIT_FROM or isinstance(ballot.value, int) or ballot.on_kind == "round"
    return Vote(
        round_id=ballot.round_id,
        on_kind=ballot.on_kind,
        on_id=ballot.on_id,
        person=None,
        value=ballot.value if told else None,
        reason=ballot.reason if told else None,
        held=held(board, ballot.on_kind, ballot.on_id),
        at=None,
    )


def _what_it_says(vote: Vote) -> tuple[str, str, str]:
    return vote["on_id"], str(vote["value"]), vote["reason"] or ""
