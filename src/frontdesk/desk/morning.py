"""Morning: at the end of the quiet time the sales chat is told once what came in it."""

from collections.abc import Mapping
from math import ceil
from typing import Any, Final

import orjson
import structlog

from frontdesk.desk.desk import Desk
from frontdesk.model.lead import Purpose
from frontdesk.model.post import MORNING, Counts
from frontdesk.rules.quiet import Night, last_night
from frontdesk.store import nights
from frontdesk.store.database import Connection

A_PAGE: Final = 25  #: leads on one page: with the longest names they fit into one message
PAGES: Final = 40

_log = structlog.get_logger(__name__)


async def tell_of_night(desk: Desk) -> bool:
    """Put the digest of the night into the outbox, when it is over and nobody has; whether there is one now.

    The row is the message and the mark that the day has one. A night without leads is marked, and not told.

    Raises:
        Unavailable: the database does not answer.
    """
    rules, now = desk.judge.rules, desk.clock()
    chat = rules.chat(Purpose.SALES)
    night = last_night(chat, rules.hours, now) if chat else None
    if chat is None or night is None or now < night.ended_at + nights.SETTLED:
        return False
    key = f"{MORNING}{night.day}"
    if await desk.db.read(lambda connection: nights.told(connection, chat.id, key)):
        return False
    span = await desk.db.read(lambda connection: nights.came(connection, night.began_at, night.ended_at))
    about = orjson.dumps({"first": span[0], "last": span[1], "page": 0, **_times(night)})
    total = (await desk.db.read(lambda c: nights.leads_of(c, orjson.loads(about))))[0].total
    made = await desk.db.write(lambda c: nights.make(c, chat.id, key, about, night, now, empty=not total))
    if made and total:
        _log.info("night told", day=night.day, leads=total)
        desk.wake.ring("cards")
    return made and bool(total)


def night_leads(connection: Connection, said: Mapping[str, Any]) -> tuple[Counts, list[int]]:
    """The leads of a night as they stand, the hot ones first: how many of each kind, and their numbers."""
    counts, numbers = nights.leads_of(connection, said)
    return counts, numbers[: PAGES * A_PAGE]


def page_of(wanted: int, leads: int) -> tuple[int, int]:
    """The page to show, and how many there are; one that is not there is the last."""
    pages = max(1, ceil(leads / A_PAGE))
    return min(wanted, pages - 1), pages


def _times(night: Night) -> dict[str, int]:
    return {"since": int(night.began_at.timestamp()), "until": int(night.ended_at.timestamp())}
