"""Letters that follow by themselves: which one is next for a lead, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table."""
    lead = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "follow_ups",
        sa.Column("lead", lead, sa.ForeignKey("leads.id"), primary_key=True, autoincrement=False),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_follow_ups_due_at", "follow_ups", ["due_at"])
