"""Mail: how soon a letter is at the server, and how many go over four lines: `python tests/bench/mail.py`.

- `post to mail`: forms at 50 a second to a desk on one core; until the sink, on the other, has taken the
  letter. Judged, written and sent by one process on SQLite, every commit on disk.
- `bare`: aiosmtplib's own `sendmail` over four connections, the same letters to the same sink. `channel`:
  ours alone. `outbox`: the whole of it: claimed from the database, sent, and written down as sent.

Rounds alternate; medians of them. The sink has the other core to itself, but for what else the machine does.
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
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlalchemy as sa
import structlog
from aiohttp import ClientSession
from aiosmtplib import SMTP

from frontdesk.app.config import read_config
from frontdesk.app.service import Service
from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.desk.wake import Wake
from frontdesk.messages.mail import compose
from frontdesk.model.delivery import Delivery, Letter
from frontdesk.store import tables
from frontdesk.store.database import Database
from frontdesk.worker.mail import Mail
from frontdesk.worker.mail_plan import MailPlan
from frontdesk.worker.outcomes import Retries

LINES, MANY = 4, 10_000_000
FORM = {
    "first_name": "Jan",
    "last_name": "Kowalski",
    "company": "Acme Sp. z o.o.",
    "position": "CTO",
    "phone": "+48 512 345 200",
    "business": "logistics",
    "message": "We need a customer portal with an ERP integration, please call after lunch.",
}
LIMITS = {"timeout": timedelta(seconds=30), "final_timeout": timedelta(seconds=30)}


class Sink(asyncio.Protocol):
    """A mail server that says yes, and keeps who got a letter and when."""

    taken: ClassVar[dict[str, float]] = {}

    def connection_made(self, transport):
        self._transport, self._buffer, self._data, self._to = transport, b"", False, ""
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self._buffer += data
        while True:
            line, found, rest = self._buffer.partition(b"\r\n.\r\n" if self._data else b"\r\n")
            if not found:
                return
            self._buffer = rest
            self._answer(line)

    def _answer(self, line):
        verb = line[:4].upper()
        if self._data:
            self._data = False
            Sink.taken[self._to] = time.monotonic()
            self._transport.write(b"250 taken\r\n")
        elif verb == b"DATA":
            self._data = True
            self._transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self._transport.write(b"221 bye\r\n")
            self._transport.close()
        else:
            self._to = line[9:-1].decode() if verb == b"RCPT" else self._to
            self._transport.write(b"250 sink\r\n")


def a_letter(number: int) -> Delivery:
    """About what the shipped templates make: 4 KB."""
    to, id_ = f"jan{number}@client.example", f"<{number}@acme.example>"
    letter = Letter(
        name="x",
        language="en",
        subject="Your request",
        text="Hello Jan,\n" * 40,
        html="<p>Hello Jan,</p>\n" * 120,
    )
    at = datetime(2026, 11, 20, tzinfo=UTC)
    body = compose(letter, to=to, sender="Acme <hello@acme.example>", reply_to=None, message_id=id_, at=at)
    return Delivery(id=number, lead=1, to=to, body=body, message_id=id_)


async def bare(port: int, letters: list[Delivery]) -> float:
    """aiosmtplib as its README has it, over kept connections."""
    lines = [SMTP(hostname="127.0.0.1", port=port) for _ in range(LINES)]
    for line in lines:
        await line.connect()
    waiting = iter(letters)

    async def work(line):
        for one in waiting:
            await line.sendmail("hello@acme.example", [one.to], one.body)

    return await timed(asyncio.gather(*(work(line) for line in lines)))


async def channel(port: int, letters: list[Delivery]) -> float:
    """Ours, without the database."""
    own = EmailChannel(f"smtp://127.0.0.1:{port}", "hello@acme.example", **LIMITS)
    waiting = iter(letters)

    async def work():
        for one in waiting:
            await own.send(one)

    return await timed(asyncio.gather(*(work() for _ in range(LINES))))


async def outbox(port: int, letters: list[Delivery]) -> float:
    """From the row that is due to the row that is sent."""
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR")))
    db, wake = Database("sqlite:///mail.db", desk=folder), Wake()
    now = datetime.now(UTC)
    rows = [
        {
            "id": one.id,
            "key": f"letter:{one.id}",
            "channel": "email",
            "lead": 1,
            "recipient": one.to,
            "letter": "x",
            "message_id": one.message_id,
            "body": one.body,
            "state": "due",
            "due_at": now,
            "created_at": now,
        }
        for one in letters
    ]
    await db.write(lambda c: c.execute(sa.insert(tables.leads), [{"created_at": now}]) and None)
    await db.write(lambda c: c.execute(sa.insert(tables.deliveries), rows) and None)
    own = EmailChannel(f"smtp://127.0.0.1:{port}", "hello@acme.example", **LIMITS)
    plan = MailPlan(
        node="bench",
        per_hour=MANY,
        per_domain=MANY,
        retries=Retries(deferred=(timedelta(minutes=1),), unsure=timedelta(minutes=10)),
        poll=timedelta(seconds=1),
    )
    mail = Mail(db, own, wake, lambda: datetime.now(UTC), plan)
    due = sa.select(sa.func.count()).where(tables.deliveries.c.state != "sent")

    async def work():
        loop = asyncio.create_task(mail.run())
        while await db.read(lambda c: c.execute(due).scalar()):
            await asyncio.sleep(0.02)
        wake.stop()
        await loop

    took = await timed(work())
    await own.close()
    await db.close()
    return took


async def timed(work) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def serve(smtp: str, folder: str) -> None:
    """A desk until stdin closes; tells where it listens."""
    variables = {"SMTP": smtp, "MAIL_FROM": "Acme <hello@acme.example>", "PORT": "0", "DNS": "off"}
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


async def latency(port: int, core: int, seconds: float, rate: int) -> list[float]:
    """ms from the POST to the letter, for each form."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        command = ["taskset", "-c", str(core), sys.executable, __file__]
        command += ["--serve", f"smtp://127.0.0.1:{port}", "--folder", folder]
        desk = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        url = (await asyncio.to_thread(desk.stdout.readline)).strip()
        posted: dict[str, float] = {}
        async with ClientSession() as session:

            async def post(number: int) -> None:
                address = f"job{number}@client{number}.example"
                posted[address] = time.monotonic()
                async with session.post(f"{url}/hooks/web", json={**FORM, "email": address}) as answer:
                    assert answer.status == 200, await answer.text()

            warm = 50
            began, tasks = time.monotonic(), []
            for number in range(warm + int(seconds * rate)):
                await asyncio.sleep(max(began + number / rate - time.monotonic(), 0))
                tasks.append(asyncio.create_task(post(number)))
            await asyncio.gather(*tasks)
            while not posted.keys() <= Sink.taken.keys():
                await asyncio.sleep(0.05)
        desk.stdin.close()
        await asyncio.to_thread(desk.wait, 30)
    return [1000 * (Sink.taken[to] - at) for to, at in list(posted.items())[warm:]]


