"""Bot: fetches Telegram's updates, stores each before it is confirmed, and turns presses into moves."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.desk import Desk, Told
from frontdesk.desk.press_release import press_release
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unavailable
from frontdesk.messages.buttons import decode
from frontdesk.messages.words import say
from frontdesk.model.press import Move
from frontdesk.store import updates

PAUSES_S: Final = (0.5, 1.0, 2.0, 5.0)  #: after a failed getUpdates; the last one repeats
LOCKED_OUT: Final = timedelta(minutes=1)  #: after a wrong token
PAGE: Final = 100

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where updates come from and toasts go."""

    async def updates(self, offset: int | None) -> list[tuple[int, bytes]]:
        """(update_id, JSON) from `offset` on; raises Deferred, Paused."""

    async def answer(self, query: str, text: str) -> None:
        """Show a toast; raises Deferred, Refused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """A press as it came: nothing in it is proven."""

    query: str
    user: int
    chat: int | None
    data: str


class Bot:
    """Polls, stores, applies, answers."""

    def __init__(self, desk: Desk, channel: Channel, poll: timedelta) -> None:
        self._desk, self._channel, self._poll = desk, channel, poll
        self._bell = desk.wake.bell("updates")
        self._toasts: set[asyncio.Task[None]] = set()

    async def fetch(self) -> None:
        """Fetch updates until cancelled. The next getUpdates confirms only what is stored by then."""
        newest: int | None = None  # what a last run left unconfirmed comes again and is known by its id
        failures = 0
        while True:
            try:
                page = await self._channel.updates(None if newest is None else newest + 1)
                if page:
                    await self._store(page)
                # After a quiet week ids may begin anew, lower (Bot API, Update): none when all is confirmed.
                newest, failures = page[-1][0] if page else None, 0
            except Paused as error:
                _log.error("updates paused", error=str(error))
                await asyncio.sleep(LOCKED_OUT.total_seconds())
            except FrontdeskError as error:
                _log.warning("updates postponed", error=str(error))
                after_s = error.after_s if isinstance(error, Deferred) else None
                await asyncio.sleep(after_s or PAUSES_S[min(failures, len(PAUSES_S) - 1)])
                failures += 1

    async def _store(self, page: list[tuple[int, bytes]]) -> None:
        await self._desk.db.append(updates.append_updates, (page, self._desk.clock()))
        self._desk.wake.ring("updates")

    async def apply(self, mine: Callable[[], bool]) -> None:
        """Apply stored updates, oldest first, until the desk stops or they are another node's.

        Then finish the toasts.
        """
        while mine() and not self._desk.wake.stopping:
            try:
                waiting = await self._desk.db.read(lambda c: updates.waiting(c, PAGE))
                for id_, body in waiting:
                    await self._apply(id_, body)
            except Unavailable as error:
                _log.warning("presses postponed", error=str(error))
                waiting = []
            if not waiting:
                await self._bell.wait(self._poll)
        if self._toasts:
            await asyncio.wait(self._toasts)

    async def _apply(self, id_: int, body: bytes) -> None:
        try:
            tap = read_tap(json.loads(body))
            text = await self._pressed(tap, id_) if tap else None
        except Unavailable:
            raise
        except Exception as error:
            _log.exception("update failed", id=id_)
            reason = f"{type(error).__name__}: {error}"[:500]
            await self._desk.db.write(lambda c: updates.settle(c, id_, reason))
            return
        if tap is None or text is None:
            await self._desk.db.write(lambda c: updates.settle(c, id_))
            return
        task = asyncio.create_task(self._toast(tap.query, text))
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    async def _pressed(self, tap: Tap, update: int) -> str:
        try:
            press = decode(tap.data)
        except ValueError:
            press = None
        if press is None or tap.chat is None:
            await self._desk.db.write(lambda c: updates.settle(c, update))
            return self._said(Told(toast="gone", person=self._desk.judge.rules.person(tap.user)))
        if press.move is Move.RELEASE:
            told = await press_release(self._desk, press, chat=tap.chat, user=tap.user, update=update)
        else:
            told = await self._desk.press(press, chat=tap.chat, user=tap.user, update=update)
        crash.point("after callback commit before edit")
        _log.info("press applied", lead=press.lead, move=str(press.move), outcome=told.toast)
        return self._said(told)

    def _said(self, told: Told) -> str:
        rules = self._desk.judge.rules
        language = told.person.language if told.person else rules.language
        criterion = rules.criterion(told.criterion)
        return say(
            told.toast,
            language,
            owner=told.by,
            who=told.by,
            criterion=criterion.name(language) if criterion else "",
            total=told.score if told.score is not None else "",
        )

    async def _toast(self, query: str, text: str) -> None:
        try:
            await self._channel.answer(query, text)
        except (Deferred, Refused) as error:
            _log.warning("toast lost", error=str(error))


def read_tap(update: Any) -> Tap | None:
    """The press inside an update; None for any other update."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    if not isinstance(query, dict) or not isinstance(query.get("data"), str):
        return None
    message = query.get("message") or {}
    chat = message.get("chat") or {}
    return Tap(query=str(query["id"]), user=int(query["from"]["id"]), chat=chat.get("id"), data=query["data"])
