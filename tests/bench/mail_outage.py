"""Outage: how soon a form is answered while the mail server is away: `python tests/bench/mail_outage.py`.

Forms at 50 a second to one desk on one core, from the other: while the mail server takes letters, while it
refuses connections, and while it lets us in and then says nothing. After each outage it comes back, and all
letters that wait must arrive once, over no more lines than the settings have. Rounds alternate.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parents[1]))

import structlog
from aiohttp import ClientSession

from bench.mail import FORM, LINES, MANY, Sink
from frontdesk.app.config import read_config
from frontdesk.app.service import Service

PHASES = ("up", "refusing", "silent")
#: Seconds until all that waits must be out: it rests 20 s at most, and a silent line is given up after 3.
DRAINED_S = 120
SETTINGS = {"LETTER_RETRIES": "4s,10s", "SMTP_TIMEOUT": "3s", "SMTP_CONNECTIONS": str(LINES), "DNS": "off"}


class Counting(Sink):
    """The sink, which also counts how often each letter came and how many lines were open."""

    times: ClassVar[Counter[str]] = Counter()
    lines: ClassVar[set["Counting"]] = set()
    most: ClassVar[int] = 0

    def connection_made(self, transport):
        super().connection_made(transport)
        self.lines.add(self)
        Counting.most = max(Counting.most, len(self.lines))

    def connection_lost(self, error):
        self.lines.discard(self)

    def _answer(self, line):
        if self._data:
            self.times[self._to] += 1
        super()._answer(line)


class Silent(asyncio.Protocol):
    """Lets everybody in and says nothing."""

    lines: ClassVar[set["Silent"]] = set()
    met: ClassVar[int] = 0  #: connections

    def connection_made(self, transport):
        self.transport = transport
        self.lines.add(self)
        Silent.met += 1

    def connection_lost(self, error):
        self.lines.discard(self)


class Mailbox:
    """A mail server that comes and goes on one port."""

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self.port = 0

    async def become(self, phase: str) -> None:
        """End what it did, lines and all, and do that."""
        if self._server:
            self._server.close()
            for line in [*Counting.lines, *Silent.lines]:
                (getattr(line, "transport", None) or line._transport).abort()
            self._server = None
        if phase == "refusing":
            return
        kind = Silent if phase == "silent" else Counting
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(kind, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]


async def serve(smtp: str, folder: str) -> None:
    """A desk until stdin closes; tells where it listens."""
    variables = {"SMTP": smtp, "MAIL_FROM": "Acme <hello@acme.example>", "PORT": "0", **SETTINGS}
    variables["DATABASE"] = f"sqlite:///{folder}/desk.db"
    config = read_config(Path(__file__).parents[2], {f"FRONTDESK_{k}": v for k, v in variables.items()})
    # All forms come from one machine and say the same: they would be quarantined.
    guards = {**config.rules.guards, "repeated_text": "watch", "rate": "watch"}
    rules = replace(config.rules, letters_per_hour=MANY, letters_per_domain_minute=MANY, guards=guards)
    running = Service(replace(config, rules=rules))
    await running.start()
    print(running.url, flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await running.stop()


@asynccontextmanager
async def a_desk(port: int, core: int) -> AsyncIterator[str]:
    """A desk of its own process on that core: its address."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        command = ["taskset", "-c", str(core), sys.executable, __file__]
        command += ["--serve", f"smtp://127.0.0.1:{port}", "--folder", folder]
        desk = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        yield (await asyncio.to_thread(desk.stdout.readline)).strip()
        desk.stdin.close()
        await asyncio.to_thread(desk.wait, 30)


async def posted(session: ClientSession, url: str, name: str, options: argparse.Namespace) -> list[float]:
    """ms from each form to its answer."""

    async def post(number: int) -> float:
        form, began = {**FORM, "email": f"job{number}@{name}-{number}.example"}, time.monotonic()
        async with session.post(f"{url}/hooks/web", json=form) as answer:
            assert answer.status == 200, await answer.text()
            return 1000 * (time.monotonic() - began)

    began, tasks = time.monotonic(), []
    for number in range(int(options.seconds * options.rate)):
        await asyncio.sleep(max(began + number / options.rate - time.monotonic(), 0))
        tasks.append(asyncio.create_task(post(number)))
    return await asyncio.gather(*tasks)


async def drained(many: int) -> float:
    """Seconds until so many letters are there."""
    began = time.monotonic()
    async with asyncio.timeout(DRAINED_S):
        while len(Counting.times) < many:
            await asyncio.sleep(0.02)
    return time.monotonic() - began


async def rounds(options: argparse.Namespace, core: int) -> None:
    mailbox, found, many = Mailbox(), {phase: [] for phase in PHASES}, 0
    await mailbox.become("up")
    async with a_desk(mailbox.port, core) as url, ClientSession() as session:
        warm = argparse.Namespace(seconds=2, rate=options.rate)
        many += len(await posted(session, url, "warm", warm))
        await drained(many)
        for number in range(options.rounds):
            for phase in PHASES:
                await mailbox.become(phase)
                ms = sorted(await posted(session, url, f"{phase}{number}", options))
                many += len(ms)
                found[phase].append((ms[len(ms) // 2], ms[int(len(ms) * 0.99)]))
                if phase != "up":
                    await mailbox.become("up")
                waited = await drained(many)
                p50, p99 = found[phase][-1]
                told = f"all letters there after {waited:.1f} s"
                print(
                    f"round {number + 1}  {phase:9} p50 {p50:5.1f} ms  p99 {p99:6.1f} ms  {told}", flush=True
                )
        await asyncio.sleep(1)  # a copy would come now
    tell(found, many)


def tell(found: dict[str, list[tuple[float, float]]], many: int) -> None:
    """Medians of the rounds, and what became of the letters."""
    for place, name in enumerate(("p50", "p99")):
        for phase in PHASES:
            ms = statistics.median(each[place] for each in found[phase])
            share = statistics.median(
                down[place] / up[place] for down, up in zip(found[phase], found["up"], strict=True)
            )
            floor = "  at most 1.20" if phase != "up" and place else ""
            print(f"{name} {phase:9} {ms:6.1f} ms  {share:.2f} of up{floor}")
    copies = sum(Counting.times.values()) - len(Counting.times)
    print(f"letters {len(Counting.times)} of {many}, copies {copies}")
    print(f"lines at once {Counting.most} of {LINES}, connections while it was silent {Silent.met}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=int, default=50)
    for hidden in ("--serve", "--folder"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    if options.serve:
        return asyncio.run(serve(options.serve, options.folder))
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    print(f"load {os.getloadavg()[0]:.1f} at the start")
    asyncio.run(rounds(options, cores[0]))
    return print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
