"""Draft minutes, made from the log of one meeting. A facilitator reads them over before they are kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.events import Event
from app.domain.limits import LIMITS
from app.export.describe_meetings import STAGES
from app.export.minutes_done import doers, done
from app.export.minutes_open import decisions, left_open
from app.export.minutes_rounds import rounds
from app.export.minutes_words import by_name, person, points, said, short, some
from app.export.scene import counted
from app.export.sitting import Sitting, sitting_of
from app.export.table_md import escaped

MOST_REASONS = 20
LONGEST_SENTENCE = 240
"""Characters of a change that minutes repeat."""
CUT = "\n\nThe rest stands in the log."


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """`text` is Markdown. `held_on` is the day on which the meeting began (ISO 8601)."""

    title: str
    text: str
    held_on: str


def minutes_draft(
    log: Sequence[Event], meeting_id: str, names: Mapping[str, str], offset: int = 0, words: str | None = None
) -> MinutesDraft:
    """The draft. `log` is whole; `offset` is how many minutes the clocks there are ahead of UTC. Raises NotFound.

    `words` are the six that stand for the checkpoint at the end of the meeting, once it is over.
    """
    sitting = sitting_of(log, meeting_id, names)
    begun = _local(sitting.events[0]["at"], offset)
    title = sitting.after["meeting"][meeting_id]["title"] or "Meeting"
    text = "\n".join(_lines(sitting, begun, _local(sitting.events[-1]["at"], offset)))
    proof = "" if words is None else _proof(sitting.events[-1]["seq"], words)
    return MinutesDraft(title, _fitting(text, LIMITS.minutes_text - len(proof)) + proof, begun.date().isoformat())


def _lines(sitting: Sitting, begun: datetime, ended: datetime) -> Iterator[str]:
    yield f"From {begun:%H:%M} to {ended:%H:%M}."
    yield from _stages(sitting)
    yield from _section("Who was there", _there(sitting))
    yield from _section("What we did", list(done(sitting)))
    yield from _section("Reasons people gave", points(_reasons(sitting), MOST_REASONS))
    yield from _section("What we decided", decisions(sitting) or ["No decision was noted."])
    yield from _section("Rounds", list(rounds(sitting)))
    yield from _section("What stayed open", list(left_open(sitting)) or ["Nothing."])
    yield from _section("From home, before the meeting", _from_home(sitting))


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading and what stands under it; nothing when there is nothing to say."""
    if lines:
        yield from ("", f"## {title}")
        yield from lines if lines[0] == "" else ("", *lines)


def _stages(sitting: Sitting) -> Iterator[str]:
    turned = (change for event in sitting.events for change in event["changes"] if change["kind"] == "stage")
    names = [
        STAGES[str(change["after"]["stage"])] for change in turned if change["after"] and "stage" in change["after"]
    ]
    if names:
        yield from ("", f"Stages: {', '.join(names)}.")


def _there(sitting: Sitting) -> list[str]:
    """Who was noted, corrections made later included, and who worked on the board then."""
    noted = [one for one in sitting.now["attendance"].values() if one["meeting_id"] == sitting.meeting_id]
    people = by_name(person(one["person"], sitting.names) for one in noted if one["person"] is not None)
    guests = [f"{escaped(one['name'] or '')} (without a device)" for one in noted if one["name"] is not None]
    there = [*people, *guests]
    others = [name for name in doers(sitting.events, sitting.names) if name not in people]
    lines = [f"- {some(there, LIMITS.people)}."] if there else ["- Nobody was noted."]
    return [*lines, f"- Also at work then: {some(others)}."] if others else lines


def _reasons(sitting: Sitting) -> list[str]:
    return [
        f"{escaped(short(sentence, LONGEST_SENTENCE))} Because: {said(event.get('why'))}"
        for event, sentence in sitting.reasons
    ]


def _from_home(sitting: Sitting) -> list[str]:
    if not sitting.home:
        return []
    people = some(doers(sitting.home, sitting.names))
    return [f"{counted(len(sitting.home), 'change')} by {people}, between the meetings."]


def _local(at: str, offset: int) -> datetime:
    return datetime.fromisoformat(at) + timedelta(minutes=offset)


def _proof(seq: int, words: str) -> str:
    """What lets anybody check later that the log up to here is still the same."""
    return f"\n\n## Six words for the log\n\nThe log up to change {seq} has these six words: **{words}**."


def _fitting(text: str, most: int) -> str:
    """No longer than minutes may be; what is left out ends at a line."""
    if len(text) <= most:
        return text
    return text[: most - len(CUT)].rsplit("\n", 1)[0] + CUT
