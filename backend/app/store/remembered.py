"""What was taken back, noted beside the database: ids and pointers, never words.

A backup from before knows nothing of it. Whoever goes back to one finds here what has to be taken out of it again.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from sqlmodel import Session, col, select

from app.domain.model_withdrawal import LEAVING, Way
from app.store.leading import leaders
from app.store.removals import Removal, removal_of
from app.store.tables import PersonRow, RecordRow
from app.store.tables_withdrawal import TakenRow, WithdrawalRow


class TakenFrom(NamedTuple):
    """Pointers into one record. `chain` tells it from another one in its place: hex."""

    board_id: str
    seq: int
    chain: str
    paths: list[str]


class Remembrance(NamedTuple):
    """One withdrawal. `person_id` is of whoever asked, where the person goes too; `leads`: who led on, if they led.

    `removal`: what a facilitator removed.
    """

    withdrawal_id: str
    study_id: str
    way: Way
    person_id: str | None
    asked_at: str
    taken: list[TakenFrom]
    leads: list[str]
    removal: Removal | None = None


class Remembered:
    """The list in its file, a line for each withdrawal and for each that was called off. Lines are only added."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._noted: set[tuple[str, bool]] = {(line["withdrawal"], "cancelled" in line) for line in self._lines()}

    def standing(self) -> list[Remembrance]:
        """Everything that was not called off."""
        lines = list(self._lines())
        cancelled = {line["withdrawal"] for line in lines if "cancelled" in line}
        return [_read(line) for line in lines if "cancelled" not in line and line["withdrawal"] not in cancelled]

    def called_off(self) -> set[str]:
        """The ids of what people have changed their minds about."""
        return {line["withdrawal"] for line in self._lines() if "cancelled" in line}

    def missing(self, session: Session) -> list[dict[str, Any]]:
        """The lines that the list lacks of what a store knows."""
        return [line for row in session.exec(select(WithdrawalRow)) for line in self._of(session, row)]

    def _of(self, session: Session, row: WithdrawalRow) -> Iterator[dict[str, Any]]:
        cancelled = row.state == "cancelled"
        if not cancelled and (row.id, False) not in self._noted:
            person = {"study": row.study_id, "way": row.way, "person": row.person_id, "at": row.asked_at}
            removal = removal_of(session, row.id) if row.way == "removed" else None
            also = {"leads": _leads(session, row), **({"removal": list(removal)} if removal is not None else {})}
            yield {"withdrawal": row.id, **person, "taken": _taken(session, row.id), **also}
        if cancelled and (row.id, True) not in self._noted and (row.id, False) in self._noted:
            yield {"withdrawal": row.id, "cancelled": True}

    def note(self, lines: list[dict[str, Any]]) -> None:
        """Adds lines, on disk when this returns."""
        if not lines:
            return
        torn = b"\n" if self._is_torn() else b""
        with open(os.open(self._file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as file:  # noqa: PTH123
            file.write(torn + b"".join(orjson.dumps(line) + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        self._noted |= {(line["withdrawal"], "cancelled" in line) for line in lines}

    def _is_torn(self) -> bool:
        """A crash left half a line at the end."""
        return self._file.is_file() and not self._file.read_bytes().endswith(b"\n") and self._file.stat().st_size > 0

    def _lines(self) -> Iterator[dict[str, Any]]:
        for text in self._file.read_bytes().splitlines() if self._file.is_file() else ():
            try:
                yield orjson.loads(text)
            except orjson.JSONDecodeError:
                continue


def _taken(session: Session, withdrawal_id: str) -> list[list[Any]]:
    here = (col(RecordRow.board_id) == TakenRow.board_id) & (col(RecordRow.seq) == TakenRow.seq)
    chosen = select(TakenRow.board_id, TakenRow.seq, RecordRow.chain, TakenRow.paths).join(RecordRow, here)
    rows = session.exec(chosen.where(TakenRow.withdrawal_id == withdrawal_id))
    return [[board_id, seq, chain.hex(), orjson.loads(paths)] for board_id, seq, chain, paths in rows]


def _leads(session: Session, row: WithdrawalRow) -> list[str]:
    """Who leads in the place of somebody who led: an older store may know of nobody else who does."""
    person = session.get(PersonRow, row.person_id) if row.person_id is not None and row.way in LEAVING else None
    led = person is not None and person.role == "facilitator"
    return [one.id for one in leaders(session, row.study_id)] if led else []


def _read(line: dict[str, Any]) -> Remembrance:
    taken = [TakenFrom(*one) for one in line["taken"]]
    removal = Removal(*line["removal"]) if "removal" in line else None
    who = (line["study"], line["way"], line["person"], line["at"])
    return Remembrance(line["withdrawal"], *who, taken, line.get("leads", []), removal)
