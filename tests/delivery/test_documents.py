"""Documents: a file that Telegram takes too slowly is not waited for."""

import asyncio
import time
from contextlib import suppress
from datetime import timedelta

import pytest

from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.errors import Unsure

LIMIT = timedelta(milliseconds=300)


@pytest.fixture
async def trickling():
    """The address of a server that answers with a header that never ends."""
    talks = set()

    async def trickle(reader, writer):
        talks.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.CancelledError):
            writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)
        writer.transport.abort()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks)
    await asyncio.sleep(0)  # the transports are let go in the next turn


async def test_an_answer_that_trickles_is_given_up_in_time(tmp_path, trickling):
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"%PDF")
    channel = TelegramChannel("1:a", api=trickling, proxy=None, timeout=LIMIT, poll=LIMIT)
    began = time.monotonic()

    with pytest.raises(Unsure, match="no word in time"):
        async with asyncio.timeout(5):
            await channel.document(12, file, name="brief.pdf", caption="#1")

    assert time.monotonic() - began < 4
