"""Topic tables: the topics of chats, and what people bound chats and topics to."""

import sqlalchemy as sa

from frontdesk.store.columns import UtcTime, metadata

topics = sa.Table(
    "topics",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),  # as rules.toml has it
    sa.Column("name", sa.String(128), primary_key=True),  # or # and the number of one that a person made
    sa.Column("thread", sa.BigInteger),  # nothing: it was not made yet
    sa.Column("claimed_by", sa.String(40)),  # the node that makes it
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),  # of which nobody knows the outcome
    sa.Column("remade_at", UtcTime),  # when last one took the place of one that was deleted
    sa.Column("not_before", UtcTime),  # until then its messages go to the general topic
)

bindings = sa.Table(
    "bindings",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("thread", sa.BigInteger, primary_key=True, autoincrement=False),  # 0: the whole chat
    sa.Column("to", sa.String(10), nullable=False),
    sa.Column("source", sa.String(100), nullable=False),
    sa.Column("by", sa.Text, nullable=False),  # a name of [[team]]
    sa.Column("at", UtcTime, nullable=False),
)
