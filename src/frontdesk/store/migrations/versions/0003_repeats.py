"""Repeats: what is known of submissions that came, so that each counts once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; what came before it is not known in it."""
    op.create_table(
        "repeats",
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
