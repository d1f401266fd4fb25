"""Chat alarms: what one chat is told of alarms, and the alarm about markup that Telegram cannot read."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.errors import FrontdeskError
from frontdesk.model.alarm import MARKUP, told_chats
from frontdesk.model.lead import Chat
from frontdesk.store import alarm_wishes, alarm_work
from frontdesk.store.alarm_wishes import Told
from frontdesk.store.alarm_work import AlarmWork
from frontdesk.store.database import Connection

EDIT_GAP: Final = timedelta(seconds=15)  #: between two edits of one alarm: its text may count
EVERY: Final = 4  #: while cards wait, each fourth message may be about an alarm

_log = structlog.get_logger(__name__)


class ChatAlarms:
    """The alarms of one chat; a person's own chat is told of none, and raises none."""

    def __init__(self, desk: Desk, chat: Chat, chats: tuple[Chat, ...]) -> None:
        """`chats`: all that the desk has."""
        self._chat, self._chats, self._alarms = chat, chats, Alarms(desk.db, desk.clock)
        self._told = Told.chat(chat.id)
        self._others = EVERY  # messages since the last about an alarm

    def give_back(self, connection: Connection, node: str) -> None:
        """What this node claimed without learning of it is due again."""
        alarm_work.give_back(connection, self._chat.id, node)

    def want(self, connection: Connection, now: datetime) -> None:
        """Bring what the chat is to show up to the alarms."""
        if self._chats:
            alarm_wishes.want(connection, self._told, now, self._hears)

    def claim_next(
        self, connection: Connection, now: datetime, node: str, *, room: bool = True, in_turn: bool = False
    ) -> AlarmWork | None:
        """Claim one that is due; `in_turn`: only if enough else was shown since the last.

        Without `room`, the chat having had its share of messages, none.
        """
        if not self._chats or not room:
            return None
        if in_turn and self._others < EVERY - 1:
            self._others += 1
            return None
        work = alarm_work.claim_next(connection, self._chat.id, now, node, EDIT_GAP)
        self._others = 0 if work else self._others
        return work

    def next_due(self, connection: Connection) -> datetime | None:
        """When the next may be shown; None when none waits."""
        return alarm_work.next_due(connection, self._chat.id, EDIT_GAP) if self._chats else None

    async def unparsed(self, template: str, offset: int | None) -> None:
        """Telegram could not read the markup that a template made; it stands until the next start."""
        place = "" if offset is None else f" at byte {offset}"
        _log.error("markup refused", template=template, offset=offset, chat=self._chat.id)
        told = f"Telegram cannot read the markup of {template}{place}; the message was sent as plain text"
        try:
            await self._alarms.set(f"{MARKUP}{template}"[:60], told)
        except FrontdeskError as error:  # it is in the log
            _log.warning("alarm postponed", key=MARKUP, error=str(error))

    def _hears(self, key: str) -> bool:
        return self._chat.id in told_chats(self._chats, key)
