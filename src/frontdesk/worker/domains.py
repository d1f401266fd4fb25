"""Domains: asks DNS whether the domain of an address takes mail, before the lead is judged.

Only leads whose domain nobody asked about lately wait, and not for long: a resolver that is slow or dead
costs one time limit, then it is left alone for a while and the leads are judged without it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

import structlog

from frontdesk.desk.backlog import Waiting
from frontdesk.desk.desk import Desk
from frontdesk.errors import FrontdeskError
from frontdesk.model.mail_domain import MailDomain, fresh
from frontdesk.signals.domains import is_worth_asking
from frontdesk.signals.email import domain_of
from frontdesk.store import mail_domains

AT_ONCE: Final = 16  #: questions
MOST: Final = 200  #: leads that wait; further ones are judged without an answer
SILENT: Final = 5  #: questions in a row without an answer: DNS is left alone
REMEMBERED: Final = 1_000  #: answers at hand

Key = TypeVar("Key")
Value = TypeVar("Value")

_log = structlog.get_logger(__name__)


class Resolver(Protocol):
    """Whoever can tell."""

    async def takes_mail(self, domain: str) -> bool | None:
        """Whether mail can be delivered to it; None: nothing certain. Raises Deferred: no answer in time."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class DomainPlan:
    """How long what counts."""

    limit: timedelta  #: how long a lead may wait for its answer, its turn included
    yes: timedelta  #: how long that answer is believed
    no: timedelta
    rest: timedelta  #: before who was silent, or could not say, is asked again


class Domains:
    """What DNS said, and the leads that wait for it to say something."""

    def __init__(self, desk: Desk, resolver: Resolver, plan: DomainPlan) -> None:
        self._desk, self._resolver, self._plan = desk, resolver, plan
        self._told: dict[str, MailDomain] = {}  # domain: the answer, the newest last
        self._waits: dict[int, tuple[int, str]] = {}  # lead: its submission, and the domain it waits for
        self._served: dict[int, None] = {}  # submissions that have waited, and must not wait again
        self._asking = set[str]()
        self._tasks = set[asyncio.Task[None]]()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._silent = 0  # questions in a row without an answer
        self._rests_until = desk.clock()

    @property
    def aside(self) -> frozenset[int]:
        """The leads that wait."""
        return frozenset(self._waits)

    def fresh(self, item: Waiting) -> Waiting:
        """The same with answers that still hold; others prove nothing."""
        now, known = self._desk.clock(), item.known
        held = fresh(known.domains, now)
        if self._told:
            held |= self._at_hand(item, now)
        return item if held == known.domains else replace(item, known=replace(known, domains=held))

    def must_wait(self, item: Waiting, address: str | None) -> bool:
        """Whether DNS is asked before a letter goes to that address; it rings for judging when it was."""
        domain = domain_of(address) if address else ""
        if item.submission in self._served:
            del self._served[item.submission]
            return False
        if not is_worth_asking(domain) or domain in item.known.domains:
            return False
        if len(self._waits) >= MOST or self._desk.clock() < self._rests_until:
            return False
        self._waits[item.known.lead.id] = (item.submission, domain)
        if domain not in self._asking:
            self._begin(domain)
        return True

    async def close(self) -> None:
        """Ask no more; who waits is judged after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, domain: str) -> None:
        self._asking.add(domain)
        task = asyncio.create_task(self._ask(domain))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _at_hand(self, item: Waiting, now: datetime) -> Mapping[str, MailDomain]:
        names = mail_domains.domains_of(item.known.submissions) & self._told.keys()
        return fresh({name: self._told[name] for name in names}, now)

    async def _ask(self, domain: str) -> None:
        """Ask, let go who waits for it, then write it down."""
        takes: bool | None = None
        try:
            async with asyncio.timeout(self._plan.limit.total_seconds()), self._turns:
                takes = await self._answer(domain)
        except (TimeoutError, FrontdeskError) as error:
            self._note_silence(str(error) or "no answer in time")
        except Exception:
            _log.exception("domain not checked")
        finally:
            told = self._remembered(domain, takes)
            self._let_go(domain)
        await self._write(domain, told)

    def _let_go(self, domain: str) -> None:
        """Let those be judged who wait for it."""
        self._asking.discard(domain)
        for lead in [lead for lead, (_, name) in self._waits.items() if name == domain]:
            submission, _ = self._waits.pop(lead)
            _put(self._served, submission, None)
        self._desk.wake.hear("judging")

    async def _answer(self, domain: str) -> bool | None:
        """What DNS says; nothing is asked while it is left alone."""
        if self._desk.clock() < self._rests_until:
            return None
        takes = await self._resolver.takes_mail(domain)
        self._silent = 0
        return takes

    def _note_silence(self, error: str) -> None:
        self._silent += 1
        _log.warning("domain not checked", error=error, in_a_row=self._silent)
        if self._silent >= SILENT:
            self._rests_until = self._desk.clock() + self._plan.rest

    def _remembered(self, domain: str, takes: bool | None) -> MailDomain:
        span = {True: self._plan.yes, False: self._plan.no, None: self._plan.rest}[takes]
        told = MailDomain(takes=takes, until=self._desk.clock() + span)
        _put(self._told, domain, told)
        return told

    async def _write(self, domain: str, told: MailDomain) -> None:
        """For later, and for other nodes; what cannot be written down is asked again."""
        now = self._desk.clock()
        try:
            await self._desk.db.write(lambda c: mail_domains.remember(c, domain, told, now))
        except FrontdeskError as error:
            _log.warning("domain not remembered", error=str(error))


def _put(into: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep the newest `REMEMBERED`."""
    into.pop(key, None)
    into[key] = value
    if len(into) > REMEMBERED:
        del into[next(iter(into))]
