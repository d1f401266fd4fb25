"""Outcome: what a press comes to: a change of the lead, or a refusal with its reason."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.join import Join
from frontdesk.model.lead import Lead, State
from frontdesk.model.score import Answer

UNDO: Final = timedelta(seconds=60)  #: how long the one who did something may take it back
UNTAKEN: Final = frozenset({State.TRIAGE, State.SALES_OPEN})  #: they have a card, and nobody has claimed them
IN_HANDS: Final = frozenset({State.TRIAGE, State.SALES_OPEN, State.CLAIMED})  #: people have a card to act on


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What a press changes, before the lead is judged again."""

    lead: Lead
    toast: str  #: key of what the presser is told
    answers: tuple[Answer, ...] = ()
    cleared: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    unconfirmed: tuple[str, ...] = ()  #: parts whose confirmation is taken back
    join: Join | None = None  #: what a person says of two leads; JOINED makes them one
    before: str | None = None  #: JSON of what Undo brings back; None: no Undo


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A press that changes nothing."""

    toast: str  #: key of what the presser is told
    by: str = ""  #: the person that the toast names


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A press that only asks to see more; what is then shown goes on record when it is."""

    toast: str  #: key of what the presser is told
