"""Up to when somebody has read what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "heard",
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("at", TEXT, nullable=False),
    )
