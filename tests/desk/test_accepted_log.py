"""Accepted log: every accepted submission stands in a line that is short enough, many in one."""

import asyncio
import io

import structlog
from structlog.testing import capture_logs

from frontdesk.cli.log import configure
from frontdesk.desk.accepted_log import TOGETHER, AcceptedLog


async def test_one_submission_has_a_line_of_its_own():
    with capture_logs() as logs:
        AcceptedLog().tell(0x660E, "web", "a-request-of-ours", first=True)
        assert logs == []
        await asyncio.sleep(0)

    [line] = logs
    told = {name: line[name] for name in ("event", "form", "submission", "request")}
    assert told == {
        "event": "submission accepted",
        "form": "web",
        "submission": "660e",
        "request": "a-request-of-ours",
    }


async def test_of_a_rush_each_stands_in_one_line_and_in_no_other():
    log = AcceptedLog()
    with capture_logs() as logs:
        for number in range(100):
            log.tell(number, "web" if number % 2 else "quote", f"request-{number}", first=number % 10 > 0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    told = [(line["event"], line["form"], one) for line in logs for one in line["submission"].split()]
    asked = [one for line in logs for one in line["request"].split()]
    assert sorted(one for _, _, one in told) == sorted(f"{number:x}" for number in range(100))
    assert sorted(asked) == sorted(f"request-{number}" for number in range(100))
    assert ("submission came again", "quote", f"{10:x}") in told
    assert ("submission accepted", "web", f"{11:x}") in told
    assert len(logs) < 12


async def test_a_full_line_of_the_longest_ids_is_not_cut():
    log, stream = AcceptedLog(), io.StringIO()
    with capture_logs() as logs:
        for number in range(TOGETHER):
            log.tell(2**63 - 1 - number, "f" * 60, f"{number:064}", first=True)
        await asyncio.sleep(0)

    [line] = logs
    configure("json", stream=stream)
    told = {name: line[name] for name in ("form", "submission", "request")}
    structlog.get_logger().info(line["event"], **told)
    structlog.reset_defaults()
    assert f"{TOGETHER - 1:064}" in stream.getvalue()
