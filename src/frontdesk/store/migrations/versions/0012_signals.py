"""Receipts keep the signals that they were made from, and by what these were read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add both; receipts that are there have neither."""
    op.add_column("receipts", sa.Column("signals", sa.LargeBinary(), nullable=True))
    op.add_column("receipts", sa.Column("reader", sa.String(16), nullable=True))
