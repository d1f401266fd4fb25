"""What DNS said of the domains of addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table of domains."""
    op.create_table(
        "mx",
        sa.Column("domain", sa.String(253), primary_key=True),
        sa.Column("takes", sa.Boolean(), nullable=True),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_mx_until", "mx", ["until"])
