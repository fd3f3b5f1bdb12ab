"""The rounds of a meeting for its draft minutes: counts, where people differ first; of secret rounds no people."""

from collections.abc import Iterator, Mapping, Sequence

from app.domain.model import State
from app.domain.model_rounds import SPLIT_FROM, Round, Vote
from app.export.minutes_words import card, person, points, said, some, theme
from app.export.scene import counted
from app.export.sitting import Sitting

MOST = 20
SENSES: Mapping[str, str] = {"differ": "differ", "unsure": "unsure", "agree": "agree"}


def rounds(sitting: Sitting) -> Iterator[str]:
    """Lines of Markdown for each round that was opened or closed in the meeting."""
    before, after = sitting.before["round"], sitting.after["round"]
    for key, asked in after.items():
        if key not in before or before[key]["open"] != asked["open"]:
            votes = [vote for vote in sitting.after["vote"].values() if vote["round_id"] == key]
            yield from ("", f"### {said(asked['question'])}", "", _how(asked, votes, sitting.names))
            if _is_told(asked):
                yield from ("", *points(_results(sitting.after, asked, votes, sitting.names), MOST))


def _how(asked: Round, votes: Sequence[Vote], names: Mapping[str, str]) -> str:
    """What was asked, of how many, and who stood aside."""
    if asked["open"]:
        return "This round is still open."
    method = "Dots" if asked["method"] == "dots" else "A sense-check"
    secret = "secret" if asked["secret"] else "with names"
    sentences = [f"{method}, {secret}. {counted(_voters(asked, votes), 'answer')} came in."]
    if not _is_told(asked):
        sentences.append(f"Fewer than {SPLIT_FROM} are not told apart.")
    aside = [person(one, names) for one in _aside(votes) if one is not None]
    if aside:
        sentences.append(f"{some(aside)} stood aside.")
    rather_not = _rather_not(asked, votes)
    if rather_not and _is_told(asked):
        sentences.append(f"{rather_not} would rather not answer.")
    return " ".join(sentences)


def _is_told(asked: Round) -> bool:
    """Whether results are shown: a round is closed, and a secret one had enough answers."""
    return not asked["open"] and (not asked["secret"] or (asked["voters"] or 0) >= SPLIT_FROM)


def _voters(asked: Round, votes: Sequence[Vote]) -> int:
    if asked["secret"]:
        return asked["voters"] or 0
    return len({vote["person"] for vote in votes if vote["person"] not in _aside(votes)})


def _aside(votes: Sequence[Vote]) -> list[str | None]:
    """The facilitators who are not counted, whatever else they answered."""
    return [vote["person"] for vote in votes if vote["value"] == "aside"]


def _rather_not(asked: Round, votes: Sequence[Vote]) -> int:
    """How many would rather not answer at all."""
    whole = [vote for vote in votes if vote["on_kind"] == "round" and asked["asked_on"] != "question"]
    return _count(whole, "abstain")


def _results(state: State, asked: Round, votes: Sequence[Vote], names: Mapping[str, str]) -> list[str]:
    """A line for each thing that was answered about: first where people differ, or where most dots are."""
    about: dict[tuple[str, str], list[Vote]] = {}
    away = [one for one in _aside(votes) if one is not None]
    for vote in votes:
        is_about = vote["on_kind"] != "round" or asked["asked_on"] == "question"
        if is_about and vote["value"] != "aside" and vote["person"] not in away:
            about.setdefault((vote["on_kind"], vote["on_id"]), []).append(vote)
    possible = _voters(asked, votes) - _rather_not(asked, votes) if asked["method"] == "dots" else None
    told = sorted(about.items(), key=lambda item: [-count for count in _weight(item[1])])
    return [f"{_thing(state, *key)}: {_told(given, possible, names)}" for key, given in told]


def _told(votes: Sequence[Vote], possible: int | None, names: Mapping[str, str]) -> str:
    """Counts and reasons. `possible`: how many could have given dots. Fewer than three are not told apart."""
    few = (len(votes) if possible is None else possible) < SPLIT_FROM
    if few or any(vote["value"] is None for vote in votes):
        return f"{len(votes)} answered, too few to tell apart."
    return f"{_counts(votes)}.{_reasons(votes, names)}"


def _weight(votes: Sequence[Vote]) -> tuple[int, int]:
    dots = sum(value for vote in votes if isinstance(value := vote["value"], int))
    return (dots or _count(votes, "differ"), _count(votes, "unsure"))


def _count(votes: Sequence[Vote], value: str) -> int:
    return sum(vote["value"] == value for vote in votes)


def _counts(votes: Sequence[Vote]) -> str:
    if any(vote["value"] is None for vote in votes):
        return f"{counted(len(votes), 'answer')}, too few to tell apart"
    dots = [value for vote in votes if isinstance(value := vote["value"], int) and value]
    given = [f"{counted(sum(dots), 'dot')}{_from(votes, len(dots))}"] if dots else []
    given += [f"{_count(votes, value)} {word}" for value, word in SENSES.items() if _count(votes, value)]
    rather_not = _count(votes, "abstain")
    given += [f"{rather_not} would rather not answer"] if rather_not else []
    held = sorted({vote["held"] for vote in votes if vote["held"] is not None})
    then = f" (given when it held {_span(held)})" if held else ""
    return f"{', '.join(given) or 'no dots'}{then}"


def _from(votes: Sequence[Vote], givers: int) -> str:
    """How many gave dots; of a secret round not, when they are few."""
    if givers < SPLIT_FROM and any(vote["person"] is None for vote in votes):
        return ""
    return " from 1 person" if givers == 1 else f" from {givers} people"


def _span(held: Sequence[int]) -> str:
    return counted(held[0], "card") if len(held) == 1 else f"{held[0]} to {counted(held[-1], 'card')}"


def _reasons(votes: Sequence[Vote], names: Mapping[str, str]) -> str:
    """What people said with their answers; of a secret round without people."""
    reasons = [
        said(vote["reason"]) if vote["person"] is None else f"{said(vote['reason'])} ({person(vote['person'], names)})"
        for vote in votes
        if vote["reason"]
    ]
    return f" {some(reasons)}" if reasons else ""


def _thing(state: State, kind: str, key: str) -> str:
    match kind:
        case "card":
            return card(state, key)
        case "theme":
            return theme(state, key)
        case _:
            return "To the question"
