"""Notes on leads, reasons in the history, and what people of the team chose in Telegram."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the tables and the column."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("history", sa.Column("reason", sa.Text()))
    op.create_table(
        "notes",
        sa.Column("id", number, primary_key=True),
        sa.Column("lead", number, sa.ForeignKey("leads.id"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger()),
        sa.UniqueConstraint("chat", "message", name="notes_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_lead", "notes", ["lead"])
    op.create_table(
        "people",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("telegram", sa.BigInteger(), unique=True),
        sa.Column("language", sa.String(2)),
        sa.Column("muted_until", sa.BigInteger()),
    )
    op.create_table(
        "links",
        sa.Column("token", sa.LargeBinary(32), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("used_by", sa.BigInteger()),
    )
