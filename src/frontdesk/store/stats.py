"""Stats: what became of the leads of a span, by person or by the form they came by."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Final

import sqlalchemy as sa

from frontdesk.model.lead import State
from frontdesk.store.tables import history, leads, submissions

MOST: Final = 50_000  #: leads or steps that are looked at
STEPS: Final = (State.CLAIMED, State.CONTACTED, State.WON, State.LOST)
_h: Final = history.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What one person did, or what became of one form's leads."""

    steps: Mapping[str, int]  #: state: how many leads came to it
    to_claim: timedelta | None  #: the median between a lead's coming and its being taken


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """One span."""

    came: int
    bands: Mapping[str, int]  #: of those that came, as they stand now
    whole: Row
    persons: Mapping[str, Row]
    sources: Mapping[str, Row]


@dataclass(slots=True)
class _Sum:
    steps: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def row(self) -> Row:
        wait = timedelta(seconds=median(self.waits)) if self.waits else None
        return Row(steps=dict(self.steps), to_claim=wait)


def since(connection: sa.Connection, begin: datetime) -> Stats:
    """What came since then, and what people did since then, whenever the lead came.

    A lead that came to one state twice in that span counts once, for who brought it there last.
    """
    bands = _bands(connection, begin)
    last = _steps(connection, begin)
    sources = _sources(connection, {lead for lead, _ in last})
    whole, persons, forms = _Sum(), defaultdict[str, _Sum](_Sum), defaultdict[str, _Sum](_Sum)
    for (lead, state), (by, at, came) in last.items():
        for each in (whole, persons[by], forms[sources.get(lead, "?")]):
            each.steps[state] += 1
            if state == State.CLAIMED:
                each.waits.append((at - came).total_seconds())
    return Stats(
        came=sum(bands.values()),
        bands=bands,
        whole=whole.row(),
        persons={name: each.row() for name, each in sorted(persons.items())},
        sources={name: each.row() for name, each in sorted(forms.items())},
    )


def _bands(connection: sa.Connection, begin: datetime) -> dict[str, int]:
    c = leads.c
    kind = sa.case((c.state == State.QUARANTINED, "quarantined"), else_=sa.func.coalesce(c.band, "waiting"))
    select = sa.select(kind.label("kind"), sa.func.count().label("number"))
    came = select.where(c.created_at >= begin, c.joined_into.is_(None)).group_by(sa.literal_column("kind"))
    return {row.kind: row.number for row in connection.execute(came)}


def _steps(
    connection: sa.Connection, begin: datetime
) -> dict[tuple[int, str], tuple[str, datetime, datetime]]:
    """(lead, state): who brought it there last, when, and when the lead came."""
    moved = (_h.at >= begin, _h.to_state.in_(STEPS), _h.from_state != _h.to_state)
    select = sa.select(_h.lead, _h.to_state, _h.by, _h.at, leads.c.created_at)
    rows = connection.execute(
        select.join(leads, leads.c.id == _h.lead).where(*moved).order_by(_h.id.desc()).limit(MOST)
    )
    last: dict[tuple[int, str], tuple[str, datetime, datetime]] = {}
    for row in rows:
        last.setdefault((row.lead, row.to_state), (row.by, row.at, row.created_at))
    return last


def _sources(connection: sa.Connection, wanted: set[int]) -> dict[int, str]:
    """lead: the form that its first submission came by."""
    s, found = submissions.c, dict[int, str]()
    numbers = sorted(wanted)
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        first = sa.select(sa.func.min(s.id)).where(s.lead.in_(some)).group_by(s.lead)
        found |= {
            row.lead: row.hook for row in connection.execute(sa.select(s.lead, s.hook).where(s.id.in_(first)))
        }
    return found
