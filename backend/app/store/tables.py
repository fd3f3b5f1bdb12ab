"""The tables. People and doors on one side, the log on the other.

Secrets are stored only as SHA-256. Times are ISO 8601 texts, UTC, milliseconds.
"""

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.domain.model import Colour, Role

SEQ = BigInteger().with_variant(Integer(), "sqlite")
"""Any seq that JSON can say may be asked for. Whole numbers of SQLite are that large by themselves."""


class Bytes(LargeBinary):
    """Bytes that both drivers take as they are; wrapping each of them cost as much as storing it."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002 - SQLAlchemy calls it so
        """Nothing to be done."""
        return


class StudyRow(SQLModel, table=True):
    __tablename__ = "study"

    id: str = Field(primary_key=True)
    title: str
    source: str | None = None
    created_at: str


class NamelessReplayRow(SQLModel, table=True):
    """This study gives replays out without names."""

    __tablename__ = "nameless_replay"

    study_id: str = Field(primary_key=True, foreign_key="study.id")


class BoardRow(SQLModel, table=True):
    """A board of a study. `title` repeats what the log says last, for lists.

    `rewritten` is the seq of the last record after which earlier ones read otherwise; 0: none.
    """

    __tablename__ = "board"

    id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    title: str
    created_at: str
    rewritten: int = Field(default=0, sa_type=SEQ)


class PersonRow(SQLModel, table=True):
    """A member of a study. `pseudonym_key` is the pseudonym with look-alikes folded.

    Whoever has left (`left_at`) only reads until that is final.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("study_id", "pseudonym_key"),)

    id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    pseudonym: str
    pseudonym_key: str
    role: Role = Field(sa_type=String)
    colour: Colour = Field(sa_type=String)
    joined_at: str
    removed_at: str | None = None
    left_at: str | None = None


class RoleRow(SQLModel, table=True):
    """Somebody got another role. `by` gave it; None when that name was taken out."""

    __tablename__ = "role_given"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    number: int = Field(primary_key=True)
    was: Role = Field(sa_type=String)
    role: Role = Field(sa_type=String)
    at: str
    by: str | None = None


class InviteRow(SQLModel, table=True):
    __tablename__ = "invite"

    id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    role: Role = Field(sa_type=String)
    secret_hash: str = Field(unique=True)
    created_at: str
    off_at: str | None = None


class ReturnLinkRow(SQLModel, table=True):
    """The one way back of a person. A new one replaces it."""

    __tablename__ = "return_link"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    secret_hash: str = Field(unique=True)
    created_at: str


class SessionRow(SQLModel, table=True):
    """A signed-in browser."""

    __tablename__ = "web_session"

    token_hash: str = Field(primary_key=True)
    created_at: str


class MembershipRow(SQLModel, table=True):
    """Who a browser is in a study: one person for each study."""

    __tablename__ = "membership"

    token_hash: str = Field(primary_key=True, foreign_key="web_session.token_hash")
    study_id: str = Field(primary_key=True, foreign_key="study.id")
    person_id: str = Field(foreign_key="person.id", index=True)


class RecordRow(SQLModel, table=True):
    """One record of a log (design section 4). Only `openings` may ever lose something."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("board_id", "command_id"),)

    board_id: str = Field(primary_key=True, foreign_key="board.id")
    seq: int = Field(primary_key=True, sa_type=SEQ)
    command_id: str
    leaf: bytes = Field(sa_type=Bytes)
    openings: str
    chain: bytes = Field(sa_type=Bytes)


class SnapshotRow(SQLModel, table=True):
    """A board as it was right after an event, to open it faster. Only a cache, and full of words."""

    __tablename__ = "snapshot"

    board_id: str = Field(primary_key=True, foreign_key="board.id")
    seq: int = Field(primary_key=True, sa_type=SEQ)
    form: int
    chain: bytes
    content: bytes


class AnswerRow(SQLModel, table=True):
    """The answer to a command that left no record, so that the same id gets the same answer again (law L7)."""

    __tablename__ = "answer"

    board_id: str = Field(primary_key=True, foreign_key="board.id")
    command_id: str = Field(primary_key=True)
    code: str | None = None
    message: str = ""
    detail: str = "{}"


class BallotRow(SQLModel, table=True):
    """An answer in a round that shows nothing before it is closed. Gone once it is."""

    __tablename__ = "ballot"

    number: int | None = Field(default=None, primary_key=True)
    board_id: str = Field(foreign_key="board.id", index=True)
    round_id: str
    person_id: str
    on_kind: str
    on_id: str
    value: str
    reason: str | None
    held: int | None
    at: str


class DraftRow(SQLModel, table=True):
    """Words that somebody has not said yet. For that person alone: never in a log, an export or another's sight."""

    __tablename__ = "draft"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    board_id: str = Field(primary_key=True, foreign_key="board.id")
    draft_id: str = Field(primary_key=True)
    about: str
    text: str
    changed_at: str


class SeenRow(SQLModel, table=True):
    """How far in a board's log somebody has come."""

    __tablename__ = "seen"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    board_id: str = Field(primary_key=True, foreign_key="board.id")
    seq: int = Field(sa_type=SEQ)
    at: str


class HeardRow(SQLModel, table=True):
    """Up to when somebody has read what was said on a board."""

    __tablename__ = "heard"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    board_id: str = Field(primary_key=True, foreign_key="board.id")
    at: str


class CheckpointRow(SQLModel, table=True):
    """What was signed of a log: an entry of the journal beside it, never of the log itself.

    `root` and `peaks` are in hex, `note` is the signed text, `key` the public one, `at` and `reason` say when and why.
    Of an export `who` took it, `what` it is called, `content_hash` is its SHA-256 in hex.
    """

    __tablename__ = "checkpoint"

    board_id: str = Field(primary_key=True, foreign_key="board.id")
    number: int = Field(primary_key=True, sa_type=SEQ)
    size: int = Field(sa_type=SEQ)
    root: str
    peaks: str
    at: str
    reason: str
    who: str | None = None
    what: str | None = None
    content_hash: str | None = None
    note: str
    key: str


class WrittenRow(SQLModel, table=True):
    """The last transaction that a connection to PostgreSQL committed. Never copied: it tells nothing of studies."""

    __tablename__ = "written"

    writer: str = Field(primary_key=True)
    number: int = Field(sa_type=SEQ)
