"""Stripping: cards of leads that were dealt with long ago are edited to show nothing personal any more."""

from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.store import stripping

BATCH: Final = 200

_log = structlog.get_logger(__name__)


async def strip_cards(desk: Desk) -> None:
    """Have cards edited whose lead was won, lost or put aside as long ago as `[retention]` says.

    One that somebody asked for since stays as long again.

    Raises:
        Unavailable: the database does not answer.
    """
    now, kept = desk.clock(), desk.judge.rules.retention.cards
    if kept is None:
        return
    if not await desk.db.read(lambda connection: stripping.stands(connection, now - kept)):
        return
    count = await desk.db.write(lambda connection: stripping.strip(connection, now - kept, now, BATCH))
    if count:
        desk.wake.ring("cards")
        _log.info("cards stripped", count=count)
