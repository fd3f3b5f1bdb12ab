"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Compared by code unit, whatever the language of the database."""
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes everything."""
    _people()
    _doors()
    _logs()


def _people() -> None:
    op.create_table(
        "study",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("source", TEXT),
        sa.Column("created_at", TEXT, nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), nullable=False, index=True),
        sa.Column("pseudonym", TEXT, nullable=False),
        sa.Column("pseudonym_key", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("colour", TEXT, nullable=False),
        sa.Column("joined_at", TEXT, nullable=False),
        sa.Column("removed_at", TEXT),
        sa.UniqueConstraint("study_id", "pseudonym_key"),
    )


def _doors() -> None:
    op.create_table(
        "invite",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), nullable=False, index=True),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("secret_hash", TEXT, nullable=False, unique=True),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("off_at", TEXT),
    )
    op.create_table(
        "return_link",
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("secret_hash", TEXT, nullable=False, unique=True),
        sa.Column("created_at", TEXT, nullable=False),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", TEXT, primary_key=True),
        sa.Column("created_at", TEXT, nullable=False),
    )
    op.create_table(
        "membership",
        sa.Column("token_hash", TEXT, sa.ForeignKey("web_session.token_hash"), primary_key=True),
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), primary_key=True),
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), nullable=False, index=True),
    )


def _logs() -> None:
    op.create_table(
        "board",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), nullable=False, index=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
    )
    op.create_table(
        "record",
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("seq", SEQ, primary_key=True, autoincrement=False),
        sa.Column("command_id", TEXT, nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("openings", TEXT, nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("board_id", "command_id"),
    )
    op.create_table(
        "answer",
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("command_id", TEXT, primary_key=True),
        sa.Column("code", TEXT),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
    )
