"""Lead tables: who wrote, what they said, and what was made of it."""

import sqlalchemy as sa

from frontdesk.store.columns import Id, UtcTime, lead, metadata, partial

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("domain", sa.String(253), nullable=False, unique=True),  # of the company's e-mail addresses
    sa.Column("created_at", UtcTime, nullable=False),
)

leads = sa.Table(
    "leads",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    sa.Column("state", sa.String(20)),
    sa.Column("state_revision", sa.Integer, nullable=False, server_default="0"),
    sa.Column("state_by", sa.Text),
    sa.Column("state_at", UtcTime),
    sa.Column("band", sa.String(20)),
    sa.Column("band_by", sa.Text),
    sa.Column("quarantined_by", sa.Text),
    sa.Column("released_by", sa.Text),
    sa.Column("owner", sa.Text),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("account", Id, index=True),  # SQLite cannot add a reference to a table that is there
    sa.Column("joined_into", Id),  # the lead that this one turned out to be
    sa.Column("lost_because", sa.String(20)),
    sa.Column("recycle_at", UtcTime),  # when it comes back to sales
    sa.Column("sales_at", UtcTime),  # when it came to sales
    sa.Column("offered_to", sa.Text),  # who alone may take it until then
    sa.Column("offered_until", UtcTime),
    sa.Column("snoozed_until", UtcTime),  # its reminders rest until then
    sa.Column("erased_at", UtcTime),  # since then nothing is known of it but its number
    partial("leads_snoozed", "snoozed_until", where="snoozed_until IS NOT NULL"),
    partial("leads_recycle", "recycle_at", where="recycle_at IS NOT NULL"),
    partial("leads_owner", "owner", "state", where="owner IS NOT NULL"),
    partial("leads_offered", "offered_until", where="offered_until IS NOT NULL"),
)

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("value", sa.String(320), primary_key=True),
    lead(),
    sqlite_with_rowid=False,
)

submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    lead(nullable=True),  # whose it is, which is looked up just before it is judged
    sa.Column("hook", sa.String(100), nullable=False),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("headers", sa.LargeBinary, nullable=False),  # JSON: [[name, value], …]
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("normalised", sa.LargeBinary, nullable=False),  # JSON: Submission
    sa.Column("state", sa.String(10), nullable=False, server_default="waiting"),
    sa.Column("error", sa.Text),
    sa.Column(
        "tries", sa.Integer, nullable=False, server_default="0"
    ),  # times that judging it failed, or looking it up
    sa.Column("tried_at", UtcTime),  # when it failed last, or was looked up
    # When it is looked up outside again, for those that must be.
    sa.Column("due_at", UtcTime, nullable=False, server_default="0"),
    partial("submissions_lead", "lead", where="lead IS NOT NULL"),
    partial("submissions_waiting", "id", where="state = 'waiting'"),
    # Of those that hold ids only, and those whose captcha is not checked: which are due.
    partial("submissions_thin", "hook", "due_at", "id", where="state = 'thin'"),
    partial("submissions_checking", "due_at", "id", where="state = 'checking'"),
    # Unjudged ones, those to look up, and any in a state that there is not.
    partial("submissions_unjudged", "id", where="state <> 'waiting' AND state <> 'judged'"),
)

files = sa.Table(
    "files",
    metadata,
    sa.Column("submission", sa.BigInteger, sa.ForeignKey("submissions.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),  # its place among those of the submission
    sa.Column("sha256", sa.String(64), nullable=False, index=True),  # where it lies in the folder of files
    sa.Column("name", sa.String(200), nullable=False),  # as its sender called it
    sa.Column("media", sa.String(100), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),  # bytes
)

texts = sa.Table(
    "texts",
    metadata,
    sa.Column(
        "submission",
        Id,
        sa.ForeignKey("submissions.id"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("digest", sa.LargeBinary(16), nullable=False),  # of the message, folded
    sa.Column("sender", sa.LargeBinary(8), nullable=False),  # hash of the company's domain, or the address
    sa.Column("others", sa.Integer, nullable=False),  # who sent the same in the week before
    sa.Column("at", UtcTime, nullable=False, index=True),
    sa.Index("texts_digest", "digest", "submission"),
)

answers = sa.Table(
    "answers",
    metadata,
    lead(primary_key=True),
    sa.Column("criterion", sa.String(12), primary_key=True),
    sa.Column("yes", sa.Boolean, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)

follow_ups = sa.Table(
    "follow_ups",
    metadata,
    lead(primary_key=True, autoincrement=False),
    sa.Column("submission", sa.BigInteger, nullable=False),  # the enquiry that was answered
    sa.Column("step", sa.Integer, nullable=False),  # which entry of [[follow_ups]] has its turn, from 1
    sa.Column("due_at", UtcTime, nullable=False, index=True),
)

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(),
    sa.Column("cause", sa.String(80), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # JSON: Receipt
    sa.Column("signals", sa.LargeBinary),  # JSON: Signals that it was made from; older ones have none
    sa.Column("reader", sa.String(16)),  # fingerprint of what read these
    sa.UniqueConstraint("lead", "cause", name="receipts_once"),
    sqlite_autoincrement=True,
)

touches = sa.Table(
    "touches",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(),
    sa.Column("kind", sa.String(20), nullable=False),  # submission, answer, stage, sent, refused …
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("product", sa.String(100)),
    sa.Column("amount", sa.Float),
    sa.Column("source", sa.String(200)),  # the hook, the person or the channel it came by
    sa.Column("key", sa.String(120), nullable=False, unique=True),
    sa.Index("touches_lead", "lead", "at"),
    sqlite_autoincrement=True,
)

joins = sa.Table(
    "joins",
    metadata,
    lead(primary_key=True),  # the later one
    sa.Column("other", Id, sa.ForeignKey("leads.id"), primary_key=True),  # whose number or address it gave
    sa.Column("kind", sa.String(10), nullable=False),  # what both gave: phone or email
    sa.Column("state", sa.String(10), nullable=False),  # offered, joined or apart
    sa.Column("by", sa.Text),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("joins_other", "other"),
)

confirmations = sa.Table(
    "confirmations",
    metadata,
    lead(primary_key=True),
    sa.Column("field", sa.String(20), primary_key=True),
    sa.Column("submission", sa.BigInteger, nullable=False),  # whose value stands now
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

history = sa.Table(
    "history",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(index=True),
    sa.Column("cause", sa.String(80), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("what", sa.String(40), nullable=False),  # a move, or what the machine did
    sa.Column("before", sa.Text),  # what Undo brings back, JSON
    sa.Column("from_state", sa.String(20)),
    sa.Column("to_state", sa.String(20)),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("reason", sa.Text),  # that the person gave
    sqlite_autoincrement=True,
)

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("chat", sa.BigInteger, nullable=False),  # where it was written
    sa.Column("message", sa.BigInteger, nullable=False),  # as which message: who edits that edits the note
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("edited_at", UtcTime),
    sa.Column("file_kind", sa.String(10)),  # what Telegram takes its file for, and its name for it
    sa.Column("file_id", sa.Text),
    sa.Column("file_name", sa.Text),
    sa.UniqueConstraint("chat", "message", name="notes_once"),
    sqlite_autoincrement=True,
)
