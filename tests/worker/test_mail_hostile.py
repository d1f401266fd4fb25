"""Mail servers that say what no database takes: the letters are settled all the same."""

from datetime import timedelta

import pytest

from frontdesk.desk.clock import wall as now
from support.outbox import retrying, sending
from support.world import until_async

#: Octets that are no UTF-8, a NUL, an end of line of Unicode, a change of direction.
ODD = "4.7.1 no \udcff\udcfe \x00 \u2028 \u202eevil \x1b[31m"


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize("code", ["450", "421", "554", "530"])
async def test_an_answer_that_no_database_takes_settles_its_letter_and_keeps_no_other(
    box, server, step, code
):
    server.script(step, f"{code} {ODD}")
    await box.put_all(["a", "b"])

    async with sending(box, server):
        await until_async(lambda: _settled(box))

    rows = [await box.row(key) for key in "ab"]
    assert all(row.reason is None or "\x00" not in row.reason for row in rows)
    assert [row.state for row in rows].count("sent") >= 1


async def _settled(box) -> bool:
    return await box.count("sent") + await box.count("refused") == 2


async def test_a_letter_too_old_to_be_tried_is_held_with_what_keeps_all_from_being_tried(box, server):
    server.script("mail", f"450 {ODD}", times=99)
    ahead = [timedelta()]
    await box.put("a")

    async with sending(
        box, server, retrying(deferred=(timedelta(seconds=1),)), clock=lambda: now() + ahead[0]
    ):
        await until_async(lambda: _tried(box))
        await box.put("young")
        ahead[0] = timedelta(hours=25)
        row = await box.reaches("young", "held")

    assert row.reason.startswith("given up: 450 4.7.1 no")


async def _tried(box) -> bool:
    return (await box.row("a")).attempts > 0 and (await box.row("a")).state == "due"
