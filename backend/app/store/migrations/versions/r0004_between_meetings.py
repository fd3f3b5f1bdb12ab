"""Answers in rounds that are not closed, drafts, and how far somebody has read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "ballot",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), nullable=False, index=True),
        sa.Column("round_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("on_kind", TEXT, nullable=False),
        sa.Column("on_id", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("reason", TEXT),
        sa.Column("held", sa.Integer()),
        sa.Column("at", TEXT, nullable=False),
    )
    op.create_table(
        "draft",
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("draft_id", TEXT, primary_key=True),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
    )
