"""Offers of hot leads, who is away, reminders, and how soon people answered."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the columns and the tables; what is with sales already waits since it came there."""
    for column in (
        sa.Column("sales_at", sa.BigInteger()),
        sa.Column("offered_to", sa.Text()),
        sa.Column("offered_until", sa.BigInteger()),
    ):
        op.add_column("leads", column)
    op.execute("UPDATE leads SET sales_at = state_at WHERE state = 'sales_open'")
    for name, columns, only in (
        ("leads_owner", ["owner", "state"], "owner IS NOT NULL"),
        ("leads_offered", ["offered_until"], "offered_until IS NOT NULL"),
    ):
        where = sa.text(only)
        op.create_index(name, "leads", columns, sqlite_where=where, postgresql_where=where)
    _offers()
    _reminders()
    _responses()


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _lead(**keywords: object) -> sa.Column[int]:
    return sa.Column("lead", _number(), sa.ForeignKey("leads.id"), nullable=False, **keywords)  # type: ignore[arg-type]


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", _number(), primary_key=True),
        _lead(),
        sa.Column("person", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offers_lead", "offers", ["lead"])
    op.create_index("offers_person", "offers", ["person", "id"])
    op.create_table(
        "absences",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        _lead(primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("concern", sa.String(10), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("snoozed_until", sa.BigInteger()),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("shown_step", sa.Integer()),
        sa.Column("shown_since", sa.BigInteger()),
        sa.Column("shown", sa.String(64)),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.String(40)),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("reminders_due", "reminders", ["chat", "state", "due_at"])


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", _number(), primary_key=True),
        _lead(),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("came_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("contacted_by", sa.Text()),
        sa.Column("contacted_at", sa.BigInteger()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_responses_lead", "responses", ["lead"])
    op.create_index("ix_responses_claimed_at", "responses", ["claimed_at"])
