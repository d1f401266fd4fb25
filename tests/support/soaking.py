"""Soaking: a desk of one node or more, in a world where everything goes wrong."""

import asyncio
import random
import socket
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession

from support.crashing import START_S, Ledger
from support.patient import Senders
from support.places import a_place
from support.tended import KILL, Tended
from support.traffic import Letters
from support.troubles import Strike, Told, Troubles, line_troubles
from support.wire import Wire
from support.world import World, until

CARD_EVERY_S = 6  #: for either chat: it takes 20 messages a minute
DEFERRED, LATER = "451 4.3.0 come back later", 3  #: letters that the mail server puts off
PORTS = (20_000, 30_000)  #: below those that are lent: nobody else gets the port of a node that is dead
DISK_MB, FORM_KB = 24, 32  #: of room, and for each form with all that comes of it
EARLY = 1 / 3  #: of the time: then the first node is killed no more, so that one life is long
NAMES = ("one", "two", "three", "four")
#: Shorter than usual, as the troubles are: what gets through the one must not always meet the next.
QUICK = {
    "UNSURE_RETRY": "20s",
    "UNSURE_CARD_RETRY": "10s",
    "LETTER_RETRIES": "2s," * 60 + "2s",
    "SMTP_TIMEOUT": "5s",
    "SMTP_FINAL_TIMEOUT": "8s",
    "TELEGRAM_TIMEOUT": "5s",
    "WRITE_WAIT": "5s",
    "NODE_BEAT": "1s",
    "NODE_TIMEOUT": "8s",
    "SWEEP_EVERY": "10s",
    "AUDIT_EVERY": "2m",
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked for."""

    minutes: float
    rate: float  #: forms a second
    engine: str
    seed: int
    nodes: int

    def chance(self, of: str) -> random.Random:
        """The dice of one part."""
        return random.Random(f"{self.seed}:{of}")


class Soak:
    """One run, from `begin` to `stop`."""

    def __init__(self, plan: Plan, told: Told) -> None:
        self.plan, self._told = plan, told
        self._mail = Wire(plan.chance("line to mail"))
        self._chat = Wire(plan.chance("line to telegram"))
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self, stack: AsyncExitStack, folder: Path) -> None:
        """Start the world and every node."""
        plan = self.plan
        size_mb = DISK_MB + int(plan.minutes * 60 * plan.rate) * FORM_KB // 1024
        place = a_place(plan.engine, folder, size_mb, plan.chance("line to the database"))
        self.place = await stack.enter_async_context(place)
        variables = await self._world(stack, folder)
        session = await stack.enter_async_context(ClientSession())
        self.tended = [
            Tended(name, folder / name, session, {**variables, "FRONTDESK_PORT": _port()})
            for name in NAMES[: plan.nodes]
        ]
        every = max(2, round(CARD_EVERY_S * plan.rate))
        self.senders = Senders([each.node for each in self.tended], session, plan.rate, every)
        self.ledger, self.letters = Ledger(self.place.own_url, folder), Letters(self.world)
        self._parts = self._troubles()
        stack.push_async_callback(self._gone)
        for node in self.tended:
            self._tasks.append(asyncio.create_task(node.run()))
            await until(lambda node=node: node.lives, START_S)
        self._tasks.append(asyncio.create_task(self.letters.run()))

    async def rage(self) -> None:
        """Post for so long, while everything goes wrong; in the end all is mended."""
        began, lasts_s = time.monotonic(), self.plan.minutes * 60
        posting = asyncio.create_task(self.senders.run())
        await asyncio.gather(*(part.run(began + lasts_s * EARLY, began + lasts_s) for part in self._parts))
        await asyncio.sleep(max(began + lasts_s - time.monotonic(), 0))
        posting.cancel()
        await asyncio.gather(posting, return_exceptions=True)

    async def calm(self, timeout_s: float) -> bool:
        """Wait until every form is answered and nothing is due; whether it came to that."""
        ends_at = time.monotonic() + timeout_s
        await self.senders.answers(timeout_s)
        while not (quiet := await asyncio.to_thread(self.ledger.is_quiet)) and time.monotonic() < ends_at:
            await asyncio.sleep(1)
        self.letters.look()
        return quiet

    async def stop(self) -> list[int]:
        """Ask every node to end, and look no more; their exit codes."""
        await self._let_go()
        return [await node.end() for node in self.tended]

    def struck(self) -> list[str]:
        """How often each thing went wrong."""
        return [f"{each.part}: {kind} {count}" for each in self._parts for kind, count in each.struck.items()]

    async def _world(self, stack: AsyncExitStack, folder: Path) -> dict[str, str]:
        """Start what stands around the desk; its settings, with the lines in between."""
        self.world = World(folder, DATABASE=self.place.url, **QUICK)
        await self.world.start_peers()
        stack.push_async_callback(self.world.close)
        lines = {
            "FRONTDESK_SMTP": await self._mail.start(self.world.mailbox.url),
            "FRONTDESK_TELEGRAM_API": await self._chat.start(self.world.chat.url),
        }
        for line in (self._mail, self._chat):
            stack.push_async_callback(line.stop)
        return {**self.world.variables, **lines}

    def _troubles(self) -> Sequence[Troubles]:
        """What goes wrong with each part."""
        kinds: dict[str, dict[str, Strike]] = {
            "mail": {**line_troubles(self._mail), "deferring": self._defers},
            "telegram": {**line_troubles(self._chat), "429": self._floods, "500": self._fails},
            "database": dict(self.place.troubles),
        }
        for node in self.tended:
            kinds[f"node {node.name}"] = node.troubles(self.plan.chance(f"jumps of {node.name}"))
        early = {f"node {NAMES[0]}": (KILL,)}
        return [
            Troubles(part, each, self.plan.chance(part), self._told, early.get(part, ()))
            for part, each in kinds.items()
        ]

    async def _defers(self, span_s: float) -> None:
        self.world.mailbox.script("rcpt", DEFERRED, times=LATER)
        await asyncio.sleep(span_s)

    async def _floods(self, span_s: float) -> None:
        wait = {"retry_after": max(1, int(span_s / 2))}
        self.world.chat.fail_next("sendMessage", 429, "Too Many Requests", wait)
        await asyncio.sleep(span_s)

    async def _fails(self, span_s: float) -> None:
        self.world.chat.fail_next("sendMessage", times=2)
        await asyncio.sleep(span_s)

    async def _let_go(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _gone(self) -> None:
        await self._let_go()
        for node in self.tended:
            await node.node.gone()


def _port() -> str:
    """A free one."""
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return str(port)
