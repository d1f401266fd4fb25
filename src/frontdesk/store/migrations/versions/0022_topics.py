"""Topics of chats, of a card the one that it is in, and what people bound chats and topics to."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the tables and the columns."""
    op.create_table(
        "topics",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(128), primary_key=True),
        sa.Column("thread", sa.BigInteger()),
        sa.Column("claimed_by", sa.String(40)),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("remade_at", sa.BigInteger()),
        sa.Column("not_before", sa.BigInteger()),
    )
    op.create_table(
        "bindings",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("thread", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("to", sa.String(10), nullable=False),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.add_column("cards", sa.Column("topic", sa.String(128)))
    op.add_column("cards", sa.Column("thread", sa.BigInteger()))
