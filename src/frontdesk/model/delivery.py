"""Letter, card and delivery: what goes out, and one message on one channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from frontdesk.model.confirmation import NewValue
from frontdesk.model.join import Join
from frontdesk.model.lead import Chat, Lead, Person
from frontdesk.model.note import Note
from frontdesk.model.press import Menu, Press
from frontdesk.model.score import Answer, Receipt
from frontdesk.model.sent_file import SentFile
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Received
from frontdesk.model.there import There


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    UNSURE = "unsure"  #: may have gone out: one retry, late
    HELD = "held"  #: a person must decide
    REFUSED = "refused"
    CANCELLED = "cancelled"
    WITHHELD = "withheld"  #: a lock said no


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One stored letter on its way."""

    id: int
    lead: int
    to: str  #: exactly one address
    body: bytes  #: the whole mail, as it goes out
    message_id: str  #: made once, when it was enqueued, and kept over retries
    attempts: int = 0
    letter: str = ""  #: the name of its template
    form_at: datetime | None = None  #: when the form came that it answers; None: it answers none


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    media_type: str
    cid: str | None = None  #: what the HTML part calls it by, where it is a picture shown there


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A rendered letter, not yet a mail."""

    name: str
    language: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = ()  #: shown in the HTML part
    sender: str | None = None  #: its own From; None: that of the desk
    reply_to: str | None = None  #: its own; None: that of the desk


class View(StrEnum):
    """How a card of a lead looks in one chat."""

    TRIAGE = "triage"  #: the criteria to answer
    SALES = "sales"  #: free to take
    CLAIMED = "claimed"  #: shows its owner
    CONTACTED = "contacted"  #: shows its owner, who spoke to it
    LINE = "line"  #: left this chat: one line with Undo
    PRIVATE = "private"  #: everything, for one person who may see contacts
    ERASED = "erased"  #: the person was erased: nothing but the lead's number


#: The views that have a template each.
TEMPLATED: Final = tuple(view for view in View if view is not View.ERASED)


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherLead:
    """Another lead that a card names: a colleague, or one that may be the same person."""

    number: int
    contacts: Mapping[str, Any]  #: form fields as merged over its submissions
    wrote_at: datetime  #: when last
    owner: str | None = None
    join: Join | None = None  #: why it may be the same person


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFacts:
    """What a card is rendered from."""

    lead: Lead
    view: View
    chat: Chat
    latest: Received  #: the newest submission
    signals: Signals
    receipt: Receipt  #: the newest
    answers: Mapping[str, Answer] = field(default_factory=dict)
    contacts: Mapping[str, Any] = field(default_factory=dict)  #: form fields as merged over the submissions
    undo: bool = False  #: the last step can still be undone
    menu: Menu | None = None  #: the buttons to show instead of its own
    menu_by: str | None = None  #: who opened it
    sellers: tuple[Person, ...] = ()  #: whom it can be given to
    offered_account: int | None = None  #: of whom it is offered to
    unopened: bool = False  #: its owner gets no private card before opening the bot
    news: tuple[NewValue, ...] = ()  #: what later submissions say otherwise
    colleagues: tuple[OtherLead, ...] = ()  #: who wrote before from the same company, newest first
    joins: tuple[OtherLead, ...] = ()  #: who may be the same person
    stopped: str | None = None  #: why its letter did not go out, where that came later than the receipt
    unsubscribed: bool = False  #: it wants no more letters
    files: tuple[SentFile, ...] = ()  #: of its submissions, oldest first; for a private card only
    there: There | None = None  #: its own time; None where nobody knows its zone
    notes: tuple[Note, ...] = ()  #: the newest, oldest first; for a private card only
    past: tuple[str, ...] = ()  #: lines of its history, newest first; for a private card only
    snoozed_until: datetime | None = None  #: its reminders rest until then
    stripped: bool = False  #: nothing personal is to be seen any more


@dataclass(frozen=True, slots=True)
class Button:
    """One button of a card: it presses something, opens an address or copies a text."""

    label: str
    press: Press | None = None
    style: str | None = None  #: primary, success or danger
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A rendered card: HTML of Telegram's kind, the same as plain text, and the rows of buttons."""

    text: str
    plain: str
    rows: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False  #: a new message makes no sound; an edit never does
    reply_to: int | None = None  #: the message that a new one answers
    thread: int | None = None  #: the topic that a new one goes to
    asks: str | None = None  #: whom it names is to answer it; what stands where the answer is written
    look_at: datetime | None = None  #: when it would read otherwise by itself
