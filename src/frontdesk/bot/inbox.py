"""Inbox: stores Telegram's updates before they are confirmed.

Of what people write it takes commands, and replies to what the bot wrote itself; the rest is not stored.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from frontdesk import crash
from frontdesk.desk.commands.ears import Ears
from frontdesk.desk.desk import Desk
from frontdesk.desk.whereabouts import read_change
from frontdesk.messages.heard import heard
from frontdesk.model.updates import KINDS
from frontdesk.store import updates


class Inbox:
    """Where updates are put as they come, and what of them is kept."""

    def __init__(self, desk: Desk, username: Callable[[], str | None] = lambda: None) -> None:
        """`username`: the bot's @username, where it is known."""
        self._desk, self._ears = desk, Ears(desk, username)

    async def store(self, page: Sequence[tuple[int, bytes]]) -> None:
        """Store (update_id, JSON) of what is for the bot; one that came before has no second effect.

        Raises:
            Unavailable: the database does not answer.
        """
        ours = [(id_, body) for id_, body in page if self._is_ours(_read(body))]
        if ours:
            crash.point("before update stored")
            await self._desk.db.append(updates.append_updates, (ours, self._desk.clock()))
            crash.point("after update stored")
            self._desk.wake.ring("updates")

    def _is_ours(self, update: Any) -> bool:
        """Whether an update is kept: of messages what is for the bot, and that a group moved."""
        if not any(kind in update for kind in KINDS):
            return False
        if read_change(update) or not ("message" in update or "edited_message" in update):
            return True
        said = heard(update)
        return said is not None and self._ears.keeps(said)


def _read(body: bytes) -> Any:
    """What an update says; nothing where nobody can read it."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return ()
