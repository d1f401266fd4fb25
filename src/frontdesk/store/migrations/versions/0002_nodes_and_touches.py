"""Nodes and leases, accounts, touches, joins and confirmations, alarms."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns that several nodes and people's decisions need."""
    _nodes()
    _accounts()
    _touches()
    _decisions()
    _submissions()
    op.add_column("rules_versions", sa.Column("author", sa.Text(), nullable=True))


def _nodes() -> None:
    op.create_table(
        "nodes",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("node", sa.String(40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "alarms",
        sa.Column("key", sa.String(60), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("cleared_at", sa.BigInteger(), nullable=True),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("domain", sa.String(253), nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.add_column("leads", sa.Column("account", _ID, nullable=True))
    op.add_column("leads", sa.Column("joined_into", _ID, nullable=True))
    op.create_index("ix_leads_account", "leads", ["account"])


def _touches() -> None:
    op.create_table(
        "touches",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("lead", _ID, sa.ForeignKey("leads.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("product", sa.String(100), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("source", sa.String(200), nullable=True),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    op.create_index("touches_lead", "touches", ["lead", "at"])


def _decisions() -> None:
    op.create_table(
        "joins",
        sa.Column("lead", _ID, sa.ForeignKey("leads.id"), primary_key=True),
        sa.Column("other", _ID, sa.ForeignKey("leads.id"), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("joins_other", "joins", ["other"])
    op.create_table(
        "confirmations",
        sa.Column("lead", _ID, sa.ForeignKey("leads.id"), primary_key=True),
        sa.Column("field", sa.String(20), primary_key=True),
        sa.Column("submission", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )


def _submissions() -> None:
    """Whose a submission is, is found after it was stored; and how often judging it failed."""
    op.drop_index("submissions_lead", "submissions")
    # SQLite copies the table for it.
    with op.batch_alter_table("submissions") as table:
        table.alter_column("lead", existing_type=_ID, nullable=True)
    some = sa.text("lead IS NOT NULL")
    op.create_index("submissions_lead", "submissions", ["lead"], sqlite_where=some, postgresql_where=some)
    op.add_column("submissions", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("submissions", sa.Column("tried_at", sa.BigInteger(), nullable=True))
    neither = sa.text("state <> 'waiting' AND state <> 'judged'")
    op.create_index(
        "submissions_unjudged", "submissions", ["id"], sqlite_where=neither, postgresql_where=neither
    )
