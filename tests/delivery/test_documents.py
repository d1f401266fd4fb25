"""Documents: a file that Telegram takes too slowly is not waited for."""

import asyncio
import time
from datetime import timedelta

import pytest

from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.errors import Unsure

LIMIT = timedelta(milliseconds=300)


async def trickle(reader, writer):
    """Answer with a header that never ends."""
    try:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)
    except ConnectionError:
        writer.close()


async def test_an_answer_that_trickles_is_given_up_in_time(tmp_path):
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"%PDF")
    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    channel = TelegramChannel("1:a", api=address, proxy=None, timeout=LIMIT, poll=LIMIT)
    began = time.monotonic()

    with pytest.raises(Unsure, match="no word in time"):
        async with asyncio.timeout(5):
            await channel.document(12, file, name="brief.pdf", caption="#1")

    assert time.monotonic() - began < 4
    server.close()
