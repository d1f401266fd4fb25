"""Lead: the person behind one or more submissions, and the people who look after leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.join import Join
from frontdesk.model.mail_domain import MailDomain
from frontdesk.model.score import Answer, Band, Receipt
from frontdesk.model.submission import Received
from frontdesk.model.topic import Binding, Topics
from frontdesk.model.touch import Touch


class State(StrEnum):
    """Where a lead stands; a lead not yet judged has none."""

    TRIAGE = "triage"
    SALES_OPEN = "sales_open"
    SALES_OFFERED = "sales_offered"  #: one person's alone for a while
    CLAIMED = "claimed"
    CONTACTED = "contacted"
    WON = "won"
    LOST = "lost"
    NURTURE = "nurture"
    JUNK = "junk"
    QUARANTINED = "quarantined"


#: Who stands there is dealt with: only people bring such a lead back.
ENDED: Final = frozenset({State.WON, State.LOST})


class Role(StrEnum):
    """What a person of `[[team]]` may do."""

    VIEWER = "viewer"
    SECRETARY = "secretary"
    SALES = "sales"
    MANAGER = "manager"
    HEAD = "head"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a chat is for."""

    TRIAGE = "triage"
    SALES = "sales"
    ALARMS = "alarms"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One entry of `[[team]]`."""

    name: str
    telegram: int = 0  #: the numeric account id, never the @username; 0 until a link binds one
    role: Role
    language: str = "en"
    muted_until: datetime | None = None  #: what comes to the own chat before that makes no sound

    @property
    def sees_contacts(self) -> bool:
        """Whether phone, e-mail and files of leads may be shown to this person."""
        return self.role is not Role.VIEWER

    @property
    def sells(self) -> bool:
        """Whether leads may be this person's."""
        return self.role not in (Role.VIEWER, Role.SECRETARY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chat:
    """One entry of `[[chats]]`."""

    id: int
    purpose: Purpose
    language: str = "en"
    mask: str = "partial"  #: how contacts are shown: full (hidden), partial, none
    quiet: tuple[int, int] | None = None  #: from, until, in minutes after midnight; None: outside [hours]
    fallback: int | None = None  #: the chat that takes its cards while it lets the bot not in
    topics: Topics | None = None  #: how its cards are parted; None: they are not
    bound: tuple[Binding, ...] = ()  #: topics of it that `/chat` bound to something

    @classmethod
    def private(cls, person: Person) -> "Chat":
        """A person's own chat with the bot, whose number is that of the account; nothing is masked there."""
        return cls(id=person.telegram, purpose=Purpose.SALES, language=person.language, mask="none")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """A lead as stored."""

    id: int
    revision: int = 0  #: grows with every change; a press carries the one it saw
    state: State | None = None
    state_revision: int = 0  #: the revision that set the state
    state_by: str | None = None  #: who set the state by hand
    state_at: datetime | None = None
    band: Band | None = None
    band_by: str | None = None  #: who set the band by hand
    quarantined_by: str | None = None  #: who pressed "Spam"
    released_by: str | None = None  #: who let it out of quarantine: no guard holds it any more
    owner: str | None = None
    lost_because: str | None = None  #: one of `model.press.LOST`, while it is lost
    recycle_at: datetime | None = None  #: when it comes back to sales, scored afresh
    sales_at: datetime | None = None  #: when it came to sales; none where it is not with them
    offered_to: str | None = None  #: the person who alone may take it now
    offered_until: datetime | None = None
    snoozed_until: datetime | None = None  #: its reminders rest until then, while it stands as it does
    account: int | None = None  #: the company whose domain its address has
    joined_into: int | None = None  #: the lead that this one turned out to be; it has no state any more
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LastStep:
    """The newest line of a lead's history."""

    by: str
    what: str
    before: str | None  #: JSON of what Undo brings back
    revision: int
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """All that is known about a lead at one moment: what judge looks at."""

    lead: Lead
    submissions: tuple[Received, ...]  #: oldest first; of a joined lead those of the one it was joined into
    answers: Mapping[str, Answer] = field(default_factory=dict)
    receipt: Receipt | None = None  #: the newest
    receipt_error: str = ""  #: why the newest cannot be read; it counts as none
    last_step: LastStep | None = None  #: what Undo would take back
    touches: tuple[Touch, ...] = ()  #: the newest, oldest first
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)  #: by name, phone or email
    same_text: int = 0  #: others who sent the newest submission's text in the week before it
    domains: Mapping[str, MailDomain] = field(default_factory=dict)  #: of its addresses, as DNS has them
    colleague: bool = False  #: somebody else of its company's domain wrote before its newest submission
    joins: tuple[Join, ...] = ()  #: offers to join it; read for cards and presses only
    colleagues: tuple[int, ...] = ()  #: leads of the same company that wrote before; read for cards only
    stopped: str | None = None  #: why the letter for the newest submission is withheld; read for cards only
    others: Mapping[int, "Known"] = field(default_factory=dict)  #: the leads that these two name
    now: datetime
