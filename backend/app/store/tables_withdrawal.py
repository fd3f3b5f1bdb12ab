"""The tables of what was taken back or thrown away. None holds words longer than somebody may change their mind."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from app.domain.model_withdrawal import Way
from app.store.tables import SEQ


class WithdrawalRow(SQLModel, table=True):
    """Something that was taken back. `person_id` and `pseudonym` are there only as long as it can be called off.

    `state`: `waiting` until `until`, then `deleting` until no file has the words any more, then `done`; or `cancelled`.
    """

    __tablename__ = "withdrawal"

    id: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    way: Way = Field(sa_type=String)
    person_id: str | None = None
    pseudonym: str | None = None
    asked_at: str
    until: str | None = None
    state: str = "waiting"
    done_at: str | None = None


class TakenRow(SQLModel, table=True):
    """Which openings of a record were taken out of it: their pointers for ever, their words until that is final."""

    __tablename__ = "taken"

    board_id: str = Field(primary_key=True, foreign_key="board.id")
    seq: int = Field(primary_key=True, sa_type=SEQ)
    withdrawal_id: str = Field(primary_key=True, foreign_key="withdrawal.id")
    paths: str
    openings: str | None = None


class OfferRow(SQLModel, table=True):
    """What a study offers to those who want to take something back. Without a row: everything, in plain words."""

    __tablename__ = "offer"

    study_id: str = Field(primary_key=True, foreign_key="study.id")
    ways: str
    wording: str = ""
    last_day: str | None = None


class DroppedDraftRow(SQLModel, table=True):
    """A draft that was thrown away or shared: another device that holds it lets go of it too. No words."""

    __tablename__ = "dropped_draft"

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    board_id: str = Field(primary_key=True, foreign_key="board.id")
    draft_id: str = Field(primary_key=True)
