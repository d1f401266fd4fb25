"""Posts: messages that are the card of no lead; and of a card its rank, and whether it was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "posts",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(20), primary_key=True),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("shown", sa.String(64)),
        sa.Column("shown_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.String(40)),
        sa.Column("reason", sa.Text()),
    )
    op.add_column("cards", sa.Column("score", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("cards", sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.false()))
