"""How chats stand to the bot, cards that stand in for those of another chat, and messages too many."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables and the columns."""
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("now_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
    )
    lead = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "spare_messages",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("lead", lead, sa.ForeignKey("leads.id"), nullable=False),
    )
    op.add_column("cards", sa.Column("stands_for", sa.BigInteger(), nullable=True))
    op.add_column("cards", sa.Column("twice", sa.Boolean(), server_default=sa.false(), nullable=False))
