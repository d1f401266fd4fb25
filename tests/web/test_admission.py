"""Admission: when a form is refused, and what ends one that takes too long."""

import asyncio
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest

from frontdesk.errors import Full, Unavailable, Unreadable
from frontdesk.web.admission import (
    AFTER_S,
    ARRIVAL_S,
    FEW,
    FILE_BYTES,
    FILES,
    MANY,
    OLDEST_S,
    READ_BYTES,
    STORED_BYTES,
    Admission,
    Pace,
)

NOW = time.monotonic()


@pytest.fixture
def admission():
    """Nothing on its way; patient."""
    return Admission(timedelta(seconds=60), timedelta(seconds=60))


def _waiting(stack, admission, number, *, since=NOW, size=100):
    for _ in range(number):
        stack.enter_context(admission.storing(size, since))


@pytest.mark.parametrize(
    ("number", "waited_s", "size", "full"),
    [
        (0, 0, 100, False),
        (FEW - 1, 60, 100, False),
        (FEW, OLDEST_S - 0.01, 100, False),
        (FEW, OLDEST_S, 100, True),
        (MANY - 1, 0, 100, False),
        (MANY, 0, 100, True),
        (1, 0, STORED_BYTES - 1, False),
        (1, 0, STORED_BYTES, True),
    ],
    ids=[
        "none",
        "few, for a minute",
        "more than few, for a moment",
        "more than few, for long",
        "nearly many",
        "many",
        "nearly too large",
        "too large",
    ],
)
async def test_there_is_room_until_too_many_wait_or_they_wait_too_long(
    admission, number, waited_s, size, full
):
    with ExitStack() as stack:
        _waiting(stack, admission, number, since=NOW - waited_s, size=size)

        assert admission.full(NOW) is full

    assert not admission.full(NOW)


def test_those_who_have_just_come_take_room_until_they_are_seen_or_stay_silent(admission):
    for number in range(MANY):
        admission.expect(number, NOW)
    assert admission.full(NOW)

    admission.arrived(7)
    assert not admission.full(NOW)

    admission.expect("another", NOW)
    assert admission.full(NOW)
    assert not admission.full(NOW + ARRIVAL_S + 0.01)


def test_those_who_are_refused_do_not_all_come_back_in_the_same_second(admission):
    assert {admission.refuse(NOW) for _ in range(100)} == set(AFTER_S)


async def test_a_full_desk_says_when_to_come_back(admission):
    with ExitStack() as stack:
        _waiting(stack, admission, MANY)

        with pytest.raises(Full) as told:
            admission.check(NOW)

    assert told.value.after_s in AFTER_S


async def test_a_body_that_comes_too_late_is_unreadable():
    admission = Admission(timedelta(milliseconds=10), timedelta(seconds=60))

    with pytest.raises(Unreadable) as told, admission.reading(NOW):
        await asyncio.sleep(60)

    assert told.value.status == 408


async def test_a_database_that_takes_too_long_is_unavailable():
    admission = Admission(timedelta(seconds=60), timedelta(seconds=-1))

    with pytest.raises(Unavailable), admission.storing(1, NOW):
        await asyncio.sleep(60)

    assert not admission.busy


async def test_more_bytes_than_there_is_room_for_are_refused_and_forgotten(admission):
    with admission.reading(NOW) as add:
        add(READ_BYTES)
        with pytest.raises(Full), admission.reading(NOW):
            pytest.fail("one more was begun")
        with pytest.raises(Full):
            add(1)

    with admission.reading(NOW) as add:
        add(READ_BYTES)


async def test_only_so_many_files_arrive_at_once(admission):
    with ExitStack() as stack:
        arriving = [stack.enter_context(admission.reading(NOW)) for _ in range(FILES + 1)]
        for each in arriving[:FILES]:
            each.to_disk(1)
            each.to_disk(1)
        with pytest.raises(Full):
            arriving[FILES].to_disk(1)

    with admission.reading(NOW) as arriving:
        arriving.to_disk(FILE_BYTES)
        with pytest.raises(Full):
            arriving.to_disk(1)
    with admission.reading(NOW) as arriving:
        arriving.to_disk(FILE_BYTES)
        arriving(READ_BYTES)


async def test_a_file_earns_time_while_it_keeps_its_pace():
    pace = Pace(timeout=timedelta(seconds=60), bytes_a_second=1_000)
    admission = Admission(timedelta(milliseconds=10), timedelta(seconds=60), pace)

    with admission.reading(time.monotonic()) as arriving:
        arriving.to_disk(60_000)
        await asyncio.sleep(0.5)

    async def too_slow():
        with admission.reading(time.monotonic()) as arriving:
            arriving.to_disk(100)
            await asyncio.sleep(60)

    with pytest.raises(Unreadable):
        await too_slow()


async def test_a_desk_that_closes_shortens_every_limit(admission):
    loop = asyncio.get_running_loop()

    async def read():
        with admission.reading(loop.time()):
            await asyncio.sleep(60)

    async def store():
        with admission.storing(1, loop.time()):
            await asyncio.sleep(60)

    before = [asyncio.create_task(work()) for work in (read, store)]
    await asyncio.sleep(0)
    admission.close(loop.time(), 0.01)
    after = [asyncio.create_task(work()) for work in (read, store)]
    async with asyncio.timeout(30):
        ended = await asyncio.gather(*before, *after, return_exceptions=True)

    assert [type(error) for error in ended] == [Unavailable] * 4
    assert not admission.busy
