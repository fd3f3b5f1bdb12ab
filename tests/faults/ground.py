"""Boards with people who are signed in already, made straight in the store before a server starts."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.events import Author
from app.main import now, open_log
from app.store.database import Database
from app.store.event_log import EventLog
from app.store.joining import join
from app.store.sessions import find_session
from app.store.studies import Titles, create_board, create_study
from app.store.writer import Transaction

COOKIE = "themeroom"


@dataclass(frozen=True)
class Key:
    """What a signed-in browser keeps."""

    cookie: str
    csrf: str


@dataclass(frozen=True)
class Ground:
    """A board, and the keys of the people who may sort on it."""

    board_id: str
    keys: tuple[Key, ...]


def lay_ground(data: Path, studies: int, boards: int, people: int) -> list[Ground]:
    """So many studies with so many boards and co-researchers each; the boards of all studies."""
    with Database(data / "themeroom.sqlite") as database:
        log = open_log(database)
        made = [database.write_now(lambda t: _study(t, log, boards, people)) for _ in range(studies)]
    return [ground for study in made for ground in study]


def _study(transaction: Transaction, log: EventLog, boards: int, people: int) -> list[Ground]:
    study = create_study(transaction, log, Titles("What helps on a hard day?", "Storm"), now())
    author = Author(study.facilitator.id, "facilitator")
    more = [create_board(transaction, log, study.study_id, "Storm", author, now()).id for _ in range(boards - 1)]
    keys = tuple(_key(transaction, study.invite_secret) for _ in range(people))
    return [Ground(board_id, keys) for board_id in (study.board_id, *more)]


def _key(transaction: Transaction, invite_secret: str) -> Key:
    token = join(transaction, invite_secret, None, None, now()).token
    signed_in = find_session(transaction.session, token)
    assert signed_in is not None
    return Key(f"{COOKIE}={token}", signed_in.csrf)
