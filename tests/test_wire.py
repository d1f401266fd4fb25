"""The line of the soak does to a talk what its fault says, and nothing once it is mended."""

import asyncio
import random
import time

import pytest

from support.wire import A_SECOND_BYTES, HALF_CLOSED_S, LATE_S, Fault, Wire

WORDS = bytes(range(256)) * 4


@pytest.fixture
async def wire():
    """A line to a peer that says everything again; `connect` opens a talk."""

    async def echo(reader, writer):
        while said := await reader.read(65536):
            writer.write(said)
        writer.close()

    peer = await asyncio.start_server(echo, "127.0.0.1", 0)
    line = Wire(random.Random(1))
    url = await line.start(f"tcp://127.0.0.1:{peer.sockets[0].getsockname()[1]}")
    line.connect = lambda: asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    yield line
    await line.stop()
    peer.close()


async def echoed(reader, writer, words=WORDS):
    """Say it, and hear it again; how long that took."""
    began = time.monotonic()
    writer.write(words)
    assert await reader.readexactly(len(words)) == words
    return time.monotonic() - began


async def heard(reader):
    """What comes within a moment: b"" is the end."""
    return await asyncio.wait_for(reader.read(1), 5)


@pytest.mark.parametrize("fault", [Fault.LATENCY, Fault.SLICER, Fault.BANDWIDTH, Fault.SLOW_CLOSE])
async def test_a_slow_line_loses_nothing(wire, fault):
    await wire.breaks(fault)

    reader, writer = await wire.connect()
    await echoed(reader, writer, WORDS[:512])

    writer.close()


async def test_what_is_late_comes_after_its_time(wire):
    await wire.breaks(Fault.LATENCY)

    reader, writer = await wire.connect()
    took = await echoed(reader, writer, b"hello")

    assert took >= 2 * LATE_S[0]
    writer.close()


async def test_a_narrow_line_takes_so_many_bytes_a_second(wire):
    await wire.breaks(Fault.BANDWIDTH)

    reader, writer = await wire.connect()
    took = await echoed(reader, writer)

    assert took >= len(WORDS) / A_SECOND_BYTES
    writer.close()


async def test_a_line_that_is_down_ends_the_old_talk_and_lets_no_new_one_in(wire):
    reader, writer = await wire.connect()
    await echoed(reader, writer)
    await wire.breaks(Fault.DOWN)

    old = await heard(reader)
    again, other = await wire.connect()
    new = await heard(again)

    assert (old, new) == (b"", b"")
    writer.close()
    other.close()


async def test_a_silent_line_is_cut_in_the_end(wire):
    reader, writer = await wire.connect()
    await wire.breaks(Fault.TIMEOUT)
    writer.write(b"hello")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.read(1), 0.3)

    await wire.heals()

    assert await heard(reader) == b""
    writer.close()


async def test_a_reset_is_seen_as_one(wire):
    reader, writer = await wire.connect()
    await echoed(reader, writer)

    await wire.breaks(Fault.RESET)

    with pytest.raises(ConnectionResetError):
        await heard(reader)
    writer.close()


async def test_who_hangs_up_is_heard_late(wire):
    ended = asyncio.Event()

    async def hear(reader, writer):
        await reader.read()
        ended.set()
        writer.close()

    peer = await asyncio.start_server(hear, "127.0.0.1", 0)
    late = Wire(random.Random(1))
    port = (await late.start(f"tcp://127.0.0.1:{peer.sockets[0].getsockname()[1]}")).rpartition(":")[2]
    await late.breaks(Fault.SLOW_CLOSE)

    _, writer = await asyncio.open_connection("127.0.0.1", int(port))
    writer.close()
    began = time.monotonic()
    await asyncio.wait_for(ended.wait(), HALF_CLOSED_S[1] + 5)

    assert time.monotonic() - began >= HALF_CLOSED_S[0]
    await late.stop()
    peer.close()


async def test_a_mended_line_is_as_it_was(wire):
    for fault in Fault:
        await wire.breaks(fault)
        await wire.heals()

    reader, writer = await wire.connect()

    assert await echoed(reader, writer) < LATE_S[0]
    writer.close()
