"""Tick: what the clock asks for, done by one node for all: sweeps of what was left lying, audit, watch."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from frontdesk.desk import left_files
from frontdesk.desk.ageing import Ageing
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.desk.digest import tell_of_quarantine
from frontdesk.desk.follow_up import FollowUps
from frontdesk.desk.homes import Home, homes
from frontdesk.desk.keeping import Keeping
from frontdesk.desk.lateness import judge_again, tell_of_letters, tell_of_thin
from frontdesk.desk.morning import tell_of_night
from frontdesk.desk.offering import move_on, offer_anew, tell_of_nobody
from frontdesk.desk.recycling import bring_back
from frontdesk.desk.reminding import remind
from frontdesk.desk.snoozing import end_snoozes
from frontdesk.desk.stripping import strip_cards
from frontdesk.desk.watch import Watch
from frontdesk.files.folder import Folder
from frontdesk.rules.rules import Rules
from frontdesk.store import (
    audit,
    cards,
    mail_domains,
    questions,
    quotas,
    repeats,
    texts,
)
from frontdesk.store.audit import Audit
from frontdesk.store.audit_checks import Span
from frontdesk.store.database import Database

FORGET: Final = timedelta(days=8)  #: no quota looks back further
DOMAINS: Final = timedelta(days=30)  #: what DNS said is of no use any more
DEAD: Final = timedelta(minutes=1)  #: a node that is silent for longer has no claims
LINES: Final = 3  #: of an audit, in an alarm
FORGOTTEN: Final = 1_000  #: expired keys in one transaction
ROUNDS: Final = 20  #: such transactions in one sweep

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class TickPlan:
    """How often, and what is late."""

    sweep_every: timedelta
    audit_every: timedelta
    overdue: timedelta  #: how long a form or a letter may wait
    judge_retries: tuple[timedelta, ...]  #: before an unjudged submission is judged again
    node_timeout: timedelta  #: how long a node may be silent
    mail: bool  #: letters can go out at all
    files: Path | None = None  #: the folder of the files that people send; None: none are taken
    silence_every: timedelta = timedelta(minutes=15)


async def audited(
    db: Database, rules: Rules, now: datetime, *, overdue: timedelta, node_timeout: timedelta
) -> Audit:
    """Count and look through everything, on one snapshot; a node or a form is late as the spans say.

    Raises:
        Unavailable: the database does not answer.
    """
    here = [(home.state, home.chat) for home in homes(rules)]
    span = Span(now=now, late=now - overdue, alive=now - max(DEAD, 2 * node_timeout))
    return await db.read(lambda connection: audit.audit(connection, span, here))


class Tick:
    """The clock's work; each step is a transaction or two of its own."""

    def __init__(self, desk: Desk, plan: TickPlan, drift: Callable[[], timedelta] = timedelta) -> None:
        """`drift`: how far the machine's clock has jumped away from the desk's."""
        self._desk, self._db, self._plan, self._drift = desk, desk.db, plan, drift
        self._alarms = Alarms(desk.db, desk.clock)
        # Begun anywhere, or a desk that is often started anew would never come to the last part.
        self._part = secrets.randbelow(repeats.PARTS)
        self._watch, self._ageing = Watch(desk, plan.silence_every), Ageing(desk)
        self._follow_ups, self._keeping = FollowUps(desk), Keeping(desk)

    @property
    def sweeps(self) -> Mapping[str, Callable[[], Awaitable[object]]]:
        """The steps of a sweep, by name; one that fails says nothing about the others."""
        return {
            "quotas": self._forget,
            "repeats": self._forget_repeats,
            "texts": self._forget_texts,
            "domains": self._forget_domains,
            "cards": self._want_cards,
            "windows": self._look_again,
            "unjudged": partial(judge_again, self._desk, self._alarms, self._plan.judge_retries),
            "thin": partial(tell_of_thin, self._desk, self._alarms, self._plan.overdue),
            "letters": self._look_for_late,
            "clock": self._look_at_clock,
            "files": self._sweep_files,
            "retention": self._keeping.look,
            "digest": partial(tell_of_quarantine, self._desk),
            "night": partial(tell_of_night, self._desk),
            "ages": self._ageing.look,
            "follow_ups": self._follow_ups.look,
            "recycling": partial(bring_back, self._desk),
            "offers": partial(move_on, self._desk),
            "dawn": partial(offer_anew, self._desk),
            "assignment": partial(tell_of_nobody, self._desk, self._alarms),
            "snoozes": partial(end_snoozes, self._desk),
            "reminders": partial(remind, self._desk, self._alarms),
            "questions": self._forget_questions,
            "closed": partial(strip_cards, self._desk),
        }

    async def audit(self) -> None:
        """Raise an alarm while something is not accounted for."""
        found = await audited(
            self._db,
            self._desk.judge.rules,
            self._desk.clock(),
            overdue=self._plan.overdue,
            node_timeout=self._plan.node_timeout,
        )
        _log.info("audit done", accepted=found.accepted, findings=len(found.findings))
        lines = [str(finding) for finding in found.findings[:LINES]]
        if len(found.findings) > LINES:
            lines.append(f"and {len(found.findings) - LINES} more: `frontdesk audit`")
        await self._alarms.set("audit", "; ".join(lines) or None)

    async def watch(self) -> None:
        """Raise an alarm for each form that is silent, or lost a field, against its habit."""
        await self._watch.look()

    async def _forget(self) -> None:
        before = self._desk.clock() - FORGET
        await self._db.write(lambda connection: quotas.forget(connection, before))

    async def _forget_repeats(self) -> None:
        """Of one part of all keys at a time, those that expired."""
        before, part = self._desk.clock(), self._part
        self._part = (part + 1) % repeats.PARTS
        for _ in range(ROUNDS):
            count = await self._db.write(lambda c: repeats.forget(c, before, part, FORGOTTEN))
            if count < FORGOTTEN:
                break

    async def _forget_texts(self) -> None:
        now = self._desk.clock()
        await self._db.write(lambda connection: texts.forget(connection, now))

    async def _forget_domains(self) -> None:
        before = self._desk.clock() - DOMAINS
        await self._db.write(lambda connection: mail_domains.forget(connection, before, FORGOTTEN))

    async def _want_cards(self) -> None:
        for home in homes(self._desk.judge.rules):
            await self._want(home)

    async def _want(self, home: Home) -> None:
        """Most of the time no card is missing, and nobody who writes has to wait for the look."""
        chat, state, view, now = home.chat, home.state, home.view, self._desk.clock()
        if await self._db.read(lambda connection: cards.lacks(connection, chat, state)):
            count = await self._db.write(lambda c: cards.want_missing(c, chat, state, view, now))
            _log.warning("cards were missing", chat=chat, state=state, count=count)
            self._desk.wake.ring("cards")

    async def _look_again(self) -> None:
        now = self._desk.clock()
        if await self._db.read(lambda connection: cards.changing(connection, now)):
            await self._db.write(lambda connection: cards.look_again(connection, now))
            self._desk.wake.ring("cards")

    async def _look_for_late(self) -> None:
        if self._plan.mail:
            return await tell_of_letters(self._desk, self._alarms, self._plan.overdue)
        return await self._alarms.set("letters", None)

    async def _forget_questions(self) -> None:
        now = self._desk.clock()
        if await self._db.write(lambda connection: questions.forget(connection, now)):
            self._desk.wake.ring("cards")

    async def _sweep_files(self) -> None:
        if self._plan.files:
            await left_files.sweep(Folder(self._plan.files), self._db, self._desk.clock())

    async def _look_at_clock(self) -> None:
        drift = self._drift()
        told = (
            f"the machine's clock has jumped by {round(drift.total_seconds())} s, the desk goes by the time "
            "before: put that clock right or, if it is right now, start frontdesk again"
        )
        await self._alarms.set("clock", told if drift else None)
