"""Desk: accept, judge, press; a cause and its effects in one transaction each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from frontdesk.desk.accept import Ids, arrival
from frontdesk.desk.judge import Judge, Used, letter_quota
from frontdesk.desk.wake import Wake
from frontdesk.errors import Unavailable
from frontdesk.intake.request import Request
from frontdesk.model.change import Change, Step
from frontdesk.model.lead import Known, Person
from frontdesk.model.press import Press
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Submission
from frontdesk.store import cards, leads, quotas, submissions, updates
from frontdesk.store.changes import write_changes, write_refusal
from frontdesk.store.database import Database
from frontdesk.triage.moves import Moved, Refusal, moved

PRESS_TRIES: Final = 20  #: two who press at once: the second looks again
BATCH: Final = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A submission to judge, with what is known about its lead up to it."""

    submission: int
    known: Known


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the presser is told: the key of a toast and what it names."""

    toast: str
    person: Person | None = None
    by: str = ""
    criterion: str = ""
    score: int | None = None


class Desk:
    """The one way of a lead; every method is one transaction at most."""

    def __init__(self, db: Database, judge: Judge, wake: Wake, clock: Callable[[], datetime]) -> None:
        self.db, self.judge, self.wake, self.clock = db, judge, wake, clock
        self._ids = Ids()
        self._asked = frozenset(criterion.id for criterion in judge.rules.criteria if criterion.ask)

    async def accept(self, hook: str, request: Request, submission: Submission) -> int:
        """Store a submission; its id, after the commit.

        Raises:
            Unavailable: it could not be stored now.
        """
        id_ = self._ids.new(request.received_at)
        came = arrival(id_, hook, request, submission, self.judge.rules)
        await self.db.append(submissions.append_arrivals, came)
        self.wake.ring("judging")
        return id_

    async def waiting(self, limit: int = BATCH) -> list[Waiting]:
        """The oldest submissions that nobody has judged, one for a lead, at most `limit`."""
        now = self.clock()

        def work(connection: sa.Connection) -> list[Waiting]:
            due = submissions.waiting(connection, limit)
            upto = {lead: id_ for id_, lead in due}
            known = leads.read_known(connection, list(upto), now, upto)
            return [Waiting(submission=id_, known=known[lead]) for lead, id_ in upto.items()]

        return await self.db.read(work)

    async def used(self, addresses: Iterable[str]) -> dict[str, Used]:
        """Address: the automatic letters its mailbox got lately."""
        now, keys = self.clock(), {address: letter_quota(address) for address in addresses}

        def work(connection: sa.Connection) -> dict[str, Used]:
            day = quotas.used(connection, list(keys.values()), now - timedelta(days=1))
            week = quotas.used(connection, list(keys.values()), now - timedelta(days=7))
            return {address: Used(day[key], week[key]) for address, key in keys.items()}

        return await self.db.read(work) if keys else {}

    async def record(self, changes: Sequence[Change]) -> None:
        """Write judgements; a lead that changed meanwhile stays waiting and is looked at again."""
        if changes:
            await self.db.write(lambda connection: write_changes(connection, changes))
            self.wake.ring("mail", "cards")

    async def set_aside(self, submission: int, error: str) -> None:
        """A submission that could not be judged waits for the fix, with its error."""
        await self.db.write(lambda connection: submissions.set_unjudged(connection, submission, error))

    async def press(self, press: Press, *, chat: int, user: int, update: int) -> Told:
        """Apply one press of a button, once, and say what the presser is told."""
        person = self.judge.rules.person(user)
        if person is None:
            await self._settle(update)
            return Told(toast="stranger")
        for _ in range(PRESS_TRIES):
            told = await self._try_press(press, person, chat, update)
            if told:
                self.wake.ring("cards", "mail")
                return told
        raise Unavailable("too many people press at once")

    async def _try_press(self, press: Press, person: Person, chat: int, update: int) -> Told | None:
        """One look and one write; None when somebody was quicker."""
        known = await self._known(press.lead, chat)
        if known is None or not known.submissions:
            await self._settle(update)
            return Told(toast="gone", person=person)
        outcome = moved(known, press, person, self._asked)
        if isinstance(outcome, Refusal):
            await self._refuse(known, press, person, update)
            return Told(toast=outcome.toast, person=person, by=outcome.by)
        step = Step(cause=f"press:{update}", by=person.name, what=_what(press), before=outcome.before)
        change = self._pressed(known, outcome, step, update)
        if not (await self.db.write(lambda connection: write_changes(connection, [change])))[0]:
            return None
        total = change.receipt.score.total if change.receipt else None
        return Told(toast=outcome.toast, person=person, criterion=press.criterion or "", score=total)

    def _pressed(self, known: Known, outcome: Moved, step: Step, update: int) -> Change:
        signals: Signals = self.judge.reader.read(known.submissions)
        return self.judge.press(known, signals, outcome, step, update)

    async def _known(self, lead: int, chat: int) -> Known | None:
        """The lead, if the chat has a card of it: callback data can be forged."""
        now = self.clock()

        def work(connection: sa.Connection) -> Known | None:
            here = any(card.chat == chat for card in cards.of_lead(connection, lead))
            return leads.read_known(connection, [lead], now).get(lead) if here else None

        return await self.db.read(work)

    async def _refuse(self, known: Known, press: Press, person: Person, update: int) -> None:
        now, step = self.clock(), Step(cause=f"press:{update}", by=person.name, what=_what(press))

        def work(connection: sa.Connection) -> None:
            write_refusal(connection, known.lead, step, now)
            cards.redraw(connection, known.lead.id, now)
            updates.settle(connection, update)

        await self.db.write(work)

    async def _settle(self, update: int) -> None:
        await self.db.write(lambda connection: updates.settle(connection, update))


def _what(press: Press) -> str:
    return f"{press.criterion}={press.target}" if press.criterion else str(press.move)
