"""Sending tables: what goes out to mail and Telegram, and what comes back from there."""

import sqlalchemy as sa

from frontdesk.store.columns import Id, UtcTime, lead, metadata

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    lead(primary_key=True, autoincrement=False),
    sa.Column("view", sa.String(10), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # of the wish
    sa.Column("hot", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("undo_until", UtcTime),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("shown", sa.String(64)),  # hash of what stands in the chat
    sa.Column("shown_at", UtcTime),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),  # times the outcome was unsure
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
    sa.Index("cards_due", "state", "due_at"),
    sa.Index("cards_lead", "lead"),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("key", sa.String(80), nullable=False, unique=True),
    sa.Column("channel", sa.String(10), nullable=False),
    lead(index=True),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("letter", sa.String(60), nullable=False),
    sa.Column("message_id", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),  # times the outcome was unsure
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("sent_at", UtcTime),
    sa.Column("mailbox", sa.LargeBinary(16)),  # marks of the recipient, by which it may be suppressed
    sa.Column("exact", sa.LargeBinary(16)),
    sa.Index("deliveries_due", "state", "due_at"),
    sa.Index("deliveries_mailbox", "mailbox"),
    sqlite_autoincrement=True,
)

digests = sa.Table(
    "digests",
    metadata,
    sa.Column("day", sa.String(10), primary_key=True),  # 2026-11-20: one a day, however many nodes make it
    sa.Column("chat", sa.BigInteger, nullable=False),
    sa.Column("since", UtcTime, nullable=False),  # what it tells of came from then on
    sa.Column("until", UtcTime, nullable=False),  # and before this
    sa.Column("summary", sa.LargeBinary, nullable=False),  # JSON: counts by guard
    sa.Column("state", sa.String(10), nullable=False),  # as of cards; empty: there was nothing to tell
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),  # of what it should show
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("shown", sa.String(64)),  # hash of what stands in the chat
    sa.Column("shown_at", UtcTime),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),  # times the outcome was unsure
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
)

digest_leads = sa.Table(
    "digest_leads",
    metadata,
    sa.Column("day", sa.String(10), sa.ForeignKey("digests.day"), primary_key=True),
    lead(primary_key=True, autoincrement=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),  # in the list, from 0
    sa.Column("human", sa.Boolean, nullable=False),  # it looked so when the digest was made
)

updates = sa.Table(
    "updates",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # JSON: the update as it came
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("updates_state", "state"),
)

suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column("key", sa.LargeBinary(16), primary_key=True),  # a mark of the address: a keyed hash
    sa.Column("address", sa.Text),  # nothing: it was erased
    sa.Column("reason", sa.String(20), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

quotas = sa.Table(
    "quotas",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("key", sa.String(120), nullable=False),  # letter:HASH, chat:ID, mail or mail:DOMAIN
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("quotas_key", "key", "at"),
)
