"""Mail that comes and goes: people are told once, and that it is over once it stays so."""

from dataclasses import replace
from datetime import timedelta

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.worker.mail_alarms import CALM
from support.outbox import retrying, sending
from support.world import until, until_async

FIRST = timedelta(minutes=1)
MINUTELY = retrying(deferred=(FIRST,))
NO = "530 5.7.0 log in first"


class Clock:
    """Runs with the world's, from wherever it was set to."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self):
        return now() + self.ahead


def told(logs, key: str) -> tuple[int, int]:
    """How often it was raised, and how often cleared."""
    events = [line["event"] for line in logs if line.get("key") == key]
    return events.count("alarm raised"), events.count("alarm cleared")


async def down_and_up(box, server, clock, wake, number: int) -> None:
    """One letter is turned away, and gets through two minutes later."""
    server.script("mail", NO)
    before = sum(session.count("MAIL") for session in server.sessions)
    await box.put(f"k{number}", due_at=clock(), created_at=clock())
    wake.ring("mail")
    await until(lambda: sum(session.count("MAIL") for session in server.sessions) > before)
    await until_async(lambda: _given_back(box, number))
    clock.ahead += 2 * FIRST
    wake.ring("mail")
    await box.reaches(f"k{number}", "sent")


async def _given_back(box, number):
    return (await box.row(f"k{number}")).state == "due"


async def gone(box, wake) -> bool:
    wake.ring("mail")
    return not await box.alarms()


async def told_again(box, wake) -> dict[str, str] | None:
    wake.ring("mail")
    standing = await box.alarms()
    return standing if "again" in standing.get("mail", "") else None


async def test_a_server_that_goes_up_and_down_ten_times_is_told_once_and_its_end_once(box, server):
    clock = Clock()

    with structlog.testing.capture_logs() as logs:
        async with sending(box, server, MINUTELY, clock=clock) as wake:
            for number in range(10):
                await down_and_up(box, server, clock, wake, number)
            while_it_flaps = told(logs, "mail")
            standing = await until_async(lambda: told_again(box, wake))
            clock.ahead += CALM * FIRST
            await until_async(lambda: gone(box, wake))

    assert while_it_flaps == (1, 0)
    assert list(standing) == ["mail"]
    assert "letters go out again" in standing["mail"]
    assert told(logs, "mail") == (1, 1)
    assert len(server.mails) == 10


async def test_what_comes_again_after_it_was_long_over_is_told_again(box, server):
    clock = Clock()

    with structlog.testing.capture_logs() as logs:
        async with sending(box, server, MINUTELY, clock=clock) as wake:
            for number in range(2):
                await down_and_up(box, server, clock, wake, number)
                clock.ahead += CALM * FIRST
                await until_async(lambda: gone(box, wake))

    assert told(logs, "mail") == (2, 2)


async def test_a_node_that_sends_does_not_clear_at_once_what_another_has_just_raised(box, server):
    clock = Clock()
    await Alarms(box.db, clock).set("mail", "no letter goes out")
    await box.put("a")

    async with sending(box, server, replace(MINUTELY, node="other"), clock=clock) as wake:
        await box.reaches("a", "sent")
        await box.put("b")
        wake.ring("mail")
        await box.reaches("b", "sent")
        standing = await box.alarms()
        clock.ahead += CALM * FIRST
        await until_async(lambda: gone(box, wake))

    assert list(standing) == ["mail"]


async def test_a_budget_that_is_used_up_every_hour_anew_is_told_once(box, server):
    clock = Clock()
    plan = replace(MINUTELY, per_hour=2)

    with structlog.testing.capture_logs() as logs:
        async with sending(box, server, plan, clock=clock) as wake:
            await box.put_all(["a0", "a1"], due_at=clock(), created_at=clock())
            wake.ring("mail")
            await until(lambda: len(server.mails) == 2)
            for number in range(5):
                await box.put(f"b{number}", due_at=clock(), created_at=clock())
                wake.ring("mail")
                await until_async(box.alarms)
                clock.ahead += timedelta(hours=1, seconds=1)
                wake.ring("mail")
                await box.reaches(f"b{number}", "sent")
                await box.put(f"c{number}", due_at=clock(), created_at=clock())
                wake.ring("mail")
                await box.reaches(f"c{number}", "sent")
                assert list(await box.alarms()) == ["budget"]

    assert told(logs, "budget") == (1, 0)
