"""Everything of a board in one zip file that proves itself, without a server and without trust in us."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.domain.events import Event
from app.domain.model import Board
from app.domain.quotes import HOLE
from app.export.board_json import board_json
from app.export.comments_csv import comments_csv
from app.export.journal_text import journal_jsonl
from app.export.log_text import log_csv
from app.export.minutes_files import minutes_html, minutes_md
from app.export.pieces import Text, pieces
from app.export.rounds_files import rounds_csv, rounds_md
from app.export.table_csv import table_csv
from app.export.table_html import table_html
from app.export.verify_script import verify_script
from app.verifier import bundle as form
from app.verifier.notes import checkpoint_of, note_of
from app.verifier.words import words_of
from app.verifier.zips import Packing

README = """What this is

This is everything that a group did on one board of Themeroom.
Board: {title}
Up to change {size}.

What is in it

  table.html       the themes and their cards, to read
  table.csv        the same, for a spreadsheet
  minutes.html     the minutes, to read (minutes.md: as plain text)
  comments.csv     what people said
  rounds.md        the rounds and their results (rounds.csv: for a spreadsheet)
  log.csv          every change: who, when, what and why
  board.json       the board and its people, for programs
  records.jsonl    the log itself, as it was written down
  checkpoints.jsonl  what was signed before, and who took which copy
  checkpoint.txt   the newest signature over the whole log
  key.txt          the public key that belongs to the signatures
  manifest.txt     a signed list of all these files
  verify.py        a small program that checks all of it

How to check it

You need Python 3.9 or newer. You do not need a server, and you do not need to trust us.
Unpack this file, open a terminal in the folder, and type:

    python3 verify.py

It says whether all of it holds. If something was changed, it names the first place.

Who signed it

Anybody can make a key. So compare one thing with a source that you trust:
the six words of a checkpoint, as they were read out and written into minutes.
Those of this copy are:

    {words}

You can also keep checkpoint.txt now, and check a later copy against it:

    python3 verify.py --checkpoint kept-checkpoint.txt

What words are missing

People may take their words back. A facilitator may hide what was said.
Words that whoever took this copy may not read are not in it.
The log still holds: it keeps a lock for each word, and never the word itself.
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a bundle is made of, all as of the same change. `names` gives pseudonyms; `journal` its entries so far.

    `events` and `records` read the log from its beginning. `checkpoint` is the signed note over it, `key` the public
    key of the board, `sign` makes a note of a text.
    """

    board: Board
    events: Callable[[], Iterable[Event]]
    records: Callable[[], Iterable[str]]
    people: Sequence[Mapping[str, Any]]
    names: Mapping[str, str]
    source: str | None
    journal: Sequence[Mapping[str, Any]]
    checkpoint: str
    key: str
    sign: Callable[[str], str]


def write_bundle(parts: Parts, out: BinaryIO) -> None:
    """Writes the zip file, little of the log in memory at a time. The same parts give the same bytes."""
    packing = Packing(out)
    hashes = {name: packing.put(name, pieces(text)) for name, text in _texts(parts)}
    manifest = parts.sign(form.list_text(parts.board.id, hashes))
    packing.put(form.LIST, [manifest.encode()])
    packing.end()


def _texts(parts: Parts) -> Iterator[tuple[str, Text]]:
    state, names = parts.board.state, parts.names
    yield "README.txt", _readme(parts)
    yield "verify.py", verify_script()
    yield "table.html", table_html(state, parts.source)
    yield "table.csv", table_csv(state)
    yield "minutes.html", minutes_html(state, names)
    yield "minutes.md", minutes_md(state, names)
    yield "comments.csv", comments_csv(state, names)
    yield "rounds.md", rounds_md(state, names)
    yield "rounds.csv", rounds_csv(state)
    yield "log.csv", log_csv(parts.events(), names)
    yield "board.json", board_json(parts.board, parts.people)
    yield form.RECORDS, parts.records()
    yield form.JOURNAL, journal_jsonl(parts.journal)
    yield form.SIGNED, parts.checkpoint
    yield form.KEY, f"{parts.key}\n"


def _readme(parts: Parts) -> str:
    words = words_of(note_of(parts.checkpoint).text)
    size = checkpoint_of(note_of(parts.checkpoint).text).size
    title = next((board["title"] for board in parts.board.state["board"].values()), None)
    return README.format(title=title or HOLE, size=size, words=words)
