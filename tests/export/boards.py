"""Boards for the tests of this folder, made through commands like anybody's."""

from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import count

from app.domain.beyond import Beyond
from app.domain.commands import Command
from app.domain.decide import decide
from app.domain.decide_board import begin
from app.domain.events import Author, Draft, Event
from app.domain.evolve import advance, new_board
from app.domain.model import Board
from app.export.import_fold import Options
from app.export.import_plan import import_plan
from app.export.import_table import parse_table

HEADER = "theme,subtheme_group,card,position,mark\r\n"
NAMES = {"person-1": "Facilitator", "person-2": "CR2"}
PLAIN = Options()


def published() -> str:
    """The published study's table, byte for byte."""
    data = resources.files("app.demo").joinpath("life_rooms.csv").read_bytes()
    return data.decode("utf-8")


class Bench:
    """A board with its log, and a person who works on it."""

    def __init__(self, title: str = "What do outcomes mean to us?") -> None:
        self.board = new_board("board-01")
        self.log: list[Event] = []
        self._record(begin("board-01", title), None)

    def do(self, *commands: Command, why: str | None = None, on_behalf_of: str | None = None) -> Board:
        """Decides and records each command."""
        author = Author("person-1", "facilitator", on_behalf_of)
        for command in commands:
            beyond = Beyond("2026-03-12T10:00:00.000Z", self._since, lambda *_: ())
            draft = decide(self.board, author, command, f"command-{self.board.seq}", beyond)
            if isinstance(draft, Draft) and draft.changes:
                self._record(draft, why, on_behalf_of)
        return self.board

    def load(self, text: str, options: Options = PLAIN, import_id: str = "import-01") -> Board:
        """Imports a table."""
        return self.do(*import_plan(parse_table(text), self.board, options, import_id))

    def _since(self, seq: int) -> Sequence[Event]:
        return self.log[seq - 1 :]

    def _record(self, draft: Draft, why: str | None, on_behalf_of: str | None = None) -> None:
        seq = self.board.seq + 1
        event = Event(
            seq=seq,
            at=f"2026-03-12T10:{seq // 60 % 60:02}:{seq % 60:02}.000Z",
            actor="person-1",
            command_id=f"command-{seq}",
            type=draft.type,
            changes=list(draft.changes),
        )
        if why is not None:
            event["why"] = why
        if on_behalf_of is not None:
            event["on_behalf_of"] = on_behalf_of
        self.log.append(event)
        self.board = advance(self.board, draft.changes)


def table(rows: Iterable[str]) -> str:
    """A table from lines without position: `theme,group,card` or with the mark at the end."""
    numbers = count(1)
    return HEADER + "".join(_line(row.split(","), next(numbers)) for row in rows)


def _line(cells: Sequence[str], number: int) -> str:
    theme, group, card, *mark = cells
    return f"{theme},{group},{card},{number},{mark[0] if mark else ''}\r\n"
