"""Press kills: a desk that is killed before, while and after it handles a press, again and again."""

import asyncio
import random
import re
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from aiohttp import ClientSession

from frontdesk.crash import Point
from frontdesk.demo.chat import ChatRoom, ChatServer, User
from frontdesk.store.tables import answers, history, leads, updates
from support.crashing import Ledger, Node, write_rules
from support.hooked import hooked
from support.world import OLGA, SALES, TOKEN, TRIAGE, World, a_form, until
from web.served import free_port

#: Where it dies, in turn; None: at any moment after the press.
POINTS: tuple[Point | None, ...] = (
    "before update stored",
    "after update stored",
    "after callback commit before edit",
    None,
)
#: Of these, whoever pressed is answered after the next start.
UNTOLD = ("before update stored", "after update stored")
MOMENT_S = 0.05
BACK_S = 30.0  #: for a press to be applied once the desk is there again
MODES = ("polling", "webhook")
_OLGA = '[[team]]\nname = "Olga"\ntelegram = 11\nrole = "secretary"\n'


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What became of every press."""

    kills: int
    applied: int  #: presses that are in the history
    twice: int  #: those that are there more than once
    wrong: int  #: kills after which the lead was not as its press had it
    waiting: int  #: updates that nobody took in the end
    silent: int  #: presses that were handled by the next life alone, without a toast
    answered: int  #: presses whose presser saw one

    def faults(self) -> list[str]:
        """What must not be."""
        found = {
            "presses lost": self.kills - self.applied,
            "presses applied twice": self.twice,
            "leads not as pressed": self.wrong,
            "updates left": self.waiting,
            "presses not answered": self.silent,
        }
        return [f"{number} {what}" for what, number in found.items() if number]


async def press_kills(
    desk: Path,
    url: str,
    *,
    kills: int,
    mode: str,
    seed: int,
    told: Callable[[int, str], None] | None = None,
) -> Account:
    """Kill it so many times; `told` hears of each kill as it was."""
    write_rules(desk)
    rules = (desk / "rules.toml").read_text("utf-8")
    (desk / "rules.toml").write_text(rules + _OLGA, "utf-8")
    more = hooked(free_port()) if mode == "webhook" else {}
    world = World(desk, **{"DATABASE": url, **more})
    rooms = [ChatRoom(TRIAGE.id, "Triage"), ChatRoom(SALES.id, "Sales")]
    world.chat = ChatServer(TOKEN, rooms, webhook_delay_s=0.1)
    await world.start_peers()
    try:
        async with ClientSession() as session:
            run = _Run(world, Node(desk, session), Ledger(url, desk), random.Random(seed))
            return await run.account(kills, told)
    finally:
        await world.close()


class _Run:
    def __init__(self, world: World, node: Node, ledger: Ledger, chance: random.Random) -> None:
        self._world, self._node, self._ledger, self._chance = world, node, ledger, chance
        self._queries: list[str] = []
        self._wrong = self._silent = 0

    async def account(self, kills: int, told: Callable[[int, str], None] | None) -> Account:
        try:
            await self._node.start(self._world.variables)
            assert await self._node.post(a_form()) == 200
            card = await self._world.card(TRIAGE, "Kowalski")
            await self._node.gone()
            for number in range(kills):
                point = POINTS[number % len(POINTS)]
                await self._killed(number, point, card.message_id)
                if told:
                    told(number + 1, point or "at any moment")
            return await self._summed(kills)
        finally:
            await self._node.gone()

    async def _killed(self, number: int, point: Point | None, message: int) -> None:
        """One life that ends around a press, and one that has to make it good."""
        target, revision = ("yes", "clear")[number % 2], number + 1
        await self._node.start(self._world.variables, fatal=point)
        data = f"1|1|brief|{target}|{revision}"
        person = User(OLGA.telegram, OLGA.name)
        self._queries.append(self._world.chat.press(TRIAGE.id, message, data, user=person))
        if point is None:
            await asyncio.sleep(self._chance.uniform(0, MOMENT_S))
            self._node.kill()
        assert await self._node.ended() == -signal.SIGKILL
        await self._node.start(self._world.variables)
        try:
            await until(lambda: self._revision() == revision + 1, BACK_S)
        except TimeoutError:
            self._wrong += 1
        stands = bool(self._ledger.count("answers", answers.c.criterion == "brief"))
        self._wrong += stands != (target == "yes")
        if point in UNTOLD:
            self._silent += not await _is_answered(self._world.chat, self._queries[-1], BACK_S)
        await self._node.gone()

    def _revision(self) -> int:
        return int(self._ledger.rows(sa.select(leads.c.revision).where(leads.c.id == 1))[0][0])

    async def _summed(self, kills: int) -> Account:
        await self._node.start(self._world.variables)
        await until(lambda: not (self._world.chat.pending or self._left()), BACK_S)
        steps = self._ledger.rows(sa.select(history.c.cause, history.c.what).where(history.c.lead == 1))
        causes = Counter(row.cause for row in steps if re.fullmatch("brief=(yes|clear)", row.what))
        answered = [query for query in self._queries if await _is_answered(self._world.chat, query, 0.01)]
        return Account(
            kills=kills,
            applied=len(causes),
            twice=sum(times > 1 for times in causes.values()),
            wrong=self._wrong,
            waiting=self._world.chat.pending + self._left(),
            silent=self._silent,
            answered=len(answered),
        )

    def _left(self) -> int:
        return self._ledger.count("updates", updates.c.state != "done")


async def _is_answered(chat: ChatServer, query: str, within_s: float) -> bool:
    try:
        await chat.answer(query, within_s)
    except TimeoutError:
        return False
    return True
