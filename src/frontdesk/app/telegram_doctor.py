"""Telegram doctor: looks at all that cards and presses depend on, within half a minute."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from frontdesk.app import telegram_checks as checks
from frontdesk.app.updates import calls_of
from frontdesk.delivery.channels.telegram_calls import TelegramCalls
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.model.finding import Finding, State
from frontdesk.model.lead import Chat, Person
from frontdesk.model.topic import Binding
from frontdesk.rules.rules import Rules
from frontdesk.settings import Settings
from frontdesk.triage.bindings import bound_chats

CALL: Final = timedelta(seconds=5)  #: at most for one call
ALL_S: Final = 20.0  #: at most for all but the first
AT_ONCE: Final = 4  #: calls
_LATER: Final = "look again when Telegram answers"


class TelegramDoctor:
    """Looks at one desk's bot, its chats and its people."""

    def __init__(self, settings: Settings, rules: Rules, now: datetime, kept: Sequence[Binding] = ()) -> None:
        """`kept`: what people bound by /chat."""
        chats, used = bound_chats(rules.chats, kept, rules.language)
        self._settings, self._rules, self._now = settings, replace(rules, chats=chats), now
        self._whole = {binding.chat for binding in used if not binding.thread}
        self._unused = [binding for binding in kept if binding not in used]
        self._room = asyncio.Semaphore(AT_ONCE)

    async def findings(self) -> list[Finding]:
        """Everything that can be seen without posting anything, part by part, always in the same order."""
        if self._settings.telegram_token is None:
            return [checks.no_token()]
        quick = min(self._settings.telegram_timeout, CALL)
        calls = calls_of(self._settings.model_copy(update={"telegram_timeout": quick}))
        try:
            return await self._asked(calls)
        finally:
            await calls.close()

    async def _asked(self, calls: TelegramCalls) -> list[Finding]:
        try:
            me = await calls.ask("getMe")
        except FrontdeskError as error:
            return [checks.no_log_in(self._settings, error)]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._in_time(*look)) for look in self._looks(calls, me)]
        named = [checks.log_in(me), checks.privacy(me), *checks.missing(self._rules)]
        named += [checks.unused(binding) for binding in self._unused]
        return [*named, *(task.result() for task in tasks)]

    def _looks(self, calls: TelegramCalls, me: Any) -> Sequence[tuple[str, Coroutine[Any, Any, Finding]]]:
        """(part, what looks at it)."""
        chats, team = self._rules.chats, self._rules.team
        return [
            (checks.UPDATES, self._updates(calls)),
            *((checks.part_of(chat), self._chat(calls, chat, me)) for chat in chats),
            *((person.name, self._person(calls, person, me)) for person in team),
        ]

    async def _in_time(self, part: str, look: Coroutine[Any, Any, Finding]) -> Finding:
        """What it finds; that it cannot be known, where nobody answers."""
        try:
            async with asyncio.timeout(ALL_S), self._room:
                return await look
        except TimeoutError:
            look.close()
            said = f"cannot be known: it took longer than {ALL_S:g} s"
        except FrontdeskError as error:
            said = f"cannot be known: {error}"
        return Finding(part=part, state=State.UNKNOWN, said=said, do=_LATER)

    async def _updates(self, calls: TelegramCalls) -> Finding:
        return checks.updates(self._settings, await calls.ask("getWebhookInfo"), self._now)

    async def _chat(self, calls: TelegramCalls, chat: Chat, me: Any) -> Finding:
        try:
            found = await calls.ask("getChat", chat_id=chat.id)
            member = {}
            if found.get("type") != "private":
                member = await calls.ask("getChatMember", chat_id=chat.id, user_id=me["id"])
        except Refused as error:
            return checks.no_chat(chat, str(error), me)
        finding = checks.chat(chat, found, member)
        return replace(finding, said=f"{finding.said}; /chat bound it") if chat.id in self._whole else finding

    async def _person(self, calls: TelegramCalls, person: Person, me: Any) -> Finding:
        try:
            await calls.ask("getChat", chat_id=person.telegram)
        except Refused as error:
            return checks.unreached_person(person, str(error), me)
        return checks.person(person)
