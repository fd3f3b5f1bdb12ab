"""What was signed of each log, when and why, and every export that was made."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "checkpoint",
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("root", TEXT, nullable=False),
        sa.Column("peaks", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("who", TEXT),
        sa.Column("what", TEXT),
        sa.Column("content_hash", TEXT),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
    )
