"""Lateness: alarms about what waits too long: answers to fetch, letters, forms that no one could judge."""

from datetime import datetime, timedelta
from typing import Final

from frontdesk.desk.alarms import BUDGET, MAIL, Alarms
from frontdesk.desk.desk import Desk
from frontdesk.lookups import way_out
from frontdesk.store import alarms as alarm_rows
from frontdesk.store import lookups, outbox, submissions

THIN: Final = "thin:"  #: how the keys of alarms about answers begin, before the name of the form
KEY_CHARS: Final = 60  #: of an alarm


async def judge_again(desk: Desk, alarms: Alarms, pauses: tuple[timedelta, ...]) -> None:
    """Judge what rested long enough once more; an alarm while some was tried after the last pause too.

    Raises:
        Unavailable: the database does not answer.
    """
    now = desk.clock()
    if await desk.db.write(lambda connection: submissions.retry_due(connection, now, pauses)):
        desk.wake.ring("judging")
    lost = await desk.db.read(lambda connection: submissions.given_up(connection, len(pauses)))
    told = (
        f"forms that could not be judged: {lost}; `frontdesk audit` shows their errors, and "
        "`frontdesk leads retry` has them judged again"
    )
    await alarms.set("unjudged", told if lost else None)


async def tell_of_thin(desk: Desk, alarms: Alarms, overdue: timedelta) -> None:
    """An alarm for each form whose answers are late, whatever keeps them. Raises Unavailable."""
    before, rules = desk.clock() - overdue, desk.judge.rules
    late = [form for form in await desk.db.read(lookups.thin_forms) if form.since < before]
    told = {
        f"{THIN}{form.hook}"[:KEY_CHARS]: (
            f"form {form.hook}: answers not fetched: {form.count}, the first since {_at(form.since)}: "
            + way_out(form.provider, rules.forms.get(form.hook), form.error)
        )
        for form in late
    }
    standing = await desk.db.read(lambda connection: alarm_rows.keys(connection, THIN))
    for key in [*told, *(key for key in standing if key not in told)]:
        await alarms.set(key, told.get(key))


async def tell_of_letters(desk: Desk, alarms: Alarms, overdue: timedelta) -> None:
    """An alarm while letters are late, unless the worker has said why. Raises Unavailable."""
    before = desk.clock() - overdue
    late = await desk.db.read(lambda connection: outbox.overdue(connection, before))
    known = {MAIL, BUDGET} & await alarms.standing("")
    if late is None or known:
        return await alarms.set("letters", None)
    told = (
        f"letters are late, the first since {_at(late.since)}: the mail server takes none, "
        "or the hour's budget is used up; see `frontdesk outbox list`"
    )
    return await alarms.set("letters", told)


def _at(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
