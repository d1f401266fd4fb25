"""What the habits of hooks and forms are learnt from: counts by the hour, and the fields that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables; the first look fills them from the submissions that are there."""
    op.create_table(
        "watched_hours",
        sa.Column("hook", sa.String(100), primary_key=True),
        sa.Column("hour", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "watched_forms",
        sa.Column("hook", sa.String(100), primary_key=True),
        sa.Column("form", sa.String(100), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "watching",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
