"""Desk tables: what the desk knows of itself, its forms and the world."""

import sqlalchemy as sa

from frontdesk.store.columns import Id, UtcTime, metadata

rules_versions = sa.Table(
    "rules_versions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),  # when it came into force; the newest is in force
    sa.Column("author", sa.Text),
    sqlite_autoincrement=True,
)

repeats = sa.Table(
    "repeats",
    metadata,
    sa.Column("key", sa.LargeBinary(16), primary_key=True),  # a hash: of an id, an Idempotency-Key, a content
    sa.Column("submission", sa.BigInteger, nullable=False),  # the first that came with it
    sa.Column("digest", sa.LargeBinary(16)),  # of its body, where no other body may come with the key
    sa.Column("expires_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

nodes = sa.Table(
    "nodes",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("place", sa.String(120), nullable=False),  # the machine and process, where that can be checked
    sa.Column("role", sa.String(10), nullable=False),
    sa.Column("started_at", UtcTime, nullable=False),
    sa.Column("seen_at", UtcTime, nullable=False),  # by the database's clock
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),  # telegram, tick, chat:ID
    sa.Column("node", sa.String(40), nullable=False),
    sa.Column("since", UtcTime, nullable=False),
)

alarms = sa.Table(
    "alarms",
    metadata,
    sa.Column("key", sa.String(60), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("raised_at", UtcTime, nullable=False),
    sa.Column("cleared_at", UtcTime),
    sa.Column("ended_at", UtcTime),  # when it was over the time before
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),  # grows with each change
)

kept = sa.Table(
    "kept",
    metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),  # made once, the same for all nodes
)

watched_hours = sa.Table(
    "watched_hours",
    metadata,
    sa.Column("hook", sa.String(100), primary_key=True),
    sa.Column("hour", sa.BigInteger, primary_key=True, autoincrement=False),  # since 1970
    sa.Column("number", sa.Integer, nullable=False),  # of submissions
    sa.Column("first_at", UtcTime, nullable=False),
    sa.Column("last_at", UtcTime, nullable=False),
)

watched_forms = sa.Table(
    "watched_forms",
    metadata,
    sa.Column("hook", sa.String(100), primary_key=True),
    sa.Column("form", sa.String(100), primary_key=True),  # its own name, or nothing
    sa.Column("number", sa.Integer, nullable=False),  # of submissions that `fields` looks back to
    sa.Column("last_at", UtcTime, nullable=False),
    sa.Column("fields", sa.LargeBinary, nullable=False),  # JSON: {field: which submissions had it, in hex}
)

watching = sa.Table(
    "watching",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),  # submissions
    sa.Column("upto", sa.BigInteger, nullable=False),  # the last one that was counted
    sa.Column("looked_at", UtcTime, nullable=False),
    sa.Column("since", UtcTime, nullable=False),  # nobody was there to look just before
)

mx = sa.Table(
    "mx",
    metadata,
    sa.Column("domain", sa.String(253), primary_key=True),  # in ASCII, lower case
    sa.Column("takes", sa.Boolean),  # mail, as DNS has it; nothing: it could not say
    sa.Column("checked_at", UtcTime, nullable=False),
    sa.Column("until", UtcTime, nullable=False, index=True),  # then it must be asked again
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # of [[team]], as written there
    sa.Column("telegram", sa.BigInteger, unique=True),  # the account that a link bound
    sa.Column("language", sa.String(2)),  # that the person chose
    sa.Column("muted_until", UtcTime),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("token", sa.LargeBinary(32), primary_key=True),  # its SHA-256: the token is in the link alone
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Column("used_by", sa.BigInteger),  # the account that it bound
)

erasures = sa.Table(
    "erasures",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("why", sa.String(10), nullable=False),  # person or age
    sa.Column("leads", sa.Integer, nullable=False),  # how many there were, here and below
    sa.Column("submissions", sa.Integer, nullable=False),
    sa.Column("letters", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
