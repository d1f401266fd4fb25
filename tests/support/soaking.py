"""Soaking: a desk of one node or more, in a world where everything goes wrong, and its figures meanwhile."""

import asyncio
import random
import socket
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from aiohttp import ClientSession

from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import cards, deliveries, submissions
from support.crashing import Ledger
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
EARLY = 1 / 3  #: of the time: then the first node is killed no more
FORM_KB = 64  #: of disk for each, with all that comes of it
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


class Soak:
    """One run; `async with a_soak(…)` makes it."""

    def __init__(self, plan: Plan, told: Told) -> None:
        self.plan, self._told = plan, told
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self, stack: AsyncExitStack, folder: Path) -> None:
        """Start the world and every node."""
        size_mb = 64 + int(self.plan.minutes * 60 * self.plan.rate) * FORM_KB // 1024
        self.place = await stack.enter_async_context(
            a_place(self.plan.engine, folder, size_mb, self._chance("line to the database"))
        )
        (folder / "world").mkdir()
        self.world = World(folder / "world", DATABASE=self.place.url, **QUICK)
        stack.push_async_callback(self.world.close)
        await self.world.start_peers()
        self._mail, self._chat = Wire(self._chance("line to mail")), Wire(self._chance("line to telegram"))
        lines = {
            "FRONTDESK_SMTP": await self._mail.start(self.world.mailbox.url),
            "FRONTDESK_TELEGRAM_API": await self._chat.start(self.world.chat.url),
        }
        session = await stack.enter_async_context(ClientSession())
        self.tended = [
            Tended(name, folder / name, session, {**self.world.variables, **lines, "FRONTDESK_PORT": _port()})
            for name in NAMES[: self.plan.nodes]
        ]
        stack.push_async_callback(self._end, self._mail, self._chat)
        self.ledger, self.letters = Ledger(self.place.own_url, folder), Letters(self.world)
        every = max(2, round(CARD_EVERY_S * self.plan.rate))
        self.senders = Senders([each.node for each in self.tended], session, self.plan.rate, every)
        for node in self.tended:
            self._tasks.append(asyncio.create_task(node.run()))
            await until(lambda node=node: node.lives, 60)
        self._tasks.append(asyncio.create_task(self.letters.run()))
        self._troubles()

    async def rage(self) -> None:
        """Post for so long, while everything goes wrong; in the end all is mended."""
        began = time.monotonic()
        ends_at = began + self.plan.minutes * 60
        posting = asyncio.create_task(self.senders.run())
        running = [part.run(ends_at) for part in self._parts.values()]
        dying = self._dying.run(began + self.plan.minutes * 60 * EARLY)
        await asyncio.gather(*running, dying)
        await asyncio.sleep(max(ends_at - time.monotonic(), 0))
        posting.cancel()
        await asyncio.gather(posting, return_exceptions=True)

    async def calm(self, timeout_s: float) -> bool:
        """Wait until every form is answered and nothing is due; whether it came to that."""
        ends_at = time.monotonic() + timeout_s
        await self.senders.answers(timeout_s)
        quiet = False
        with suppress(TimeoutError):
            while not quiet and time.monotonic() < ends_at:
                await asyncio.sleep(1)
                quiet = await asyncio.to_thread(self.ledger.is_quiet)
        self.letters.look()
        return quiet

    def figures(self) -> str:
        """One line on where all stands."""
        posted = f"posted {self.senders.posted}, answered 200 {len(self.senders.answered)}"
        return f"{posted}, {self._stored()} | {', '.join(self._weights())}"

    def _stored(self) -> str:
        count = self.ledger.count
        try:
            judged = count("submissions", submissions.c.state == "judged")
            told = [f"stored {count('submissions')}", f"judged {judged}"]
            open_ = {
                "due": ("due", "claimed"),
                "unsure": ("unsure",),
                "held": ("held",),
            }
            for name, states in open_.items():
                letters = count("deliveries", IS_LETTER, deliveries.c.state.in_(states))
                told.append(f"{name} {letters} + {count('cards', cards.c.state.in_(states))}")
            shown = count("cards", cards.c.message_id.is_not(None))
        except sa.exc.OperationalError:
            told, shown = ["the database is away"], -1
        letters = f"letters at the sink {sum(self.letters.copies.values())}"
        return ", ".join([*told[:2], letters, *([f"cards {shown}"] if shown >= 0 else []), *told[2:]])

    def _weights(self) -> list[str]:
        lives = [(node.name, node.lives[-1].samples) for node in self.tended if node.lives]
        return [
            f"{name} {seen[-1].memory_mb:.1f} MB {seen[-1].descriptors} fds" for name, seen in lives if seen
        ]

    def _troubles(self) -> None:
        """What goes wrong with each part; the first node dies in the first part only: one life is long."""
        kinds: dict[str, dict[str, Strike]] = {
            "mail": {**line_troubles(self._mail), "deferring": self._defers},
            "telegram": {**line_troubles(self._chat), "429": self._floods, "500": self._fails},
            "database": dict(self.place.troubles),
        }
        for node in self.tended:
            name = f"node {node.name}"
            kinds[name] = node.troubles(self._chance(f"jumps of {name}"))
        first = f"node {NAMES[0]}"
        kill = {KILL: kinds[first].pop(KILL)}
        self._dying = Troubles(first, kill, self._chance(f"deaths of {first}"), self._told)
        self._parts = {
            part: Troubles(part, each, self._chance(part), self._told) for part, each in kinds.items()
        }

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

    async def stop(self) -> list[int]:
        """Ask every node to end, and look no more; their exit codes."""
        await self._let_go()
        return [await node.end() for node in self.tended]

    def struck(self) -> list[str]:
        """How often each thing went wrong."""
        every = [*self._parts.values(), self._dying]
        return [f"{each.part}: {kind} {count}" for each in every for kind, count in each.struck.items()]

    async def _let_go(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _end(self, *wires: Wire) -> None:
        await self._let_go()
        for node in self.tended:
            await node.node.gone()
        for wire in wires:
            await wire.stop()

    def _chance(self, of: str) -> random.Random:
        return random.Random(f"{self.plan.seed}:{of}")


def _port() -> str:
    """A free one."""
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return str(port)
