"""Settling: writes down what became of something that was sent, however long the database takes."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog

from frontdesk.errors import Unavailable
from frontdesk.store.database import Connection, Database

_log = structlog.get_logger(__name__)


async def settled(db: Database, work: Callable[[Connection], None], again: timedelta) -> None:
    """Write, and try again while the database is locked or full: what stays claimed is never sent again."""
    while True:
        try:
            return await db.write(work)
        except Unavailable as error:
            _log.warning("delivery waits to be settled", error=str(error))
            await asyncio.sleep(again.total_seconds())
