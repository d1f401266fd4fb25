"""Siege: kill -9 at random under a steady load of forms, and the account that is drawn up afterwards."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from aiohttp import ClientSession

from frontdesk.store.tables import cards, deliveries, leads, receipts, submissions
from support.crashing import START_S, Ledger, Node, quiet, write_rules
from support.traffic import Letters, Visitors
from support.world import SALES, TRIAGE, World, until

LIFE_S = 2.0  #: a life ends at a random moment of it, counted from the first form that it took
LAST_LIFE_S = 0.5  #: under load; then all that is left is finished
END_S, CARD_S = 60.0, 4.0  #: for all that is left, and for each card more: a chat takes 20 a minute
IN_HAND = 4  #: letters on their way at once
QUICK = {"UNSURE_RETRY": "300ms", "UNSURE_CARD_RETRY": "300ms", "LETTER_RETRIES": "200ms," * 30 + "200ms"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """One start of the desk."""

    accepting_s: float  #: from the start to the first form that was answered 200
    resumed_s: float | None  #: to the last letter of those promised before; None: none was, or killed before


Told = Callable[[int, Life], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What became of everything that was posted."""

    kills: int
    posted: int
    accepted: int  #: answered 200
    lost: Sequence[str]  #: accepted, and neither answered by a letter nor held for a person
    halves: Sequence[str]  #: what was half written when the desk was dead, or damaged
    held: int  #: letters that were twice in a dying hand, which a person must decide on
    most_copies: int  #: of one letter
    extra_letters: int
    changed_ids: int  #: letters whose copies bear different Message-IDs
    cards: int  #: leads that belong on a card
    missing_cards: int
    extra_cards: int
    lives: Sequence[Life]

    def faults(self) -> list[str]:
        """What must not be."""
        found = [*self.lost, *self.halves]
        if self.most_copies > 2:
            found.append(f"{self.most_copies} copies of one letter")
        if self.extra_letters > self.kills * IN_HAND:
            found.append(f"{self.extra_letters} letters too many")
        if self.changed_ids:
            found.append(f"{self.changed_ids} letters whose copies have another Message-ID")
        if self.missing_cards or self.extra_cards > self.kills * len((TRIAGE, SALES)):
            found.append(f"{self.missing_cards} cards missing, {self.extra_cards} too many")
        return found


async def siege(
    desk: Path,
    database_url: str,
    *,
    kills: int,
    card_every: int,
    seed: int,
    fresh: bool = False,
    told: Told | None = None,
) -> Account:
    """Kill the desk so often under load, then let it finish everything; `told` hears of each life.

    `fresh`: each life starts as an operator starts it.
    """
    write_rules(desk)
    world = World(desk, DATABASE=database_url, **QUICK)
    await world.start_peers()
    try:
        async with ClientSession() as session:
            node = Node(desk, session)
            fight = Siege(world, node, Ledger(database_url, desk), card_every, told, fresh=fresh)
            return await fight.run(kills, random.Random(seed))
    finally:
        await world.close()


class Siege:
    """One desk that is killed again and again."""

    def __init__(
        self, world: World, node: Node, ledger: Ledger, card_every: int, told: Told | None, *, fresh: bool
    ) -> None:
        self._world, self._node, self._ledger = world, node, ledger
        self._visitors, self._letters = Visitors(node, card_every), Letters(world)
        self._lives: list[Life] = []
        self._told = told
        self._fresh = fresh
        self._halves: list[str] = []

    async def run(self, kills: int, chance: random.Random) -> Account:
        """The account."""
        reading = asyncio.create_task(self._letters.run())
        posting = asyncio.create_task(self._visitors.run())
        try:
            for number in range(kills + 1):
                last = number == kills
                await self._live(LAST_LIFE_S if last else chance.uniform(0, LIFE_S))
                if not last:
                    await self._die()
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
            owed = self._ledger.count("cards", cards.c.message_id.is_(None))
            await quiet(self._ledger, END_S + owed * CARD_S)
            self._letters.look()
            return self._account(kills)
        finally:
            await self._node.gone()
            for task in (posting, reading):
                task.cancel()
            await asyncio.gather(posting, reading, return_exceptions=True)

    async def _live(self, span_s: float) -> None:
        """Start the desk and let it work for so long after the first form that it took."""
        began, before = time.monotonic(), len(self._visitors.accepted)
        owed = self._visitors.accepted - self._letters.copies.keys()
        resumed_s = None
        await self._node.start(self._world.variables, fresh=self._fresh)
        await until(lambda: len(self._visitors.accepted) > before, START_S)
        accepting = time.monotonic()
        while time.monotonic() < accepting + span_s:
            if owed and owed <= self._letters.copies.keys():
                owed, resumed_s = set(), time.monotonic() - began
            await asyncio.sleep(0.005)
        self._lives.append(life := Life(accepting_s=accepting - began, resumed_s=resumed_s))
        if self._told:
            self._told(len(self._lives), life)

    async def _die(self) -> None:
        await self._node.gone()
        promised = len(self._visitors.accepted)
        found = [self._ledger.damage(), *self._half(promised)]
        self._halves += [f"kill {len(self._lives)}: {fault}" for fault in found if fault]

    def _half(self, promised: int) -> list[str]:
        """What a dead desk left half written: each form makes a lead of its own and one letter."""
        asked = {
            "submissions": _count(submissions),
            "leads": _count(leads),
            "of a lead": _count(submissions, submissions.c.lead.is_not(None)),
            "judged": _count(submissions, submissions.c.state == "judged"),
            "receipts": _count(receipts),
            "letters": _count(deliveries),
            "leads with a state": _count(leads, leads.c.state.is_not(None)),
        }
        [found] = self._ledger.rows(
            sa.select(*(query.label(str(n)) for n, query in enumerate(asked.values())))
        )
        has = dict(zip(asked, found, strict=True))
        whole = [
            has["submissions"] >= max(promised, has["leads"]),
            has["leads"] == has["of a lead"],
            has["judged"] == has["receipts"] == has["letters"] == has["leads with a state"],
        ]
        return [] if all(whole) else [f"{promised} promised, found {has}"]

    def _account(self, kills: int) -> Account:
        visitors, copies, count = self._visitors, self._letters.copies, self._ledger.count
        doubtful = sa.select(deliveries.c.recipient).where(
            deliveries.c.state == "held", deliveries.c.doubts > 1
        )
        held = {row.recipient for row in self._ledger.rows(doubtful)}
        shown = count("cards", cards.c.message_id.is_not(None))
        standing = sum(len(self._world.chat.messages(chat.id)) for chat in (TRIAGE, SALES))
        belong = count("leads", leads.c.state.in_(("triage", "sales_open")))
        return Account(
            kills=kills,
            posted=visitors.posted,
            accepted=len(visitors.accepted),
            lost=sorted(visitors.accepted - copies.keys() - held),
            halves=self._halves,
            held=len(held) + count("cards", cards.c.state == "held"),
            most_copies=max(copies.values(), default=0),
            extra_letters=sum(copies.values()) - len(copies),
            changed_ids=sum(len(ids) != 1 for ids in self._letters.ids.values()),
            cards=belong,
            missing_cards=belong - shown - count("cards", cards.c.state == "held", cards.c.doubts > 1),
            extra_cards=standing - shown,
            lives=self._lives,
        )


def _count(table: sa.Table, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*where).scalar_subquery()