async def sinking() -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)


async def sink_alone() -> None:
    """A sink until stdin closes; tells its port."""
    server = await sinking()
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.readline)


def shares(core: int, other: int, letters: int, rounds: int) -> None:
    """Letters a second of each way."""
    command = ["taskset", "-c", str(other), sys.executable, __file__, "--sink"]
    sink = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = sink.stdout.readline().strip()
    rates = {"bare": [], "channel": [], "outbox": []}
    for _ in range(rounds):
        for way in rates:
            command = ["taskset", "-c", str(core), sys.executable, __file__, "--way", way, "--port", port]
            done = subprocess.run(
                [*command, "--letters", str(letters)], capture_output=True, text=True, check=True
            )
            rates[way].append(letters / json.loads(done.stdout))
    sink.stdin.close()
    sink.wait(10)
    found = {way: statistics.median(each) for way, each in rates.items()}
    for way, rate in found.items():
        floor = "" if way == "bare" else "at least 0.60, aim 0.85"
        share = statistics.median(mine / bare for mine, bare in zip(rates[way], rates["bare"], strict=True))
        print(f"{way:8} {rate:8.0f} letters/s  {share:.2f}  {floor}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=int, default=50)
    for hidden in ("--way", "--port", "--serve", "--folder"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--sink", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    if options.sink:
        return asyncio.run(sink_alone())
    if options.serve:
        return asyncio.run(serve(options.serve, options.folder))
    if options.way:
        letters = [a_letter(number) for number in range(1, options.letters + 1)]
        ways = {"bare": bare, "channel": channel, "outbox": outbox}
        return print(asyncio.run(ways[options.way](int(options.port), letters)))
    cores = sorted(os.sched_getaffinity(0))
    print(f"load {os.getloadavg()[0]:.1f} at the start")
    shares(cores[0], cores[-1], options.letters, options.rounds)
    os.sched_setaffinity(0, {cores[-1]})
    found = []
    for _ in range(options.rounds):
        Sink.taken.clear()
        found.append(asyncio.run(one_latency(cores[0], options)))
    for name, part, told in (("p50", 0.50, "at least 5, aim 3"), ("p99", 0.99, "at least 20, aim 8")):
        each = [sorted(ms)[int(len(ms) * part)] for ms in found]
        rounds = " ".join(f"{ms:.1f}" for ms in each)
        print(f"post to mail {name} {statistics.median(each):6.1f} ms  {told}; rounds: {rounds}")
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    return None


async def one_latency(core: int, options: argparse.Namespace) -> list[float]:
    server = await sinking()
    try:
        return await latency(server.sockets[0].getsockname()[1], core, options.seconds, options.rate)
    finally:
        server.close()


if __name__ == "__main__":
    main()
