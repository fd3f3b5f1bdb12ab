"""Rounds and what they came to, as files: counted, with names where names were shown, without anybody where not."""

from collections.abc import Iterator, Mapping

from app.domain.model import State
from app.domain.model_rounds import SPLIT_FROM, Round, Vote
from app.domain.quotes import HOLE
from app.export.cells import csv_line
from app.export.describe import name_of
from app.export.scene import counted
from app.export.table_md import escaped
from app.export.tally import Result, Tally, held_words, named, results

HEADER = (
    "question", "asked_on", "method", "secret", "opened_at", "closed_at", "voters", "rather_not_answer", "about",
    "agree", "unsure", "differ", "rather_not_say", "dots", "people", "cards_then",
)  # fmt: skip
SAID = {"agree": "agree", "unsure": "unsure", "differ": "differ", "abstain": "would rather not say"}


def rounds_csv(state: State) -> str:
    """A line for each thing that was answered about; counts are left out where too few answered to tell them apart."""
    return csv_line(HEADER) + "".join(csv_line(cells) for result in results(state) for cells in _lines(result))


def _lines(result: Result) -> Iterator[tuple[str | int | None, ...]]:
    record = result.round
    about: tuple[str | int | None, ...] = (
        record["question"], record["asked_on"], record["method"], "yes" if record["secret"] else "no",
        record["opened_at"], record["closed_at"], result.voters, result.would_rather_not,
    )  # fmt: skip
    if not result.tallies:
        yield (*about, *[None] * 8)
    for one in result.tallies:
        yield (*about, one.name, *_counts(record, one), held_words(one.held) or None)


def _counts(record: Round, one: Tally) -> tuple[int | None, ...]:
    if not one.told:
        return (None, None, None, None, None, one.said)
    if record["method"] == "dots":
        return (None, None, None, one.abstain, one.dots, _givers(record, one))
    return (one.agree, one.unsure, one.differ, one.abstain, None, one.said)


def _givers(record: Round, one: Tally) -> int | None:
    """In a secret round one or two givers are not counted out."""
    return None if record["secret"] and one.givers < SPLIT_FROM else one.givers


def rounds_md(state: State, names: Mapping[str, str]) -> str:
    """To be read: all rounds, where people differ first."""
    return "\n".join(["# Rounds", *(line for result in results(state) for line in _chapter(result, names))]) + "\n"


def _chapter(result: Result, names: Mapping[str, str]) -> Iterator[str]:
    record = result.round
    closed = "Still open." if record["closed_at"] is None else f"Closed {record['closed_at'][:10]}."
    shown = "Secret." if record["secret"] else "Names were shown."
    hidden = record["open"] and record["hidden_until_closed"]
    answered = "Answers are hidden until it is closed." if hidden else f"{_people(result.voters)} answered."
    yield from ("", f"## {escaped(record['question'] or HOLE)}", "", f"{closed} {shown} {answered}")
    if result.would_rather_not:
        yield f"{result.would_rather_not} of them would rather not say."
    if record["secret"] and result.voters and not result.tallies:
        yield "That is too few to show more."
    for title, tallies in _groups(result):
        if tallies:
            yield from ("", f"### {title}", "")
            for one in tallies:
                yield from _thing(record, one, names)


def _groups(result: Result) -> tuple[tuple[str, list[Tally]], ...]:
    told = [one for one in result.tallies if one.told]
    return (
        ("Where we differ", [one for one in told if one.apart]),
        ("Where we say the same", [one for one in told if not one.apart]),
        ("Few answers", [one for one in result.tallies if not one.told]),
    )


def _thing(record: Round, one: Tally, names: Mapping[str, str]) -> Iterator[str]:
    held = f" Given when this theme held {held_words(one.held)} cards." if one.held else ""
    yield f"- **{escaped(one.name)}**: {_in_words(record, one)}.{held}"
    for vote in named(one.votes):
        yield f"  - {escaped(name_of(vote['person'], names))}: {_answer(vote)}"
    for vote in one.votes:
        if vote["person"] is None and vote["reason"]:
            yield f"  - {escaped(vote['reason'])}"


def _in_words(record: Round, one: Tally) -> str:
    if not one.told:
        return f"{_people(one.said)} answered, too few to tell apart"
    if record["method"] == "dots":
        givers = _givers(record, one)
        return counted(one.dots, "dot") + ("" if givers is None else f" from {_people(givers)}")
    said = (("agree", one.agree), ("unsure", one.unsure), ("differ", one.differ), ("would rather not say", one.abstain))
    return ", ".join(f"{word} {count}" for word, count in said if count)


def _answer(vote: Vote) -> str:
    value = vote["value"]
    words = counted(value, "dot") if isinstance(value, int) else SAID.get(str(value), "not shown")
    return f"{words}, “{escaped(vote['reason'])}”" if vote["reason"] else words


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
