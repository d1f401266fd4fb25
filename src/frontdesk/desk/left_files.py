"""Left files: what uploads have left in the folder of files, above all those that did not end well."""

import asyncio
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

import structlog

from frontdesk.errors import Unavailable
from frontdesk.files.folder import Folder, removed
from frontdesk.store import files
from frontdesk.store.database import Database

LEFT: Final = timedelta(hours=1)  #: no upload takes so long
AT_ONCE: Final = 500  #: notes looked at in one sweep

_log = structlog.get_logger(__name__)


async def sweep(folder: Folder, db: Database, now: datetime) -> None:
    """Remove what lies there for longer than `LEFT`, and files put into place whose form was never stored.

    Raises:
        Unavailable: the folder cannot be used, or the database does not answer.
    """
    try:
        await _sweep(folder, db, now)
    except OSError as error:
        raise Unavailable(f"{folder.path}: {error.strerror}") from error


async def _sweep(folder: Folder, db: Database, now: datetime) -> None:
    before = now - LEFT
    arrived, notes = await asyncio.to_thread(folder.left, before)
    await asyncio.to_thread(removed, arrived)
    if arrived:
        _log.info("unfinished uploads removed", count=len(arrived))
    if not notes:
        return
    with ExitStack() as stack:
        await asyncio.to_thread(stack.enter_context, folder.locked())
        _, notes = await asyncio.to_thread(folder.left, before)
        some = dict(islice(notes.items(), AT_ONCE))
        known = await db.read(lambda connection: files.known(connection, list(some)))
        if count := await asyncio.to_thread(folder.sweep, some, known):
            _log.info("files without a form removed", count=count)
