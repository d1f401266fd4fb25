"""Slow senders and broken framing: ended soon, never answered twice, and no burden to others."""

import asyncio
import json
import os
import time
from contextlib import suppress

from support.world import a_form, a_world
from web.raw import all_of, connected, one, request

ENDED_S = 18.0

HEAD = b"POST /hooks/web HTTP/1.1\r\nHost: desk.example\r\nContent-Type: application/json\r\n"
WAITING = HEAD + b"Content-Length: 1000\r\n\r\n"
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GOOD = request(json.dumps(a_form()), Connection="keep-alive")

#: What comes at once, then what comes every 0.3 s.
SLOW = {
    "nothing": (b"", b""),
    "half a request line": (b"POST /hoo", b""),
    "request line drip": (b"POST /", b"x"),
    "half the headers": (HEAD, b""),
    "header drip": (HEAD + b"X: ", b"y"),
    "headers drip": (HEAD, b"X: y\r\n"),
    "no body": (WAITING, b""),
    "body drip": (WAITING, b" "),
    "no chunk": (CHUNKS, b""),
    "half a chunk": (CHUNKS + b"5\r\nab", b""),
    "chunk drip": (CHUNKS, b"1\r\n \r\n"),
    "chunk extension drip": (CHUNKS + b"1;", b"x"),
    "half a line behind a good form": (GOOD + b"POST /hoo", b""),
    "header drip behind a good form": (GOOD + HEAD + b"X: ", b"y"),
    "no body behind a good form": (GOOD + WAITING, b""),
}


async def _lived_s(url: str, first: bytes, then: bytes) -> float:
    """How long the connection of such a sender lived."""
    reader, writer = await connected(url)
    began = time.monotonic()
    dripping = asyncio.create_task(_drip(writer, first, then))
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(all_of(reader), ENDED_S)
        return time.monotonic() - began
    finally:
        dripping.cancel()
        writer.close()


async def _drip(writer: asyncio.StreamWriter, first: bytes, then: bytes) -> None:
    with suppress(ConnectionError):
        writer.write(first)
        while True:
            await asyncio.sleep(0.3)
            writer.write(then)
            await writer.drain()


async def _answered_s(url: str, number: int) -> float:
    """How long a good form waited for its 200."""
    began = time.monotonic()
    form = a_form(email=f"good{number}@acme-client.example")
    assert (await one(url, request(json.dumps(form)))).status == 200
    return time.monotonic() - began


async def test_slow_senders_are_ended_and_nobody_waits_for_them(tmp_path, database_url):
    before = len(os.listdir("/proc/self/fd"))
    async with a_world(tmp_path, DATABASE=database_url, BODY_TIMEOUT="1s") as world:
        url = world.service.url
        slow = {name: asyncio.create_task(_lived_s(url, *sender)) for name, sender in SLOW.items()}
        idle = [asyncio.create_task(_lived_s(url, HEAD, b"")) for _ in range(200)]
        waited_s = [await _answered_s(url, number) for number in range(20)]
        lived_s = {name: await task for name, task in slow.items()}
        lived_s["the last of 200"] = max(await asyncio.gather(*idle))

    assert {name: took for name, took in lived_s.items() if took >= ENDED_S} == {}
    assert max(waited_s) < 1
    assert len(os.listdir("/proc/self/fd")) <= before + 2


async def test_a_body_that_comes_too_late_is_told_so(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, BODY_TIMEOUT="200ms", STOP_TIMEOUT="100ms") as world:
        answer = await one(world.service.url, WAITING)

    assert answer.status == 408
    assert answer.json.keys() == {"error"}
