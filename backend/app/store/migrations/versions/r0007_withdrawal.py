"""What people took back, and what a study offers them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables and columns."""
    op.add_column("board", sa.Column("rewritten", NUMBER, nullable=False, server_default="0"))
    op.add_column("person", sa.Column("left_at", TEXT))
    op.create_table(
        "withdrawal",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), nullable=False, index=True),
        sa.Column("way", TEXT, nullable=False),
        sa.Column("person_id", TEXT),
        sa.Column("pseudonym", TEXT),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("until", TEXT),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("done_at", TEXT),
    )
    op.create_table(
        "taken",
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("withdrawal_id", TEXT, sa.ForeignKey("withdrawal.id"), primary_key=True),
        sa.Column("paths", TEXT, nullable=False),
        sa.Column("openings", TEXT),
    )
    op.create_table(
        "offer",
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), primary_key=True),
        sa.Column("ways", TEXT, nullable=False),
        sa.Column("wording", TEXT, nullable=False),
        sa.Column("last_day", TEXT),
    )
