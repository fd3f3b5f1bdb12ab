"""Which studies give replays out without names."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "nameless_replay",
        sa.Column("study_id", TEXT, sa.ForeignKey("study.id"), primary_key=True),
    )
