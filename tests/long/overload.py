"""Overload: ten times what the desk can take, for 30 s: `python tests/long/overload.py`.

Measures first how many forms a second `frontdesk serve` stores (over kept connections, or with `--fresh` over
a new one each), then offers ten times as many over up to 2,000 connections, come what may: who is answered
200 within what time, who is told to come back, what health says, what memory does, how soon all is well
again. In the end every form answered 200 must stand in the file. Exits 1 if anything is not as it must be.

Server and client have a core each. One core of a client cannot ask ten times what one core of a server
answers, so the server gets a part of its core only (`--share`): it is stopped and continued every few
milliseconds.
"""

import argparse
import asyncio
import multiprocessing
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.rush import Load
from support.vitals import descriptors, memory_mb

SLICE_S = 0.01  #: of the part of a core: so long from one beginning to the next
HEALTH_EVERY_S = 0.25


def offered(pipe, port, options):
    """In a process of its own: measure the capacity, then offer more; what became of it."""
    shape = {"fresh": options.fresh, "size": options.size}
    first = Load(port, options.saturating, **shape)
    first.saturate(1)
    capacity = first.saturate(3)
    pipe.send(capacity)
    load = Load(port, options.connections, **shape, first=10_000_000)
    count = load.offer(capacity * options.times, options.seconds)
    pipe.send(count)
    first.settle()
    load.settle()
    pipe.send((first.ids, load.ids, load.statuses, load.took, load.unsent, load.without_word, load.careless))


async def health(port, found):
    """Ask for health again and again on fresh connections; (status, seconds) each."""
    while True:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                status = int((await reader.readline())[9:12] or 0)
                writer.close()
        except (OSError, TimeoutError):
            status = 0
        found.append((status, time.perf_counter() - began))
        await asyncio.sleep(HEALTH_EVERY_S)


async def watch(pid, found):
    """Memory and descriptors, each second."""
    while True:
        found.append((memory_mb(pid), descriptors(pid)))
        await asyncio.sleep(1)


async def recovery_s(port):
    """How long until ten forms in a row, each on a fresh connection, are stored within 250 ms."""
    began, well = time.perf_counter(), 0
    while well < 10 and time.perf_counter() - began < 60:
        sent = time.perf_counter()
        one = await asyncio.to_thread(_one, port)
        well = well + 1 if one.statuses[200] and time.perf_counter() - sent < 0.25 else 0
    return time.perf_counter() - began


def _one(port):
    one = Load(port, 1, fresh=True, size=0, first=time.time_ns())
    one.post()
    return one.settle()


@contextmanager
def throttled(pid, share):
    """Give a process a part of its core only."""
    if share >= 1:
        yield
        return
    code = (
        "import os,signal,sys,time\n"
        f"pid,run,rest={pid},{SLICE_S * share},{SLICE_S * (1 - share)}\n"
        "while True:\n"
        " os.kill(pid,signal.SIGCONT); time.sleep(run); os.kill(pid,signal.SIGSTOP); time.sleep(rest)\n"
    )
    brake = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        brake.kill()
        brake.wait()
        os.kill(pid, signal.SIGCONT)


@contextmanager
def served(folder, core):
    """`frontdesk serve` on one core; process and port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
    environment = {**kept, "FRONTDESK_PORT": "0", "FRONTDESK_DATABASE": f"sqlite:///{folder}/overload.db"}
    command = ["taskset", "-c", str(core), sys.executable, "-m", "frontdesk", "--desk", folder, "serve"]
    with open(f"{folder}/log", "wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log)
    try:
        line = process.stdout.readline().decode()
        yield process, int(line.rpartition(":")[2].partition("/")[0])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def percentile(values, share):
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


async def measure(process, port, options):
    """One run; what was seen."""
    rest_mb = memory_mb(process.pid)
    ours, theirs = multiprocessing.Pipe()
    loading = multiprocessing.get_context("fork").Process(target=offered, args=(theirs, port, options))
    with throttled(process.pid, options.share):
        loading.start()
        capacity = await asyncio.to_thread(ours.recv)
        healths, seen = [], []
        watching = [asyncio.create_task(health(port, healths)), asyncio.create_task(watch(process.pid, seen))]
        count = await asyncio.to_thread(ours.recv)
        well_s = await recovery_s(port)
        first, ids, statuses, took, unsent, without_word, careless = await asyncio.to_thread(ours.recv)
        for task in watching:
            task.cancel()
    print(f"capacity {capacity:,.0f}/s; offered {count / options.seconds:,.0f}/s for {options.seconds:g} s")
    print(f"{unsent:,} of {count:,} found all {options.connections:,} connections busy")
    for status, many in sorted(statuses.items()):
        middle, high = statistics.median(took[status]) * 1e3, percentile(took[status], 0.99) * 1e3
        print(f"{status}: {many:,} ({many / options.seconds:,.0f}/s); p50 {middle:.0f} ms, p99 {high:.0f} ms")
    print(f"ended without an answer: {without_word:,}; refused without Retry-After: {careless:,}")
    slow_s = max(took for _, took in healths)
    print(f"health: {dict(Counter(status for status, _ in healths))}, slowest {slow_s * 1e3:.0f} ms")
    print(f"memory: {rest_mb:.0f} MB at rest, then {' '.join(f'{mb:.0f}' for mb, _ in seen)}")
    print(f"descriptors: at most {max(fds for _, fds in seen)}; recovered after {well_s:.2f} s")
    half = seen[len(seen) // 2][0]
    missed = {
        "accepted p99 below 1 s": percentile(took[200], 0.99) < 1,
        "each told when to come back": not careless,
        "nobody without an answer": not without_word,
        "health within 1 s": slow_s < 1,
        "recovered within 5 s": well_s <= 5,
        "memory flat": seen[-1][0] - half < 15,
    }
    return [*first, *ids], [name for name, well in missed.items() if not well]


def lost(folder, ids):
    """How many of these submissions are not in the file."""
    with closing(sqlite3.connect(f"{folder}/overload.db")) as connection:
        stored = {row for (row,) in connection.execute("SELECT id FROM submissions")}
    return len({int(each, 16) for each in ids} - stored)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--times", type=float, default=10)
    parser.add_argument("--connections", type=int, default=2000)
    parser.add_argument("--saturating", type=int, default=64, help="connections when capacity is measured")
    parser.add_argument("--fresh", action="store_true", help="a connection for each form")
    parser.add_argument("--size", type=int, default=0, help="more characters in each message")
    parser.add_argument("--share", type=float, default=0.2, help="part of a core that the server gets")
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    folder = tempfile.mkdtemp(prefix="frontdesk-overload-", dir=os.environ.get("BENCH_DIR"))
    with served(folder, cores[0]) as (process, port):
        ids, missed = asyncio.run(measure(process, port, options))
    missing = lost(folder, ids)
    print(f"answered 200: {len(ids):,}; of these not in the file: {missing}")
    print("not as it must be: " + "; ".join(missed) if missed else "all as it must be")
    sys.exit(bool(missing or missed))


if __name__ == "__main__":
    main()
