"""Alarms as chats and a mailbox are told of them: what each was told last, and what it is to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("alarms", sa.Column("ended_at", sa.BigInteger(), nullable=True))
    op.add_column("alarms", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "alarm_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("alarm", sa.String(60), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("mail_id", sa.Text(), nullable=True),
        sa.Column("shown", sa.String(64), nullable=True),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("doubts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_by", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.UniqueConstraint("channel", "recipient", "alarm", name="alarm_messages_once"),
        sqlite_autoincrement=True,
    )
