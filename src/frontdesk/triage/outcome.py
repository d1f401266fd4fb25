"""Outcome: what a press comes to: a change of the lead, or a refusal with its reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.join import Join
from frontdesk.model.lead import Lead, State
from frontdesk.model.press import Menu
from frontdesk.model.score import Answer

UNDO: Final = timedelta(seconds=60)  #: how long the one who did something may take it back
UNTAKEN: Final = frozenset(
    {State.TRIAGE, State.SALES_OPEN, State.SALES_OFFERED}
)  #: they have a card, and nobody has claimed them
TAKEN: Final = frozenset({State.CLAIMED, State.CONTACTED})  #: they have an owner, and are not ended
IN_HANDS: Final = UNTAKEN | TAKEN  #: people have a card to act on


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What a press changes, before the lead is judged again."""

    lead: Lead
    toast: str  #: key of what the presser is told
    answers: tuple[Answer, ...] = ()
    cleared: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    unconfirmed: tuple[str, ...] = ()  #: parts whose confirmation is taken back
    by: str = ""  #: the person that the toast names
    join: Join | None = None  #: what a person says of two leads; JOINED makes them one
    before: str | None = None  #: JSON of what Undo brings back; None: no Undo
    reason: str | None = None  #: that the person gave


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A press that changes nothing."""

    toast: str  #: key of what the presser is told
    by: str = ""  #: the person that the toast names
    until: datetime | None = None  #: how long it holds


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """A press that opens a menu of the card, or closes it (None)."""

    menu: Menu | None
    toast: str = "menu"  #: key of what the presser is told


@dataclass(frozen=True, kw_only=True, slots=True)
class AskWhy:
    """A press that counts once its presser has said why, in words."""

    toast: str = "ask_why"  #: key of what the presser is told


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A press that only asks to see more; what is then shown goes on record when it is."""

    toast: str  #: key of what the presser is told


#: What a press comes to.
Outcome = Moved | Look | Open | AskWhy | Refusal
