"""Addresses that get no letters, and by what mark of its address each letter is held against them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "suppressions",
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.add_column("deliveries", sa.Column("mailbox", sa.LargeBinary(16), nullable=True))
    op.add_column("deliveries", sa.Column("exact", sa.LargeBinary(16), nullable=True))
    op.create_index("deliveries_mailbox", "deliveries", ["mailbox"])
