"""Trouble: a database that is locked, full or broken means 503, and everything goes on once it is mended."""

import asyncio
import json
import os
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing, contextmanager, suppress

import psycopg
import pytest

from support.stored import count
from support.world import SALES, TRIAGE, a_form, a_world, until
from web.raw import one, request
from web.served import a_served

BIG = "x" * 15_000


def _form(number: int, **fields: str) -> bytes:
    return request(json.dumps(a_form(email=f"a{number}@acme-client.example", **fields)))


@contextmanager
def _locked(world):
    """Another process writes, and does not end."""
    if world.service.db.kind == "postgresql":
        with psycopg.connect(world.service.db.dsn) as other:
            other.execute("LOCK leads, submissions, deliveries, cards, quotas IN EXCLUSIVE MODE")
            yield
            other.rollback()
        return
    with closing(sqlite3.connect(world.desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_locked_database_means_come_back_and_then_all_is_well(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, WRITE_WAIT="300ms") as world:
        url = world.service.url
        with _locked(world):
            answers = await asyncio.gather(*(one(url, _form(number)) for number in range(10)))
            ready = await one(url, request(method="GET", path="/health/ready"))
            live = await one(url, request(method="GET", path="/health/live"))

        assert {answer.status for answer in answers} == {503}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
        assert {answer.json.keys() == {"error"} for answer in answers} == {True}
        assert (ready.status, live.status) == (503, 200)
        assert "retry-after" in ready.headers

        assert (await one(url, _form(99))).status == 200
        assert (await one(url, request(method="GET", path="/health/ready"))).status == 200
        await world.mail("a99@acme-client.example")
        await world.card(TRIAGE, "Kowalski")
        assert count(world, "submissions") == 1


async def test_a_short_lock_is_waited_out(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        with _locked(world):
            waiting = asyncio.create_task(one(world.service.url, _form(1)))
            await asyncio.sleep(0.5)
            assert not waiting.done()

        assert (await waiting).status == 200


async def test_a_letter_sent_while_the_database_is_locked_is_settled_afterwards_and_goes_out_once(
    tmp_path, database_url
):
    async with a_world(tmp_path, DATABASE=database_url, WRITE_WAIT="200ms") as world:
        world.mailbox.script("dot", None, after_s=0.5)
        await one(world.service.url, _form(1))
        await until(lambda: count(world, "deliveries", "state = 'claimed'"))
        with _locked(world):
            await asyncio.sleep(1.2)

        await until(lambda: count(world, "deliveries", "state = 'sent'"), 4)
        assert len(world.mailbox.mails) == 1


async def test_a_letter_postponed_while_the_database_is_locked_still_goes_out(tmp_path, database_url):
    async with a_world(
        tmp_path, DATABASE=database_url, WRITE_WAIT="200ms", LETTER_RETRIES="100ms,100ms"
    ) as world:
        world.mailbox.script("rcpt", "450 4.2.0 later", after_s=0.5)
        await one(world.service.url, _form(1))
        await until(lambda: count(world, "deliveries", "state = 'claimed'"))
        with _locked(world):
            await asyncio.sleep(1)

        await until(lambda: world.mailbox.mails, 4)


async def test_a_card_postponed_while_the_database_is_locked_is_still_shown(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, WRITE_WAIT="200ms") as world:
        world.chat.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", {"retry_after": 1})
        await one(world.service.url, _form(1))
        await until(lambda: count(world, "cards", "attempts > 0"))
        with _locked(world):
            await asyncio.sleep(1)

        await until(lambda: count(world, "cards", "state = 'shown'"), 4)


async def test_a_full_database_means_come_back_and_loses_nothing_taken(tmp_path):
    async with a_world(tmp_path) as world:
        url, db = world.service.url, world.service.db
        pages = await db.write(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar())
        await db.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {pages + 30}").scalar())
        statuses = [(await one(url, _form(number, message=BIG))).status for number in range(20)]
        taken = statuses.count(200)
        assert set(statuses) == {200, 503}
        assert count(tmp_path, "submissions") == taken
        assert (await one(url, request(method="GET", path="/health/live"))).status == 200

        await db.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar())
        assert (await one(url, _form(99))).status == 200
        await until(lambda: count(tmp_path, "submissions", "state = 'judged'") == taken + 1)
        await until(lambda: len(world.mailbox.mails) == taken + 1)
        await until(lambda: len(world.chat.messages(TRIAGE.id)) + len(world.chat.messages(SALES.id)) >= taken)


@contextmanager
def _small_disk(path):
    """A file system of 2 MB."""
    path.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(path)], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


async def test_a_full_disk_means_come_back_and_space_is_all_it_takes(tmp_path):
    with _small_disk(tmp_path / "disk") as disk:
        async with a_world(tmp_path / "disk") as world:
            url = world.service.url
            with open(disk / "other", "wb") as other, suppress(OSError):
                while os.statvfs(disk).f_bavail > 60:
                    other.write(b"x" * 4096)
                    other.flush()
            statuses = [(await one(url, _form(number, message=BIG))).status for number in range(40)]
            taken = statuses.count(200)
            assert set(statuses) == {200, 503}
            assert (await one(url, request(method="GET", path="/health/live"))).status == 200

            (disk / "other").unlink()
            assert (await one(url, _form(99))).status == 200
            await until(lambda: count(disk, "submissions", "state = 'judged'") == taken + 1)
            await until(lambda: len({m.recipients for m in world.mailbox.mails}) == taken + 1)
            [[sound]] = await world.service.db.read(
                lambda c: c.exec_driver_sql("PRAGMA integrity_check").all()
            )
            assert sound == "ok"


async def test_a_database_damaged_while_it_runs_is_no_riddle(tmp_path):
    async with a_served(tmp_path) as served:
        await served.start()
        assert (await one(served.url, _form(1))).status == 200
        for name in ("test.db", "test.db-wal"):
            path = tmp_path / name
            with path.open("r+b") as file:
                file.write(b"\xa5" * path.stat().st_size)

        form = await one(served.url, _form(2))
        ready = await one(served.url, request(method="GET", path="/health/ready"))
        live = await one(served.url, request(method="GET", path="/health/live"))

    assert form.status in (200, 503)
    assert (ready.status, live.status) == (503, 200)


async def test_a_file_that_may_not_grow_means_come_back(tmp_path):
    async with a_served(tmp_path) as served:
        await served.start()
        assert (await one(served.url, _form(1))).status == 200
        free = resource.prlimit(served.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (8_192, free[1]))
        statuses = [(await one(served.url, _form(number, message=BIG))).status for number in range(2, 6)]
        resource.prlimit(served.pid, resource.RLIMIT_FSIZE, free)
        later = await one(served.url, _form(99))
        served.signal(signal.SIGTERM)
        await served.ended()

    assert set(statuses) == {503}
    assert later.status == 200
    assert count(tmp_path, "submissions") == 2
