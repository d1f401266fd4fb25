"""Health: how much waits to be judged and sent, for whoever looks after the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.model.alarm import Alarm
from frontdesk.store import alarms, queues
from frontdesk.store.database import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """What waits now."""

    updates: int
    forms: int
    letters: int
    cards: int
    held: int  #: a person must decide
    oldest: datetime | None  #: since when the oldest of them is due
    alarms: Sequence[Alarm]


def queue(connection: Connection, now: datetime) -> Queue:
    """How much waits; what is due later is left out."""
    letters, letters_at = queues.letters(connection, now)
    cards, cards_at = queues.cards_due(connection, now)
    forms, forms_at = queues.forms(connection)
    known = [at for at in (letters_at, cards_at, forms_at) if at]
    return Queue(
        updates=queues.updates_waiting(connection),
        forms=forms,
        letters=letters,
        cards=cards,
        held=queues.held(connection),
        oldest=min(known, default=None),
        alarms=alarms.open_(connection),
    )
