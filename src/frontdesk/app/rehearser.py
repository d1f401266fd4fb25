"""Rehearser: judges slices of the stored leads by other rules, and counts; one in each process.

A lead is judged by the signals of its last judgement where the new rules would read the same ones: what it
wrote is read anew only where they would not, or where its newest receipt keeps none. What happened since,
what people answered and the time of day are those of now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from frontdesk.desk.decide import decide
from frontdesk.model.lead import Known
from frontdesk.model.rehearsal import Before
from frontdesk.model.signals import Signals
from frontdesk.model.touch import TouchKind
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.tally import LISTED, Rehearsed, Tally, outcome
from frontdesk.settings import environment
from frontdesk.signals.fingerprint import fingerprint
from frontdesk.signals.reading import SignalReader
from frontdesk.store.database import Connection
from frontdesk.store.engine import Engine, open_engine
from frontdesk.store.judged import Asked, Judged, Slice
from frontdesk.store.slices import Stored, read_slice

WAIT: Final = timedelta(seconds=10)  #: for a database that is busy


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsing:
    """What is rehearsed, as another process is told it."""

    desk: Path
    database: str  #: its address
    text: str  #: the rules
    now: datetime
    listed: int = LISTED  #: how many changed leads are named, of each kind

    def rules(self) -> Rules:
        """The rules, read."""
        return read_rules(self.text, environment=environment(self.desk))


class Rehearser:
    """Built once in each process."""

    def __init__(self, plan: Rehearsing) -> None:
        self._rules, self._plan = plan.rules(), plan
        self._asked = Asked(reader=fingerprint(self._rules), kinds=_counted(self._rules))

    def tally(self, connection: Connection, wanted: Slice) -> Tally:
        """The tally of the leads of a slice."""
        stored = read_slice(connection, wanted, self._plan.now, self._asked)
        tally = Tally(self._rules, self._plan.listed)
        tally.waiting = stored.waiting
        for lead, error in stored.broken.items():
            tally.leave_out(lead, error)
        tally.add(self.rehearsed(stored, tally))
        return tally

    def rehearsed(self, stored: Stored, tally: Tally) -> Iterator[Rehearsed]:
        """Each lead under the other rules, in the order of their numbers; the tally is told of others."""
        leads: list[Judged | Known] = [*stored.judged.values(), *stored.known]
        for each in sorted(leads, key=lambda one: one.lead.id):
            if isinstance(each, Known) and (each.receipt is None or not each.submissions):
                tally.leave_out(each.lead.id, each.receipt_error or "it has no receipt, or no form")
                continue
            try:
                yield self._rehearsed(each)
            except Exception as error:  # one that cannot be judged must not hide what becomes of the others
                tally.leave_out(each.lead.id, f"{type(error).__name__}: {error}")

    def _rehearsed(self, lead: Judged | Known) -> Rehearsed:
        before, signals = self._seen(lead)
        total, decided = decide(self._rules, lead, lead.lead, signals, lead.answers)
        return Rehearsed(
            lead=lead.lead.id,
            before=before,
            score=total,
            verdict=decided,
            outcome=outcome(lead.lead),
        )

    def _seen(self, lead: Judged | Known) -> tuple[Before, Signals]:
        if isinstance(lead, Judged):
            return lead.before, lead.signals
        assert lead.receipt is not None  # noqa: S101 - the caller looked
        return Before.of(lead.receipt), self._reader.read(lead)

    @cached_property
    def _reader(self) -> SignalReader:
        """Made when a form must be read: its word lists take a moment."""
        return SignalReader(rules=self._rules)


def _counted(rules: Rules) -> frozenset[TouchKind]:
    """The kinds of touches that the rules look at; of submissions they look at these themselves."""
    named = {kind for criterion in rules.criteria for kind in criterion.touches}
    return frozenset(named.union(window.kind for window in rules.windows) - {TouchKind.SUBMISSION})


class _Here:
    """What a process of the crew works with."""

    engine: Engine
    rehearser: Rehearser


def begin(plan: Rehearsing) -> None:
    """Make this process one of a crew."""
    _Here.engine, _Here.rehearser = open_engine(plan.database, plan.desk, WAIT), Rehearser(plan)


def tally(wanted: Slice) -> Tally:
    """The tally of a slice, in a process of the crew."""
    with _Here.engine.reading.connect() as connection:
        return _Here.rehearser.tally(connection, wanted)
