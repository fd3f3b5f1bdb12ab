"""The log as files: one line for each event, made as they are read."""

import json
from collections.abc import Iterable, Iterator, Mapping

from app.domain.events import Event
from app.export.cells import csv_line
from app.export.describe import described, name_of

LOG_HEADER = ("seq", "at", "who", "for_whom", "type", "sentence", "why", "changes")


def log_csv(events: Iterable[Event], names: Mapping[str, str]) -> Iterator[str]:
    """Lines for a spreadsheet: who, what in a sentence, why, and the changes as JSON.

    `events` is the whole log from seq 1; `names` gives the pseudonym of each person id.
    """
    yield csv_line(LOG_HEADER)
    for event, sentence in described(events, names):
        for_whom = name_of(event["on_behalf_of"], names) if "on_behalf_of" in event else ""
        who, why = name_of(event["actor"], names), event.get("why")
        changes = json.dumps(event["changes"], ensure_ascii=False, separators=(",", ":"))
        yield csv_line((event["seq"], event["at"], who, for_whom, event["type"], sentence, why, changes))


def log_jsonl(events: Iterable[Event]) -> Iterator[str]:
    """Lines for programs: one event of the protocol each, nothing added."""
    for event in events:
        yield json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"
