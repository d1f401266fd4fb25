"""Change: everything that one look at a lead writes, in one transaction or not at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.delivery import DeliveryState, View
from frontdesk.model.follow_up import NextFollowUp
from frontdesk.model.join import Join
from frontdesk.model.lead import Lead
from frontdesk.model.mailbox import Marks
from frontdesk.model.offer import Seeking
from frontdesk.model.score import Answer, Receipt
from frontdesk.model.signals import Signals
from frontdesk.model.touch import Touch

#: What the history says of a person who was shown contacts; nothing of the lead changes by it.
SAW: Final = "saw contacts"
#: How the history begins what it says of a note: its number follows.
NOTED: Final = "note "


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLetter:
    """A letter to be enqueued, rendered: what was said is on record."""

    key: str  #: letter:SUBMISSION; written once, however often it is judged
    to: str
    letter: str
    message_id: str
    body: bytes
    state: DeliveryState = DeliveryState.DUE
    reason: str | None = None  #: why it is withheld
    quota: str | None = None  #: the quota it uses up
    seen: int = 0  #: letters on that quota in the day before, as far as we knew
    due_at: datetime | None = None  #: when it may go out; None: at once
    marks: Marks | None = None  #: of `to`: by them it is withheld if the address is suppressed later
    instead: bool = False  #: it takes the place of the one with its key that the quarantine kept back

    @classmethod
    def withheld(cls, key: str, to: str, letter: str, reason: str, marks: Marks | None = None) -> "NewLetter":
        """A letter that a lock keeps back: on record, but never written."""
        state = DeliveryState.WITHHELD
        return cls(
            key=key, to=to, letter=letter, message_id="", body=b"", state=state, reason=reason, marks=marks
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedCard:
    """What the card of a lead should show in one chat."""

    chat: int
    view: View
    hot: bool
    undo_until: datetime | None = None
    score: int = 0  #: of the lead: in a flood the best come first


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One line of a lead's history."""

    cause: str
    by: str
    what: str  #: a move, or "judged"
    before: str | None = None  #: JSON of what Undo brings back
    reason: str | None = None  #: that the person gave


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The lead as it should be after, and the rows that go with it.

    It is written only where the lead's revision is still `lead.revision - 1`, the one of `joined` is still
    its own, and nobody has judged the submission yet.
    """

    lead: Lead
    before: Lead
    at: datetime
    receipt: Receipt | None = None
    signals: Signals | None = None  #: that the receipt was made from
    steps: tuple[Step, ...] = ()
    letters: tuple[NewLetter, ...] = ()
    cards: tuple[WantedCard, ...] = ()
    answers: tuple[Answer, ...] = ()  #: given or changed
    cleared: tuple[str, ...] = ()  #: criteria whose answer was taken back
    identities: tuple[tuple[str, str], ...] = ()  #: (kind, value) that became known
    claims: tuple[tuple[str, str], ...] = ()  #: (kind, value) that it gave, but nobody has confirmed
    company: str | None = None  #: the domain of its company
    touches: tuple[Touch, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()  #: given or changed
    unconfirmed: tuple[str, ...] = ()  #: what was confirmed and is not any more
    joins: tuple[Join, ...] = ()  #: what a person said of them
    follow_up: NextFollowUp | None = None  #: the letter that follows these, unless somebody acts
    stops: bool = False  #: what was planned before, and waits, is over; a person's step always stops it
    joined: Lead | None = None  #: a later lead, as it was read, that becomes part of this one
    seeking: Seeking | None = None  #: to whom the lead is to be offered, which is chosen in writing
    judged: int | None = None  #: the submission that this settles
    update: int | None = None  #: the Telegram update that this settles
