"""Sending tables: what goes out to mail and Telegram, and what comes back from there."""

import sqlalchemy as sa

from frontdesk.store.columns import Id, UtcTime, lead, metadata, partial

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
    sa.Column("menu", sa.String(10)),  # the buttons it shows for a minute instead of its own
    sa.Column("menu_by", sa.Text),
    sa.Column("menu_until", UtcTime),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("shown", sa.String(64)),  # hash of what stands in the chat
    sa.Column("shown_at", UtcTime),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),  # times the outcome was unsure
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
    sa.Column("score", sa.Integer, nullable=False, server_default="0"),  # of the lead, as of the wish
    sa.Column("asked", sa.Boolean, nullable=False, server_default=sa.false()),  # a person wants it now
    sa.Column("stands_for", sa.BigInteger),  # the broken chat whose card this is meanwhile
    sa.Column("twice", sa.Boolean, nullable=False, server_default=sa.false()),  # it may stand there twice
    sa.Column("topic", sa.String(128)),  # the one it is to be in, by its name in `topics`
    sa.Column("thread", sa.BigInteger),  # the one its message is in; nothing: the general one
    sa.Column("wished_at", UtcTime),  # when somebody last asked for it, or the lead last moved
    # It shows nothing personal any more.
    sa.Column("stripped", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("look_at", UtcTime),  # when it would read otherwise by itself
    sa.Index("cards_due", "state", "due_at"),
    sa.Index("cards_lead", "lead"),
    partial("cards_look", "look_at", where="look_at IS NOT NULL"),
)

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),  # as rules.toml has it
    sa.Column("now_id", sa.BigInteger, nullable=False),  # another since the group became a supergroup
    sa.Column("state", sa.String(10), nullable=False),  # open, or broken: it lets the bot not in
    sa.Column("reason", sa.Text),
    sa.Column("since", UtcTime, nullable=False),
    sa.Column("not_before", UtcTime),  # nothing is sent there before that
)

spare_messages = sa.Table(
    "spare_messages",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
    lead(),  # of which another message is the card
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

posts = sa.Table(
    "posts",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(20), primary_key=True),  # burst, or morning:2026-11-23
    sa.Column("about", sa.LargeBinary, nullable=False),  # JSON: numbers of leads, and what people asked for
    sa.Column("began_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),  # of a burst: since then its cards come
    sa.Column("state", sa.String(10), nullable=False),  # as of cards; over: nothing follows
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

alarm_messages = sa.Table(
    "alarm_messages",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("alarm", sa.String(60), nullable=False),  # its key
    sa.Column("channel", sa.String(10), nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),  # the number of a chat, or our own address
    sa.Column("revision", sa.Integer, nullable=False),  # of the alarm, up to which the state is settled
    sa.Column("state", sa.String(10), nullable=False),  # as of cards
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("message_id", sa.BigInteger),  # of the one message in a chat
    sa.Column("mail_id", sa.Text),  # Message-ID of a mail that may have gone out
    sa.Column("shown", sa.String(64)),  # hash of what stands in the chat; the last mail: raised or over
    sa.Column("shown_at", UtcTime),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),  # times the outcome was unsure
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
    sa.UniqueConstraint("channel", "recipient", "alarm", name="alarm_messages_once"),
    sqlite_autoincrement=True,
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
