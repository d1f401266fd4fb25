"""Durable intake against a bare aiohttp handler, in one run: `python tests/bench/intake.py`.

Servers take the same JSON posts over 1, 16 and 64 kept connections: a bare handler that reads the body and
answers 202; frontdesk accepting (200 after the commit, what a web node does); frontdesk whole, judging
meanwhile in the same process; FastAPI as people write it in an afternoon, a model, a connection and a commit
a form on SQLite as it comes; and the same by who knows SQLite well, one kept connection in WAL mode. Both are
as durable, and are left out where fastapi and uvicorn are not installed. Server and client have a core each.
Three alternating rounds, medians; CPU is the server's.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

KINDS = ("bare", "accept", "whole", "fastapi", "fastwal")
CONNECTIONS = (1, 16, 64)
BODY = (
    '{"first_name":"Jan","last_name":"Kowalski","company":"Acme Sp. z o.o.","position":"CTO",'
    '"phone":"+48 512 345 200","email":"jan%d@acme-client.example","business":"logistics",'
    '"message":"We need a customer portal with an ERP integration, please call after lunch."}'
)
FLOOR = {1: 0.20, 16: 0.30, 64: 0.40}


class Poster(asyncio.Protocol):
    """One kept connection that posts the next form as soon as the last one is answered."""

    counter = 0

    def __init__(self, load: "Load") -> None:
        self._load, self._buffer, self._began = load, b"", 0.0

    def connection_made(self, transport):
        self._transport = transport
        self._post()

    def data_received(self, data):
        self._buffer += data
        head, mark, body = self._buffer.partition(b"\r\n\r\n")
        if not mark:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        if len(body) < length:
            return
        self._buffer = b""
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 202")):
            raise SystemExit(f"refused: {head[:200]!r} {body[:200]!r}")
        self._load.times.append(time.perf_counter() - self._began)
        if time.perf_counter() < self._load.until:
            self._post()
        else:
            self._transport.close()
            self._load.open -= 1

    def _post(self):
        Poster.counter += 1
        body = (BODY % Poster.counter).encode()
        self._began = time.perf_counter()
        self._transport.write(
            b"POST /hooks/web HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"User-Agent: Mozilla/5.0\r\nAccept: */*\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )


class Load:
    """Posts over some connections for some seconds."""

    def __init__(self, seconds: float, connections: int) -> None:
        self.times: list[float] = []
        self.until, self.open = time.perf_counter() + seconds, connections

    async def run(self, port: int) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(self.open):
            await loop.create_connection(lambda: Poster(self), "127.0.0.1", port)
        while self.open:
            await asyncio.sleep(0.02)


async def serve(kind: str) -> None:
    """Serve until stdin closes; the port goes to stdout."""
    stop = await (_bare() if kind == "bare" else _frontdesk(kind))
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await stop()


async def _bare():
    from aiohttp import web

    async def take(request):
        await request.read()
        return web.Response(status=202, text='{"status": "accepted"}')

    app = web.Application()
    app.router.add_post("/hooks/{form}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    return runner.cleanup


def _fastapi(kind: str) -> None:
    """Serve until killed; the port goes to stdout."""
    import socket
    import sqlite3

    import uvicorn
    from fastapi import FastAPI
    from pydantic import BaseModel

    folder = tempfile.mkdtemp(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR"))
    connection = sqlite3.connect(f"{folder}/bench.db", check_same_thread=False)
    if kind == "fastwal":
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE forms (id INTEGER PRIMARY KEY, email TEXT, body TEXT)")
    connection.commit()
    app, insert = FastAPI(), "INSERT INTO forms (email, body) VALUES (?, ?)"

    class Lead(BaseModel):
        first_name: str
        last_name: str
        company: str
        position: str
        phone: str
        email: str
        business: str
        message: str

    async def take_well(form: str, lead: Lead):
        connection.execute(insert, (lead.email, lead.model_dump_json()))
        connection.commit()
        return {"status": "accepted"}

    def take(form: str, lead: Lead):
        own = sqlite3.connect(f"{folder}/bench.db", timeout=30)
        own.execute(insert, (lead.email, lead.model_dump_json()))
        own.commit()
        own.close()
        return {"status": "accepted"}

    app.post("/hooks/{form}")(take_well if kind == "fastwal" else take)

    # With the protocol named, asyncio switches Nagle's algorithm off; else each answer would take 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(app, loop="asyncio", log_level="error", access_log=False)
    uvicorn.Server(config).run([listener])


async def _frontdesk(kind: str):
    import structlog

    from frontdesk.app.config import read_config
    from frontdesk.app.service import Service

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    folder = tempfile.mkdtemp(prefix="frontdesk-bench-", dir=os.environ.get("BENCH_DIR"))
    variables = {"FRONTDESK_PORT": "0", "FRONTDESK_DATABASE": f"sqlite:///{folder}/bench.db"}
    service = Service(read_config(Path(__file__).parents[2], variables))
    await service.start()
    if kind == "accept":
        for loop in service._loops:
            loop.cancel()
        service._loops = []
    print(service.url.rpartition(":")[2], flush=True)
    return service.stop


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(kind: str, connections: int, seconds: float, cores: tuple[int, int]) -> dict[str, float]:
    """Requests a second, CPU microseconds each, p50 and p99 in ms."""
    command = ["taskset", "-c", str(cores[0]), sys.executable, __file__, "--serve", kind]
    command += ["--uvloop"] if "--uvloop" in sys.argv else []
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline())
        asyncio.run(Load(0.5, connections).run(port))
        load, cpu = Load(seconds, connections), _cpu_s(server.pid)
        began = time.perf_counter()
        asyncio.run(load.run(port))
        took, cpu = time.perf_counter() - began, _cpu_s(server.pid) - cpu
    finally:
        server.stdin.close()
        if kind.startswith("fast"):
            server.kill()
        server.wait(60)
    times, count = sorted(load.times), len(load.times)
    return {
        "rate": count / took,
        "cpu": cpu / count * 1e6,
        "p50": times[count // 2] * 1e3,
        "p99": times[int(count * 0.99)] * 1e3,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", choices=KINDS)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--uvloop", action="store_true", help="both servers on uvloop")
    options = parser.parse_args()
    if options.serve in ("fastapi", "fastwal"):
        return _fastapi(options.serve)
    if options.serve:
        if options.uvloop:
            import uvloop

            return uvloop.run(serve(options.serve))
        return asyncio.run(serve(options.serve))
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    print(
        f"{'conns':>5} {'server':>7} {'posts/s':>8} {'share':>6} {'floor':>6} "
        f"{'CPU µs':>7} {'p50 ms':>7} {'p99 ms':>7}"
    )
    kinds = KINDS if find_spec("fastapi") and find_spec("uvicorn") else KINDS[:-2]
    for connections in CONNECTIONS:
        rounds = {kind: [] for kind in kinds}
        for _ in range(options.rounds):
            for kind in kinds:
                rounds[kind].append(measure(kind, connections, options.seconds, (cores[0], cores[-1])))
        bare = statistics.median(r["rate"] for r in rounds["bare"])
        for kind in kinds:
            middle = {key: statistics.median(r[key] for r in rounds[kind]) for key in rounds[kind][0]}
            floor = "" if kind not in ("accept", "whole") else f"{FLOOR[connections]:.2f}"
            print(
                f"{connections:>5} {kind:>7} {middle['rate']:>8.0f} {middle['rate'] / bare:>6.2f} {floor:>6} "
                f"{middle['cpu']:>7.0f} {middle['p50']:>7.2f} {middle['p99']:>7.2f}",
                flush=True,
            )
    return None


if __name__ == "__main__":
    main()
