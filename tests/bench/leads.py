"""Leads a second, from the form to the letter: `python tests/bench/leads.py`.

- `one core`: one process pinned to one core accepts forms, judges them and sends their letters, at once; to a
  channel in the process, then over sockets to a mail server on the other core.
- `backlog`: forms that were accepted before wait in the database; one worker, then two, judge them and send
  their letters over sockets. On PostgreSQL, whose server shares the cores.

Medians of the rounds. Cards are written, but no chat is there to show them: a chat takes 20 a minute.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import structlog

from frontdesk.app.config import read_config
from frontdesk.app.service import Service
from frontdesk.desk.node import Part
from frontdesk.intake.read import read
from frontdesk.intake.request import Request
from frontdesk.rules.rules import Form
from support import postgres
from support.stored import count

BODY = (
    '{"first_name":"Jan","last_name":"Kowalski","company":"Acme Sp. z o.o.","position":"CTO",'
    '"phone":"+48 512 345 200","email":"jan%d@acme-client.example","business":"logistics",'
    '"message":"We need a customer portal with an ERP integration, please call after lunch."}'
)
MANY = 10_000_000
AT_ONCE = 64


class Nothing:
    """A channel that takes every letter at once."""

    async def send(self, delivery):
        """Taken."""


class Counted:
    """A channel that counts what went out: asking the database all the time would be part of the measure."""

    def __init__(self, channel):
        self._channel, self.count = channel, 0

    async def send(self, delivery):
        """Hand it on."""
        await self._channel.send(delivery)
        self.count += 1


class Sink(asyncio.Protocol):
    """A mail server that says yes and keeps nothing."""

    taken = 0  #: letters of all connections

    def connection_made(self, transport):
        self._transport, self._buffer, self._data = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self._buffer += data
        while True:
            end = b"\r\n.\r\n" if self._data else b"\r\n"
            line, found, rest = self._buffer.partition(end)
            if not found:
                return
            self._buffer = rest
            self._answer(line[:4].upper())

    def _answer(self, verb):
        if self._data:
            self._data = False
            Sink.taken += 1
            self._transport.write(b"250 taken\r\n")
        elif verb == b"DATA":
            self._data = True
            self._transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self._transport.write(b"221 bye\r\n")
            self._transport.close()
        else:
            self._transport.write(b"250 sink\r\n")


def service(url: str, smtp: str, part: Part) -> Service:
    """A desk that may write as many letters as it likes."""
    variables = {"DATABASE": url, "SMTP": smtp, "MAIL_FROM": "Acme <hello@acme.example>", "PORT": "0"}
    config = read_config(
        Path(__file__).parents[2], {f"FRONTDESK_{k}": v for k, v in variables.items() if v or k != "SMTP"}
    )
    rules = replace(config.rules, letters_per_hour=MANY, letters_per_domain_minute=MANY)
    return Service(replace(config, rules=rules), part=part, listens=False)


async def accept(desk, numbers: range) -> None:
    """Accept forms, `AT_ONCE` at a time."""
    rules, waiting = desk.judge.rules, iter(numbers)

    async def visit():
        for number in waiting:
            came = Request(
                method="POST",
                url="http://127.0.0.1/hooks/web",
                headers={"content-type": "application/json"},
                body=(BODY % number).encode(),
                received_at=datetime.now(UTC),
            )
            [found] = read(came, Form(name="web"), rules.labels).submissions
            await desk.accept("web", came, found)

    await asyncio.gather(*(visit() for _ in range(AT_ONCE)))


async def sent(url: str, wanted: int, out: Callable[[], int]) -> None:
    """Wait until so many letters are out, and written down as sent."""
    while out() < wanted:
        await asyncio.sleep(0.005)
    while await asyncio.to_thread(count, url, "deliveries", "state = 'sent'") < wanted:
        await asyncio.sleep(0.02)


async def one_core(url: str, smtp: str, leads: int) -> float:
    """Leads a second of this process, all at once."""
    running = service(url, smtp or "smtp://127.0.0.1:1", Part.ALL)
    mail = running._work._mailing._mail
    channel = mail._channel = Counted(mail._channel if smtp else Nothing())
    await running.start()
    await accept(running.desk, range(200))
    await sent(url, 200, lambda: channel.count)
    began = time.perf_counter()
    await accept(running.desk, range(1_000, 1_000 + leads))
    await sent(url, 200 + leads, lambda: channel.count)
    took = time.perf_counter() - began
    await running.stop()
    return leads / took


async def work(url: str, smtp: str) -> None:
    """A worker until stdin closes."""
    running = service(url, smtp, Part.WORKER)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await running.start()
    await asyncio.to_thread(sys.stdin.readline)
    await running.stop()


async def backlog(url: str, smtp: str, leads: int, workers: int) -> float:
    """Leads a second that so many workers bring from the database to the mail server."""
    door = service(url, "", Part.WEB)
    await door.start()
    await accept(door.desk, range(leads))
    await door.stop()
    crew = [
        subprocess.Popen(
            [sys.executable, __file__, "--work", url, "--smtp", smtp],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(workers)
    ]
    for worker in crew:
        await asyncio.to_thread(worker.stdout.readline)
    before, began = Sink.taken, time.perf_counter()
    for worker in crew:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    await sent(url, leads, lambda: Sink.taken - before)
    took = time.perf_counter() - began
    for worker in crew:
        worker.stdin.close()
        worker.wait(60)
    return leads / took


async def sinking(measure) -> float:
    """Measure with a mail server in this process."""
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    try:
        return await measure(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    finally:
        server.close()


def pinned(url: str, smtp: str, leads: int, core: int) -> float:
    """`one_core` in a process of its own."""
    command = ["taskset", "-c", str(core), sys.executable, __file__, "--one", url]
    command += ["--leads", str(leads), "--smtp", smtp]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def database(engine: str):
    """An empty one, and its address."""
    if engine == "postgresql":
        return postgres.a_database(engine)
    folder = tempfile.mkdtemp(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR"))
    return nullcontext(f"sqlite:///{folder}/bench.db")


def show(name: str, rates: list[float], floor: str = "") -> None:
    """One line."""
    print(f"{name:44} {statistics.median(rates):8.0f} leads/s   {floor}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", metavar="URL")
    parser.add_argument("--work", metavar="URL")
    parser.add_argument("--smtp", default="")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    if options.one:
        return print(asyncio.run(one_core(options.one, options.smtp, options.leads)))
    if options.work:
        return asyncio.run(work(options.work, options.smtp))
    cores, leads = sorted(os.sched_getaffinity(0)), options.leads
    for engine in postgres.ENGINES:
        inside, sockets = [], []
        for _ in range(options.rounds):
            with database(engine) as url:
                inside.append(pinned(url, "", leads, cores[0]))
            with database(engine) as url:
                sockets.append(
                    asyncio.run(
                        sinking(lambda smtp, url=url: asyncio.to_thread(pinned, url, smtp, leads, cores[0]))
                    )
                )
        show(f"one core, {engine}, channel in the process", inside, "at least 800")
        show(f"one core, {engine}, SMTP over a socket", sockets, "at least 200")
    rates = {1: [], 2: []}
    for _ in range(options.rounds):
        for workers in rates:
            with database("postgresql") as url:
                one = sinking(lambda smtp, url=url, n=workers: backlog(url, smtp, leads, n))
                rates[workers].append(asyncio.run(one))
    for workers, found in rates.items():
        show(f"backlog on postgresql, workers: {workers}", found)
    gain = statistics.median(rates[2]) / statistics.median(rates[1])
    print(f"two workers against one: {gain:.2f} times; at least 1.25")
    return None


if __name__ == "__main__":
    main()
