"""Bot: fetches Telegram's updates, stores each before it is confirmed, and turns presses into moves.

What people write in groups is not for the bot, and is not stored; in private it takes commands.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.desk import Desk, Told
from frontdesk.desk.press_release import press_release
from frontdesk.desk.private import greet, show_lead
from frontdesk.desk.strangers import Strangers
from frontdesk.desk.why import press_why, tell_why
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unavailable, Unsure
from frontdesk.messages.buttons import decode
from frontdesk.messages.commands import Command, command, payload
from frontdesk.messages.words import say
from frontdesk.model.delivery import Card
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

    async def answer(self, query: str, text: str, start: str | None = None, *, alert: bool = False) -> None:
        """Show a toast or an alert, or offer to send "/start START" in private; raises Deferred, Refused."""

    async def send(self, chat: int, card: Card, message_id: int | None) -> int:
        """Post a text with markup; raises as `say` does, and Closed."""

    async def say(self, chat: int, text: str) -> None:
        """Post a text; raises Refused, Deferred, Unsure, Paused."""

    @property
    def username(self) -> str | None:
        """The bot's @username, once it is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """A press as it came: nothing in it is proven."""

    query: str
    user: int
    chat: int | None
    data: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A command that somebody wrote in private; nothing in it is proven but the account."""

    user: int
    command: Command


class Bot:
    """Polls, stores, applies, answers."""

    def __init__(self, desk: Desk, channel: Channel, poll: timedelta) -> None:
        self._desk, self._channel, self._poll = desk, channel, poll
        self._bell, self._strangers = desk.wake.bell("updates"), Strangers()
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
        ours = [(id_, body) for id_, body in page if self._is_ours(json.loads(body))]
        if ours:
            await self._desk.db.append(updates.append_updates, (ours, self._desk.clock()))
            self._desk.wake.ring("updates")

    def _is_ours(self, update: Any) -> bool:
        """Whether an update is kept: of messages only commands in private, of strangers few of them."""
        if "message" not in update:
            return True
        ask = read_ask(update)
        if ask is None:
            return False
        known = self._desk.judge.rules.person(ask.user) is not None
        return known or self._strangers.admits(ask.user, self._desk.clock())

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
            answer = await self._answered(json.loads(body), id_)
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

    async def _answered(self, update: Any, id_: int) -> Coroutine[Any, Any, None] | None:
        """Apply an update; how its answer is sent, None where it needs none."""
        if tap := read_tap(update):
            told = await self._pressed(tap, id_)
            return self._toast(tap.query, told)
        ask = read_ask(update)
        if ask is None or not self._is_for_us(ask):
            return None
        told = await self._asked(ask, id_)
        return self._reply(ask.user, told) if told.toast or told.message else None

    def _is_for_us(self, ask: Ask) -> bool:
        named, name = ask.command.bot, self._channel.username
        return named is None or name is None or named == name.lower()

    async def _asked(self, ask: Ask, update: int) -> Told:
        if ask.command.lead is None:
            return await greet(self._desk, user=ask.user, update=update)
        show = tell_why if ask.command.why else show_lead
        told = await show(self._desk, ask.command.lead, user=ask.user, update=update)
        _log.info("lead asked for", lead=ask.command.lead, outcome=told.toast or "shown")
        return told

    async def _pressed(self, tap: Tap, update: int) -> Told:
        try:
            press = decode(tap.data)
        except ValueError:
            press = None
        if press is None or tap.chat is None:
            await self._desk.db.write(lambda c: updates.settle(c, update))
            return Told(toast="gone", person=self._desk.judge.rules.person(tap.user))
        if press.move is Move.RELEASE:
            told = await press_release(self._desk, press, chat=tap.chat, user=tap.user, update=update)
        elif press.move is Move.WHY:
            told = await press_why(self._desk, press, chat=tap.chat, user=tap.user, update=update)
        else:
            told = await self._desk.press(press, chat=tap.chat, user=tap.user, update=update)
        crash.point("after callback commit before edit")
        _log.info("press applied", lead=press.lead, move=str(press.move), outcome=told.toast)
        return told

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

    async def _toast(self, query: str, told: Told) -> None:
        start = payload(told.opens) if told.opens is not None else None
        try:
            said = told.alert or self._said(told)
            await self._channel.answer(query, said, start, alert=bool(told.alert))
        except (Deferred, Refused) as error:
            _log.warning("toast lost", error=str(error))

    async def _reply(self, chat: int, told: Told) -> None:
        try:
            if told.message:
                await self._channel.send(chat, told.message, None)
            else:
                await self._channel.say(chat, self._said(told))
        except (Refused, Deferred, Unsure, Paused) as error:
            _log.warning("reply lost", error=str(error))


def read_tap(update: Any) -> Tap | None:
    """The press inside an update; None for any other update."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    if not isinstance(query, dict) or not isinstance(query.get("data"), str):
        return None
    message = query.get("message") or {}
    chat = message.get("chat") or {}
    return Tap(query=str(query["id"]), user=int(query["from"]["id"]), chat=chat.get("id"), data=query["data"])


def read_ask(update: Any) -> Ask | None:
    """The command inside an update, written by a person in the own chat with the bot; None for any other."""
    message = update.get("message") if isinstance(update, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        return None
    chat, sender = message.get("chat"), message.get("from")
    if not isinstance(chat, dict) or not isinstance(sender, dict) or chat.get("type") != "private":
        return None
    user, found = sender.get("id"), command(message["text"])
    if found is None or type(user) is not int or user != chat.get("id") or sender.get("is_bot"):
        return None
    return Ask(user=user, command=found)
