"""The day's digest of the quarantine: what it tells, and the leads that it names."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "digests",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=False),
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
    lead = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "digest_leads",
        sa.Column("day", sa.String(10), sa.ForeignKey("digests.day"), primary_key=True),
        sa.Column("lead", lead, sa.ForeignKey("leads.id"), primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("human", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_digest_leads_lead", "digest_leads", ["lead"])
