"""Digest: what came into quarantine since the last one, gathered lead by lead.

Pure: the desk reads page by page and gives itself time in between, however much spam came.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from frontdesk.model.digest import Digest, Listed, Noticed
from frontdesk.model.lead import Known
from frontdesk.triage.quarantine import HONEYPOT, Held, codes_of

LISTED: Final = 8  #: leads that a digest names
NUMBERS: Final = 3  #: leads that it names for each guard that only watches


def may_be_human(known: Known) -> bool:
    """Whether it is worth looking closer: a hidden field is all that the guards noticed."""
    return codes_of(known) == {HONEYPOT}


class Gathered:
    """The leads of one digest, added newest first."""

    def __init__(self) -> None:
        self._guards: Counter[str] = Counter()
        self._total = self._humans = 0
        self._human, self._others = list[int](), list[int]()
        self._watched: dict[str, dict[int, None]] = {}

    def held_back(self, known: Known, closer: Held | None = None) -> None:
        """A lead in quarantine; `closer`: what a look at its signals told."""
        codes = known.receipt.verdict.quarantine if known.receipt else ()
        self._guards.update(codes)
        human = closer is not None and closer.human
        self._total, self._humans = self._total + 1, self._humans + human
        named = self._human if human else self._others
        if len(named) < LISTED:
            named.append(known.lead.id)

    def watched(self, lead: int, guards: Iterable[str]) -> None:
        """A lead that these guards would have held back, did they not only watch; once, if seen twice."""
        for guard in guards:
            self._watched.setdefault(guard, {})[lead] = None

    def digest(self, day: str, chat: int, since: datetime, until: datetime) -> Digest:
        """All that was added, as one digest."""
        human = [Listed(lead=lead, human=True) for lead in self._human]
        others = [Listed(lead=lead, human=False) for lead in self._others]
        return Digest(
            day=day,
            chat=chat,
            since=since,
            until=until,
            total=self._total,
            human=self._humans,
            guards=dict(sorted(self._guards.items(), key=_most_first)),
            watched={
                guard: Noticed(count=len(leads), leads=tuple(leads)[:NUMBERS])
                for guard, leads in sorted(self._watched.items(), key=lambda one: (-len(one[1]), one[0]))
            },
            listed=(*human, *others)[:LISTED],
        )


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
