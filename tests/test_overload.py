"""Overload: more than the desk can take is refused at once, and what it took is stored."""

import asyncio
import json
import os
import resource
import sqlite3
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path

from frontdesk.web.admission import FEW, MANY, OLDEST_S
from frontdesk.web.listener import most_connections
from support.stored import count, rows
from support.world import a_form, a_world
from web.raw import Answer, all_of, answers, connected, one, request
from web.served import a_served

LIVE = request(method="GET", path="/health/live")
PATIENCE_S = 60.0


def _form(number: int, **fields: str) -> bytes:
    return request(json.dumps(a_form(email=f"a{number}@acme-client.example", **fields)))


@contextmanager
def _locked(desk):
    """Another process writes, and does not end: whatever comes is more than can be stored."""
    with closing(sqlite3.connect(desk / "test.db", isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


class Wave:
    """Forms that were posted, each over a connection of its own."""

    def __init__(self, url: str, numbers: range) -> None:
        self.took_s: dict[asyncio.Task[Answer], float] = {}
        self._began = time.monotonic()
        self.tasks = [asyncio.create_task(self._post(url, number)) for number in numbers]

    async def _post(self, url: str, number: int) -> Answer:
        answer = await one(url, _form(number), PATIENCE_S)
        self.took_s[asyncio.current_task()] = time.monotonic() - self._began
        return answer

    @property
    def answered(self) -> list[Answer]:
        """The answers so far."""
        return [task.result() for task in self.tasks if task.done()]

    async def until_answered(self, number: int) -> None:
        """Wait for so many answers."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.answered) < number:
                await asyncio.sleep(0.01)


def _memory_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def test_what_is_more_than_can_wait_is_refused_and_the_rest_is_stored(tmp_path):
    async with a_served(tmp_path, WRITE_WAIT="300s") as served:
        await served.start()
        assert (await one(served.url, _form(0))).status == 200
        before_mb = _memory_mb(served.pid)
        with _locked(tmp_path):
            first = Wave(served.url, range(1, MANY + 201))
            await first.until_answered(200)
            later = []
            for start in range(1_000, 3_000, 200):
                later.append(Wave(served.url, range(start, start + 200)))
                await later[-1].until_answered(200)
            refused = [answer for wave in (first, *later) for answer in wave.answered]
            live = await one(served.url, LIVE)
            grown_mb = _memory_mb(served.pid) - before_mb
        taken = await asyncio.gather(*(task for task in first.tasks if task not in first.took_s))
        after = await one(served.url, _form(5_000))

    assert Counter(answer.status for answer in refused) == {503: len(refused)}
    assert len(refused) >= 2_200
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert {frozenset(answer.json) for answer in refused} == {frozenset({"error"})}
    assert live.status == 200
    assert grown_mb < 60
    assert len(taken) >= FEW
    assert {answer.status for answer in (*taken, after)} == {200}
    stored = {id for (id,) in rows(tmp_path, "SELECT id FROM submissions")}
    assert {int(answer.json["id"], 16) for answer in taken} < stored
    assert len(stored) == len(taken) + 2


async def test_a_few_wait_as_long_as_the_database_is_locked(tmp_path):
    async with a_world(tmp_path) as world:
        with _locked(tmp_path):
            first = Wave(world.service.url, range(FEW // 2))
            await asyncio.sleep(OLDEST_S + 0.5)
            then = Wave(world.service.url, range(FEW // 2, FEW - 1))
            for _ in range(3):
                assert (await one(world.service.url, LIVE)).status == 200
            assert first.answered + then.answered == []

        assert {answer.status for answer in await asyncio.gather(*first.tasks, *then.tasks)} == {200}
        assert count(tmp_path, "submissions") == FEW - 1


async def test_a_form_refused_on_a_kept_connection_can_be_sent_again_on_it(tmp_path):
    kept = request(json.dumps(a_form()), Connection="keep-alive")
    async with a_world(tmp_path, WRITE_WAIT="300s") as world:
        reader, writer = await connected(world.service.url)
        writer.write(kept)
        first = await _next(reader)
        with _locked(tmp_path):
            wave = Wave(world.service.url, range(FEW))
            for _ in range(3):
                assert (await one(world.service.url, LIVE)).status == 200
            await asyncio.sleep(OLDEST_S + 0.1)
            writer.write(kept)
            refused = await _next(reader)
        await asyncio.gather(*wave.tasks)
        writer.write(kept)
        again = await _next(reader)
        writer.close()

    assert [answer.status for answer in (first, refused, again)] == [200, 503, 200]


async def _next(reader: asyncio.StreamReader) -> Answer:
    async with asyncio.timeout(PATIENCE_S / 4):
        [bare] = answers(await reader.readuntil(b"\r\n\r\n"))
        return Answer(status=bare.status, headers=bare.headers, body=await reader.readexactly(bare.length))


async def test_bodies_that_never_end_fill_no_memory_and_keep_no_small_form_out(tmp_path):
    async with a_served(tmp_path, BODY_TIMEOUT="60s") as served, AsyncExitStack() as stack:
        await served.start()
        before_mb = _memory_mb(served.pid)
        head = request(b"", Content_Length="250000")
        readers = []
        for _ in range(150):
            reader, writer = await connected(served.url)
            stack.callback(writer.close)
            writer.write(head + b" " * 200_000)
            readers.append(asyncio.create_task(all_of(reader)))
        async with asyncio.timeout(PATIENCE_S):
            while sum(reader.done() for reader in readers) < 50:
                await asyncio.sleep(0.05)
        small = await one(served.url, _form(1))
        grown_mb = _memory_mb(served.pid) - before_mb
        told = [answer for reader in readers if reader.done() for answer in answers(reader.result())]
        for reader in readers:
            reader.cancel()

    assert small.status == 200
    assert {answer.status for answer in told} == {503}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in told)
    assert grown_mb < 120


async def test_when_all_connections_are_taken_health_is_answered_and_forms_are_told_to_come_back(tmp_path):
    command = f"ulimit -n 400; exec {sys.executable} -m frontdesk --desk {tmp_path} serve"
    async with a_served(tmp_path, "sh", "-c", command) as served, AsyncExitStack() as stack:
        await served.start()
        idle = [await connected(served.url) for _ in range(250)]
        for _, writer in idle:
            stack.callback(writer.close)
        told = [asyncio.create_task(all_of(reader)) for reader, _ in idle]
        async with asyncio.timeout(PATIENCE_S):
            while sum(each.done() for each in told) < 250 - most_connections(400):
                await asyncio.sleep(0.01)
        refused = await one(served.url, _form(1))
        live = await one(served.url, LIVE)
        for _, writer in idle:
            writer.close()
        await asyncio.wait(told)
        async with asyncio.timeout(PATIENCE_S):
            while (again := await one(served.url, _form(2))).status != 200:
                assert again.status == 503

    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert live.status == 200


async def test_without_descriptors_it_waits_and_goes_on_when_there_are_some(tmp_path):
    async with a_served(tmp_path) as served, AsyncExitStack() as stack:
        await served.start()
        assert (await one(served.url, _form(1, phone=""))).status == 200
        free = resource.prlimit(served.pid, resource.RLIMIT_NOFILE)
        used = len(os.listdir(f"/proc/{served.pid}/fd"))
        resource.prlimit(served.pid, resource.RLIMIT_NOFILE, (used + 5, free[1]))
        waiting = []
        for number in range(2, 22):
            reader, writer = await connected(served.url)
            stack.callback(writer.close)
            writer.write(_form(number, phone=""))
            waiting.append(asyncio.create_task(all_of(reader)))
        await asyncio.wait(waiting[:1])
        resource.prlimit(served.pid, resource.RLIMIT_NOFILE, free)
        async with asyncio.timeout(PATIENCE_S):
            said = [answers(found) for found in await asyncio.gather(*waiting)]

    assert [[answer.status for answer in each] for each in said] == [[200]] * 20
    assert count(tmp_path, "submissions") == 21
