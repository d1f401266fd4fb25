"""Uploads in hard times: large, slow, many, broken off, on a full disk, and while the desk dies."""

import asyncio
import json
import os
import signal
import sys
import time
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from aiohttp import ClientSession

from frontdesk.desk.clock import wall as now
from frontdesk.web.admission import FILES
from store.test_hard_times import a_disk, fill
from support import sender
from support.briefs import PDF
from support.crashing import Forked, write_rules
from support.stored import count
from support.uploads import (
    PARTS,
    a_body,
    a_file,
    a_post,
    incoming,
    kept,
    known,
    lying,
    notes,
    place,
)
from support.world import World, a_form, a_world, until
from web.raw import all_of, connected, one, request, whole
from web.served import a_served

LIVE = request(method="GET", path="/health/live")
MEGABYTE = 1_000_000


def _memory_mb(pid: int, what: str = "VmRSS") -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


async def _sent(url: str, files: int, size: int) -> str:
    """The status of a large form, sent by another process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, sender.__file__, url, str(files), str(size), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode().strip()


async def test_five_large_uploads_take_little_memory_and_nobody_waits_for_them(tmp_path):
    async with a_served(tmp_path, UPLOAD_LIMIT="21MB") as served:
        await served.start()
        assert await _sent(served.url, 1, MEGABYTE) == "200"
        before_mb, waited_s, most_mb = _memory_mb(served.pid), [], 0.0
        uploads = asyncio.gather(*(_sent(served.url, 2, 10 * MEGABYTE) for _ in range(5)))
        while not uploads.done():
            began = time.monotonic()
            assert (await one(served.url, LIVE)).status == 200
            waited_s.append(time.monotonic() - began)
            most_mb = max(most_mb, _memory_mb(served.pid))
            await asyncio.sleep(0.01)
        statuses = await uploads

    waited_s.sort()
    assert statuses == ["200"] * 5
    assert len(kept(tmp_path)) == 11
    assert most_mb - before_mb < 20
    assert waited_s[len(waited_s) // 2] < 0.1
    assert waited_s[-1] < 1


async def test_a_limit_of_real_size_holds_to_the_byte(tmp_path):
    async with a_world(tmp_path, POLL="1s") as world:
        fits = await one(world.service.url, a_post(a_file(PDF.ljust(10 * MEGABYTE, b"x"))), 30)
        file = await one(world.service.url, a_post(a_file(PDF.ljust(10 * MEGABYTE + 1, b"x"))), 30)
        head = request(b"", PARTS, length=False, Content_Length=str(20 * MEGABYTE + 1))
        form = await one(world.service.url, head, 30)

    assert (fits.status, file.status, form.status) == (200, 413, 413)
    assert "10MB" in file.json["error"]
    assert "20MB" in form.json["error"]
    assert place(tmp_path, PDF.ljust(10 * MEGABYTE, b"x")).stat().st_size == 10 * MEGABYTE


async def _dripped(url: str, body: bytes, piece: int, pause_s: float) -> tuple[int, float]:
    """The status of a body that comes so slowly, and when it came."""
    reader, writer = await connected(url)
    began = time.monotonic()
    answering = asyncio.create_task(reader.readline())
    try:
        writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))))
        for start in range(0, len(body), piece):
            if answering.done():
                break
            with suppress(ConnectionError):
                writer.write(body[start : start + piece])
                await writer.drain()
            await asyncio.sleep(pause_s)
        async with asyncio.timeout(20):
            return int((await answering).split()[1]), time.monotonic() - began
    finally:
        answering.cancel()
        writer.close()


async def test_a_slow_upload_has_the_time_that_it_earns(tmp_path):
    body = a_body(a_file(PDF.ljust(100_000, b"x")))
    given = {"BODY_TIMEOUT": "500ms", "UPLOAD_PACE": "20kB", "UPLOAD_TIMEOUT": "10s"}
    async with a_world(tmp_path, **given) as world:
        steady, creeping = await asyncio.gather(
            _dripped(world.service.url, body, 5_000, 0.1), _dripped(world.service.url, body, 500, 0.1)
        )
        assert steady[0] == 200
        assert steady[1] > 1
        assert creeping[0] == 408
        assert creeping[1] < 2
        await until(lambda: not incoming(tmp_path))


async def test_no_upload_takes_longer_than_it_may(tmp_path):
    body = a_body(a_file(PDF.ljust(100_000, b"x")))
    given = {"BODY_TIMEOUT": "300ms", "UPLOAD_PACE": "1kB", "UPLOAD_TIMEOUT": "1s"}
    async with a_world(tmp_path, **given) as world:
        status, took_s = await _dripped(world.service.url, body, 2_000, 0.1)

    assert status == 408
    assert 0.9 < took_s < 3
    assert count(tmp_path, "submissions") == 0


async def test_more_uploads_than_there_is_room_for_are_refused_and_forms_without_files_are_not(tmp_path):
    body = a_body(a_file(PDF))
    async with a_world(tmp_path) as world, AsyncExitStack() as stack:
        writers = []
        for _ in range(FILES):
            _, writer = await connected(world.service.url)
            stack.callback(writer.close)
            writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))) + body[:-20])
            writers.append(writer)
        await until(lambda: len(incoming(tmp_path)) == FILES)

        one_more = await one(world.service.url, a_post(a_file(PDF + b"1")))
        plain = await one(world.service.url, request(a_body(), PARTS))
        assert (one_more.status, plain.status) == (503, 200)
        assert int(one_more.headers["retry-after"]) > 0

        for writer in writers[:2]:
            writer.close()
        await until(lambda: len(incoming(tmp_path)) == FILES - 2)
        again = await one(world.service.url, a_post(a_file(PDF + b"1")))
        assert again.status == 200


async def test_an_upload_that_is_broken_off_leaves_nothing(tmp_path):
    body = a_body(a_file(PDF.ljust(300_000, b"x")))
    async with a_world(tmp_path) as world:
        _, writer = await connected(world.service.url)
        writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))) + body[:200_000])
        await until(lambda: incoming(tmp_path))

        writer.close()

        await until(lambda: not lying(tmp_path))
        assert count(tmp_path, "submissions") == 0


async def test_a_desk_that_stops_ends_an_upload_and_leaves_nothing(tmp_path):
    body = a_body(a_file(PDF.ljust(300_000, b"x")))
    async with a_world(tmp_path, STOP_TIMEOUT="1s") as world:
        reader, writer = await connected(world.service.url)
        writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))) + body[:200_000])
        await until(lambda: incoming(tmp_path))

        await world.stop()

        answer = await all_of(reader)
        writer.close()
    assert answer.split()[1] == b"503"
    assert lying(tmp_path) == set()


async def _an_hour_later(desk: Path, **variables: str) -> None:
    """A desk that starts an hour after, and sweeps."""
    later = timedelta(hours=1, minutes=1)
    async with a_world(desk, start=False, **variables) as world:
        await world.start(clock=lambda: now() + later)
        await until(lambda: not incoming(desk) and not notes(desk))


async def test_a_desk_that_is_killed_in_an_upload_leaves_nothing_after_the_sweep(tmp_path):
    body = a_body(a_file(PDF.ljust(300_000, b"x")))
    async with a_served(tmp_path) as served:
        await served.start()
        _, writer = await connected(served.url)
        writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))) + body[:200_000])
        await until(lambda: incoming(tmp_path))
        served.signal(signal.SIGKILL)
        await served.ended()
        writer.close()
    assert len(incoming(tmp_path)) == 1

    await _an_hour_later(tmp_path)

    assert lying(tmp_path) == set()


@pytest.mark.parametrize(
    ("dies", "stored"),
    [("after read", 0), ("before commit", 0), ("after commit before answer", 1)],
    ids=["before the move", "between move and commit", "after the commit"],
)
async def test_a_desk_that_dies_while_it_keeps_a_file_has_form_and_file_or_neither(
    tmp_path, database_url, dies, stored
):
    write_rules(tmp_path)
    quiet = {"FRONTDESK_DATABASE": database_url, "FRONTDESK_PORT": "0", "FRONTDESK_POLL": "10s"}
    process = Forked(tmp_path, quiet, tmp_path / "log", dies)
    try:
        said = tmp_path / "log"
        await until(lambda: said.exists() and "forms go to" in said.read_text(), 30)
        url = said.read_text().split("forms go to ")[1].split("/hooks")[0]
        with suppress(ValueError, ConnectionError):
            await one(url, a_post(a_file(PDF)), 20)
        await until(lambda: process.code() is not None, 30)
    finally:
        if process.code() is None and process.pid:
            os.kill(process.pid, signal.SIGKILL)
    world = World(tmp_path, DATABASE=database_url)
    assert count(world, "submissions") == count(world, "files") == stored
    assert len(incoming(tmp_path) | notes(tmp_path)) == 1

    await _an_hour_later(tmp_path, DATABASE=database_url)

    assert len(kept(tmp_path)) == stored
    assert [place(tmp_path, PDF).exists()] == [bool(stored)]


async def test_a_form_that_cannot_be_stored_leaves_its_file_to_the_sweep(tmp_path):
    async with a_world(tmp_path, WRITE_WAIT="300ms") as world:
        await world.service.db.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1").scalar())
        refused = await one(world.service.url, a_post(a_file(PDF), form=a_form(message="x" * 200_000)))
        await world.service.db.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar())
        again = await one(world.service.url, a_post(a_file(PDF)))

    assert (refused.status, again.status) == (503, 200)
    assert place(tmp_path, PDF).exists()
    await _an_hour_later(tmp_path)
    assert place(tmp_path, PDF).exists()


async def test_a_full_disk_means_come_back_and_space_is_all_it_takes(tmp_path):
    with a_disk(tmp_path / "disk", "6m") as disk:
        async with a_world(tmp_path / "disk") as world:
            url = world.service.url
            large = [a_post(a_file(PDF + bytes([n]) + b"x" * 2_000_000)) for n in range(4)]
            found = [await one(url, data, 20) for data in large]
            plain = await one(url, request(json.dumps(a_form())))
            while plain.status == 503:  # what was not kept is removed just behind the answer
                plain = await one(url, request(json.dumps(a_form())))
            refused = [answer for answer in found if answer.status != 200]
            assert {answer.status for answer in found} == {200, 503}
            assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
            assert {answer.json.keys() == {"error"} for answer in refused} == {True}
            assert plain.status == 200
            await until(lambda: not incoming(disk))
            taken = len(kept(disk))
            assert taken == len(found) - len(refused)

            fill(disk)
            assert (await one(url, a_post(a_file(PDF)))).status == 503
            (disk / "other").unlink()
            assert (await one(url, a_post(a_file(PDF)))).status == 200
            assert len(kept(disk)) == taken + 1


async def test_a_folder_that_cannot_be_used_costs_forms_without_files_nothing(tmp_path):
    (tmp_path / "files").write_text("not a folder")
    async with a_world(tmp_path) as world:
        answer = await one(world.service.url, a_post(a_file(PDF)))
        plain = await one(world.service.url, request(json.dumps(a_form())))

    assert (answer.status, plain.status) == (503, 200)
    assert str(tmp_path) not in answer.body.decode()


async def test_two_nodes_share_a_folder(tmp_path, database_url):
    contents = [PDF + bytes([number]) for number in range(6)]
    async with a_world(tmp_path, DATABASE=database_url) as first, ClientSession() as session:
        second = World(tmp_path, DATABASE=database_url)
        second.mailbox, second.chat, second.session = first.mailbox, first.chat, session
        await second.start()
        try:
            posts = [
                one(world.service.url, a_post(a_file(content), form=a_form(message=str(number))), 20)
                for content in contents
                for number, world in enumerate((first, second))
            ]
            statuses = {answer.status for answer in await asyncio.gather(*posts)}
            await until(lambda: not incoming(tmp_path))
        finally:
            await second.stop()

        assert statuses == {200}
        assert len(kept(tmp_path)) == 6
        hashes = sorted(sha256(content).hexdigest() for content in contents)
        assert sorted({hash_ for hash_, *_ in known(first)}) == hashes
        assert count(first, "files") == 12


async def test_what_was_refused_is_told_before_all_of_it_was_sent(tmp_path):
    async with a_world(tmp_path) as world:
        reader, writer = await connected(world.service.url)
        writer.write(request(b"", PARTS, length=False, Content_Length="900000000"))
        found = b""
        async with asyncio.timeout(5):
            while not whole(found):
                found += await reader.read(65_536)
        writer.close()

    assert found.split()[1] == b"413"


async def test_the_file_of_a_form_that_was_not_stored_again_is_swept(tmp_path, database_url):
    first, second = PDF + b"first", PDF + b"second"
    async with a_world(tmp_path, DATABASE=database_url) as world:
        posts = (a_post(a_file(content), Idempotency_Key="one") for content in (first, first, second))
        answers = [await one(world.service.url, post) for post in posts]

    assert [answer.status for answer in answers] == [200, 200, 422]
    assert answers[0].json == answers[1].json
    await _an_hour_later(tmp_path, DATABASE=database_url)
    assert place(tmp_path, first).exists()
    assert len(kept(tmp_path)) == 1
