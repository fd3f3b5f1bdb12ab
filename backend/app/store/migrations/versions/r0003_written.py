"""What transactions leave behind, to tell later whether they were committed. Used on PostgreSQL alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "written",
        sa.Column("writer", TEXT, primary_key=True),
        sa.Column("number", NUMBER, nullable=False),
    )
