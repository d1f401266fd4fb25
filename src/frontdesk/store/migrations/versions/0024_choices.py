"""Reasons asked for in words, leads that are snoozed, and cards that show nothing personal any more."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the table and the columns."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("leads", sa.Column("snoozed_until", sa.BigInteger()))
    op.create_index(
        "leads_snoozed",
        "leads",
        ["snoozed_until"],
        sqlite_where=sa.text("snoozed_until IS NOT NULL"),
        postgresql_where=sa.text("snoozed_until IS NOT NULL"),
    )
    op.add_column("cards", sa.Column("wished_at", sa.BigInteger()))
    op.add_column("cards", sa.Column("stripped", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "questions",
        sa.Column("id", number, primary_key=True),
        sa.Column("lead", number, sa.ForeignKey("leads.id"), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("move", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("message_id", sa.BigInteger()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_lead", "questions", ["lead"])
    op.create_index("questions_chat", "questions", ["chat", "account"])
    op.create_index("questions_until", "questions", ["until"])
