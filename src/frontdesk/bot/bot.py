"""Bot: turns stored updates into moves, in the order they came, and answers them."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from frontdesk import crash
from frontdesk.bot.answers import Answers, Channel
from frontdesk.bot.taps import Tap, read_tap
from frontdesk.desk.commands.ears import Ears
from frontdesk.desk.desk import Desk
from frontdesk.desk.presses import PRESSES
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.replies import Replies
from frontdesk.desk.told import Told
from frontdesk.desk.whereabouts import adopt, home, note, read_change
from frontdesk.errors import FrontdeskError, Unavailable
from frontdesk.messages.buttons import decode
from frontdesk.messages.heard import heard
from frontdesk.store import updates

PAGE: Final = 100
UNREADABLE: Final = "unreadable"  #: the move of a press that nobody can read

_log = structlog.get_logger(__name__)


class Bot:
    """Applies and answers."""

    def __init__(self, desk: Desk, channel: Channel, poll: timedelta, replies: Replies) -> None:
        self._desk, self._poll = desk, poll
        self._answers = Answers(desk, channel, replies)
        self._bell, self._ears = desk.wake.bell("updates"), Ears(desk, lambda: channel.username)
        self._toasts: set[asyncio.Task[None]] = set()

    async def apply(self, mine: Callable[[], bool]) -> None:
        """Apply stored updates, oldest first, until the desk stops or they are another node's.

        Then finish the toasts.
        """
        while mine() and not self._desk.wake.stopping:
            try:
                waiting = await self._desk.db.read(lambda c: updates.waiting_since(c, PAGE))
                for id_, body, came_at in waiting:
                    await self._apply(id_, body, came_at)
            except Unavailable as error:
                _log.warning("presses postponed", error=str(error))
                waiting = []
            if not waiting:
                await self._bell.wait(self._poll)
        if self._toasts:
            await asyncio.wait(self._toasts)

    async def _apply(self, id_: int, body: bytes, came_at: datetime) -> None:
        try:
            answer = await self._answered(json.loads(body), id_, came_at)
        except Unavailable:
            raise
        except Exception as error:
            _log.exception("update failed", id=id_)
            reason = f"{type(error).__name__}: {error}"[:500]
            await self._desk.db.write(lambda c: updates.settle(c, id_, reason))
            return
        if answer is None:
            await self._desk.db.write(lambda c: updates.settle(c, id_))
            return
        task = asyncio.create_task(answer)
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    async def _answered(self, update: Any, id_: int, came_at: datetime) -> Coroutine[Any, Any, None] | None:
        """Apply an update; how its answer is sent, None where it needs none."""
        if tap := read_tap(update):
            told = await self._pressed(tap, id_)
            return self._tapped(tap, told, came_at)
        if change := read_change(update):
            await note(self._desk, change, id_)
            return None
        said = heard(update)
        answer = await self._ears.take(said, id_) if said else None
        return self._answers.reply(answer) if answer else None

    async def _pressed(self, tap: Tap, update: int) -> Told:
        try:
            press = decode(tap.data)
        except ValueError:
            press = None
        if press is None or tap.chat is None:
            await self._desk.db.write(lambda c: updates.settle(c, update))
            self._desk.figures.presses.add(UNREADABLE, "gone")
            _log.info("press refused", update=update, characters=len(tap.data))
            return Told(toast="gone", person=self._desk.judge.rules.person(tap.user))
        chat = await home(self._desk, tap.chat)
        if own := PRESSES.get(press.move):
            told = await own(self._desk, press, chat=chat, user=tap.user, update=update)
        else:
            await self._adopted(tap, press.lead)
            told = await press_lead(self._desk, press, chat=chat, user=tap.user, update=update)
        crash.point("after callback commit before edit")
        self._desk.figures.presses.add(press.move, told.toast)
        _log.info("press applied", lead=press.lead, move=str(press.move), outcome=told.toast)
        return told

    async def _adopted(self, tap: Tap, lead: int) -> None:
        """Before the press counts, or it could have the card posted once more."""
        known = self._desk.judge.rules.person(tap.user) is not None
        if not known or tap.message is None or tap.chat is None:
            return
        try:
            await adopt(self._desk, number=tap.chat, lead=lead, message=tap.message)
        except FrontdeskError as error:  # the next press tells it
            _log.warning("message not adopted", error=str(error))

    async def _tapped(self, tap: Tap, told: Told, came_at: datetime) -> None:
        await self._answers.toast(tap.query, told)
        self._desk.figures.press_s.took((self._desk.clock() - came_at).total_seconds())
        await self._answers.turned(tap, told)
