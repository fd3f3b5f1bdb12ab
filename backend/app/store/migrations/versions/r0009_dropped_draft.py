"""Which drafts were thrown away or shared, so that a device can tell this from a server that forgot them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "dropped_draft",
        sa.Column("person_id", TEXT, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("board_id", TEXT, sa.ForeignKey("board.id"), primary_key=True),
        sa.Column("draft_id", TEXT, primary_key=True),
    )
