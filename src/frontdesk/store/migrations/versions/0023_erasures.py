"""Leads that were erased, and how much was with each."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the table and the column."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("leads", sa.Column("erased_at", sa.BigInteger()))
    op.create_table(
        "erasures",
        sa.Column("id", number, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.Column("leads", sa.Integer(), nullable=False),
        sa.Column("submissions", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
