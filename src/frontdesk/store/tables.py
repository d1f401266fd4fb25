"""Tables: what the desk keeps. Migrations make them; `metadata` is held against those by a test."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970, as times are stored."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The aware UTC time behind stored microseconds."""
    return _EPOCH + timedelta(microseconds=micros)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC time, stored as whole microseconds since 1970."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """Towards the database."""
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """Back from the database."""
        return None if value is None else moment(value)


metadata = sa.MetaData()
#: SQLite counts up only in an INTEGER primary key.
_Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _lead(nullable: bool = False, **keywords: Any) -> sa.Column[int]:
    return sa.Column("lead", _Id, sa.ForeignKey("leads.id"), nullable=nullable, **keywords)


accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("domain", sa.String(253), nullable=False, unique=True),  # of the company's e-mail addresses
    sa.Column("created_at", UtcTime, nullable=False),
)

leads = sa.Table(
    "leads",
    metadata,
    sa.Column("id", _Id, primary_key=True),
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
    sa.Column("account", _Id, index=True),  # SQLite cannot add a reference to a table that is there
    sa.Column("joined_into", _Id),  # the lead that this one turned out to be
)

identities = sa.Table(
    "identities",
    metadata,
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("value", sa.String(320), primary_key=True),
    _lead(),
    sqlite_with_rowid=False,
)

submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column(
        "id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
    ),
    _lead(nullable=True),  # whose it is, which is looked up just before it is judged
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
    sa.Index(
        "submissions_lead",
        "lead",
        sqlite_where=sa.text("lead IS NOT NULL"),
        postgresql_where=sa.text("lead IS NOT NULL"),
    ),
    sa.Index(
        "submissions_waiting",
        "id",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    ),
    # Of those that hold ids only, and those whose captcha is not checked: which are due.
    sa.Index(
        "submissions_thin",
        "hook",
        "due_at",
        "id",
        sqlite_where=sa.text("state = 'thin'"),
        postgresql_where=sa.text("state = 'thin'"),
    ),
    sa.Index(
        "submissions_checking",
        "due_at",
        "id",
        sqlite_where=sa.text("state = 'checking'"),
        postgresql_where=sa.text("state = 'checking'"),
    ),
    # Unjudged ones, those to look up, and any in a state that there is not.
    sa.Index(
        "submissions_unjudged",
        "id",
        sqlite_where=sa.text("state <> 'waiting' AND state <> 'judged'"),
        postgresql_where=sa.text("state <> 'waiting' AND state <> 'judged'"),
    ),
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
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
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
    _lead(primary_key=True),
    sa.Column("criterion", sa.String(12), primary_key=True),
    sa.Column("yes", sa.Boolean, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _lead(),
    sa.Column("cause", sa.String(80), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # JSON: Receipt
    sa.UniqueConstraint("lead", "cause", name="receipts_once"),
    sqlite_autoincrement=True,
)

touches = sa.Table(
    "touches",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _lead(),
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
    _lead(primary_key=True),  # the later one
    sa.Column("other", _Id, sa.ForeignKey("leads.id"), primary_key=True),  # whose number or address it gave
    sa.Column("kind", sa.String(10), nullable=False),  # what both gave: phone or email
    sa.Column("state", sa.String(10), nullable=False),  # offered, joined or apart
    sa.Column("by", sa.Text),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("joins_other", "other"),
)

confirmations = sa.Table(
    "confirmations",
    metadata,
    _lead(primary_key=True),
    sa.Column("field", sa.String(20), primary_key=True),
    sa.Column("submission", sa.BigInteger, nullable=False),  # whose value stands now
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

rules_versions = sa.Table(
    "rules_versions",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),  # when it came into force; the newest is in force
    sa.Column("author", sa.Text),
    sqlite_autoincrement=True,
)

history = sa.Table(
    "history",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    _lead(index=True),
    sa.Column("cause", sa.String(80), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("what", sa.String(40), nullable=False),  # a move, or what the machine did
    sa.Column("before", sa.Text),  # what Undo brings back, JSON
    sa.Column("from_state", sa.String(20)),
    sa.Column("to_state", sa.String(20)),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
    _lead(primary_key=True, autoincrement=False),
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
    sa.Column("id", _Id, primary_key=True),
    sa.Column("key", sa.String(80), nullable=False, unique=True),
    sa.Column("channel", sa.String(10), nullable=False),
    _lead(index=True),
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
    sa.Index("deliveries_due", "state", "due_at"),
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
    _lead(primary_key=True, autoincrement=False, index=True),
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

quotas = sa.Table(
    "quotas",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("key", sa.String(120), nullable=False),  # letter:HASH, chat:ID, mail or mail:DOMAIN
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("quotas_key", "key", "at"),
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

#: Columns with personal data, by table: what erase, export and retention go by.
PERSONAL: Final = {
    "identities": ("value",),
    "submissions": ("headers", "body", "normalised", "error"),
    "files": ("sha256", "name"),
    "texts": ("digest", "sender"),
    "receipts": ("body",),
    "history": ("before",),
    "deliveries": ("recipient", "body", "reason"),
    "updates": ("body", "error"),
    "cards": ("reason",),
    "digests": ("reason",),
    "watched_forms": ("form", "fields"),  # labels are whatever a sender makes them
}
