"""Eraser: what erases on a desk that runs."""

from frontdesk.desk.desk import Desk
from frontdesk.desk.erasing import Eraser, lens
from frontdesk.files.folder import Folder


async def eraser_of(desk: Desk) -> Eraser:
    """What erases there, under the rules in force. Raises Unavailable."""
    folder = Folder(desk.files) if desk.files else None
    return Eraser(db=desk.db, lens=lens(await desk.secret(), desk.judge.rules), folder=folder)
