"""What a round came to: counts, never parts of a hundred. Says the same as `lib/tally.ts` on screen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.model import State
from app.domain.model_rounds import SPLIT_FROM, Round, Vote, VotedOn
from app.domain.quotes import HOLE


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said about one thing. `told`: False when too few said anything to tell them apart.

    `apart`: how many are not with the most; of dots, how many gave none where others gave some, or the other way round.
    """

    kind: VotedOn
    name: str
    agree: int
    unsure: int
    differ: int
    abstain: int
    dots: int
    givers: int
    said: int
    told: bool
    apart: int
    held: tuple[int, int] | None
    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A round with its answers: `voters` people, of whom `would_rather_not` say; where they differ most comes first."""

    round: Round
    voters: int
    would_rather_not: int
    tallies: tuple[Tally, ...]


def results(state: State) -> Iterator[Result]:
    """All rounds, the oldest first."""
    votes: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in state["vote"].values():
        votes[vote["round_id"]].append(vote)
    for key, record in sorted(state["round"].items(), key=lambda one: (one[1]["opened_at"], one[0])):
        yield _result(state, record, votes[key])


def _result(state: State, record: Round, votes: Sequence[Vote]) -> Result:
    aside = {vote["person"] for vote in votes if vote["value"] == "aside"}
    counted = [vote for vote in votes if vote["person"] is None or vote["person"] not in aside]
    voters = len({vote["person"] for vote in counted}) if record["voters"] is None else record["voters"]
    on_itself = record["asked_on"] == "question"
    whole = 0 if on_itself else sum(vote["on_kind"] == "round" for vote in counted)
    things: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in counted:
        if on_itself or vote["on_kind"] != "round":
            things[vote["on_id"]].append(vote)
    possible = voters - whole if record["method"] == "dots" else None
    tallies = [_tally(state, own, possible) for own in things.values()]
    return Result(record, voters, whole, tuple(sorted(tallies, key=_differing_first)))


def _differing_first(one: Tally) -> tuple[bool, int, int, int]:
    return not one.told, -one.apart, -one.differ, -one.dots


def _tally(state: State, votes: Sequence[Vote], possible: int | None) -> Tally:
    """`possible`: how many could have given dots; None when it is not about dots."""
    values = [vote["value"] for vote in votes]
    agree, unsure, differ = (values.count(value) for value in ("agree", "unsure", "differ"))
    given = [value for value in values if isinstance(value, int)]
    givers = sum(value > 0 for value in given)
    minds = agree + unsure + differ - max(agree, unsure, differ)
    held = [vote["held"] for vote in votes if vote["held"] is not None]
    return Tally(
        kind=votes[0]["on_kind"],
        name=_name(state, votes[0]["on_kind"], votes[0]["on_id"]),
        agree=agree,
        unsure=unsure,
        differ=differ,
        abstain=values.count("abstain"),
        dots=sum(given),
        givers=givers,
        said=len(votes),
        told=(len(votes) if possible is None else possible) >= SPLIT_FROM and None not in values,
        apart=minds if possible is None else min(givers, max(0, possible - givers)),
        held=(min(held), max(held)) if held else None,
        votes=tuple(votes),
    )


def _name(state: State, kind: VotedOn, key: str) -> str:
    match kind:
        case "card":
            words: str | None = state["card"][key]["text"]
        case "theme":
            words = state["theme"][key]["title"]
        case "round":
            words = state["round"][key]["question"]
    return words or HOLE


def held_words(held: tuple[int, int] | None) -> str:
    """How many cards a theme held: `7`, or `6 to 8`."""
    return "" if held is None else " to ".join(str(count) for count in sorted(set(held)))


def named(votes: Iterable[Vote]) -> list[Vote]:
    """Those that are not secret."""
    return [vote for vote in votes if vote["person"] is not None]
