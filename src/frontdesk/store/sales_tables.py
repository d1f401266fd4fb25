"""Sales tables: offers of hot leads, reminders, questions to people, and how soon people answered."""

import sqlalchemy as sa

from frontdesk.store.columns import Id, UtcTime, lead, metadata

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(index=True),
    sa.Column("person", sa.Text),  # nothing: nobody could be offered it
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Index("offers_person", "person", "id"),
    sqlite_autoincrement=True,
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # of [[team]], as written there
    sa.Column("until", UtcTime, nullable=False),
)

reminders = sa.Table(
    "reminders",
    metadata,
    lead(primary_key=True, autoincrement=False),  # one message a lead, however often it is changed
    sa.Column("chat", sa.BigInteger, nullable=False),
    sa.Column("concern", sa.String(10), nullable=False),
    sa.Column("since", UtcTime, nullable=False),  # when its clock began: with another it begins anew
    sa.Column("step", sa.Integer, nullable=False),  # which of [[sla]] for that concern, from 1
    sa.Column("snoozed_until", UtcTime),  # no further step before that
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),  # of what it should show
    sa.Column("state", sa.String(10), nullable=False),  # as of cards
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("shown_step", sa.Integer),  # the step and the clock that the message tells of
    sa.Column("shown_since", UtcTime),
    sa.Column("shown", sa.String(64)),  # hash of what stands in the chat
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("claimed_by", sa.String(40)),
    sa.Column("reason", sa.Text),
    sa.Index("reminders_due", "chat", "state", "due_at"),
)

responses = sa.Table(
    "responses",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(index=True),
    sa.Column("source", sa.String(100), nullable=False),  # the form of the enquiry
    sa.Column("came_at", UtcTime, nullable=False),  # when the form came, or the lead came back to sales
    sa.Column("claimed_by", sa.Text, nullable=False),
    sa.Column("claimed_at", UtcTime, nullable=False, index=True),
    sa.Column("contacted_by", sa.Text),
    sa.Column("contacted_at", UtcTime),
    sqlite_autoincrement=True,
)

questions = sa.Table(
    "questions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    lead(index=True),
    sa.Column("chat", sa.BigInteger, nullable=False),  # where it was asked, as rules.toml has it
    sa.Column("account", sa.BigInteger, nullable=False),  # whose answer counts
    sa.Column("move", sa.String(20), nullable=False),  # the press that waits for the reason
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Column("answered", sa.Boolean, nullable=False, server_default=sa.false()),  # or taken back
    sa.Column("message_id", sa.BigInteger),  # nothing while nobody knows whether it was posted
    sa.Index("questions_chat", "chat", "account"),
    sa.Index("questions_until", "until"),
    sqlite_autoincrement=True,
)
