"""Answers: what goes back to people who press or write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final, Protocol

import structlog

from frontdesk.bot.taps import Tap
from frontdesk.delivery.picture import picture
from frontdesk.desk.asking_why import asked_card
from frontdesk.desk.commands.ask import Sheet
from frontdesk.desk.commands.ears import Answer
from frontdesk.desk.desk import Desk
from frontdesk.desk.replies import Replies
from frontdesk.desk.told import Told
from frontdesk.desk.told_words import told_words
from frontdesk.errors import Deferred, Moved, Paused, Refused, Unavailable, Unparsed, Unsure
from frontdesk.messages.commands import payload
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Person
from frontdesk.model.plot import Plot
from frontdesk.model.question import Question
from frontdesk.store import questions

NOTED: Final = "✍"  #: the reaction to a note (one of the list of the Bot API)

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where toasts go."""

    async def answer(self, query: str, text: str, start: str | None = None, *, alert: bool = False) -> None:
        """Show a toast or an alert, or offer to send "/start START" in private; raises Deferred, Refused."""

    async def send(self, chat: int, card: Card, message_id: int | None, *, plain: bool = False) -> int:
        """Post a text with markup, or edit one.

        Raises Refused, Deferred, Unsure, Paused, Closed, Moved, Unparsed.
        """

    async def attach(self, chat: int, name: str, content: bytes, thread: int | None = None) -> None:
        """Post a file; raises as `send` does."""

    async def mark(self, chat: int, message_id: int, emoji: str) -> None:
        """Put a reaction on a message of somebody; raises Refused, Deferred."""

    async def picture(self, chat: int, content: bytes, card: Card, message_id: int | None) -> int:
        """Post a PNG with that caption, or put it in place of a message; raises as `send` does."""

    @property
    def username(self) -> str | None:
        """The bot's @username, once it is known."""


class Answers:
    """Toasts at once, messages when their chat takes them."""

    def __init__(self, desk: Desk, channel: Channel, replies: Replies) -> None:
        self._desk, self._channel, self._replies = desk, channel, replies

    async def toast(self, query: str, told: Told) -> None:
        """Answer a press: what the presser is told, or which chat is opened."""
        start = payload(told.opens) if told.opens is not None else None
        try:
            said = told.alert or told_words(told, self._desk.judge.rules)
            await self._channel.answer(query, said, start, alert=bool(told.alert))
        except (Deferred, Refused) as error:
            _log.warning("toast lost", error=str(error))

    async def turned(self, tap: Tap, told: Told) -> None:
        """What follows the answer to a press: its message shows another page, or the presser is asked."""
        if told.file:
            await self._sent(tap.user, partial(self._channel.attach, tap.user, *told.file))
        if tap.chat is None:
            return
        if told.question and told.person:
            await self._sent(tap.chat, partial(self._question, tap.chat, told.question, told.person))
        elif tap.message is not None and told.plot:
            await self._sent(tap.chat, partial(self._plotted, tap.chat, told.plot, tap.message))
        elif tap.message is not None and told.message:
            await self._sent(tap.chat, partial(self._posted, tap.chat, told.message, tap.message))

    async def reply(self, answer: Answer) -> None:
        """What goes back for what somebody wrote."""
        if answer.plot:
            await self._sent(
                answer.chat, partial(self._plotted, answer.chat, answer.plot, None, answer.thread)
            )
        elif answer.card:
            card = replace(answer.card, thread=answer.thread)
            await self._sent(answer.chat, partial(self._posted, answer.chat, card))
        if answer.sheet:
            await self._sent(answer.chat, partial(self._attached, answer.chat, answer.sheet, answer.thread))
        if answer.marks is not None:
            mark = partial(self._channel.mark, answer.chat, answer.marks, NOTED)
            await self._sent(answer.chat, mark, counts=False)
        for chat, card in answer.others:
            await self._sent(chat, partial(self._posted, chat, card))

    async def _question(self, chat: int, question: Question, person: Person) -> None:
        """It is known by its message from then on."""
        card = asked_card(question, person, self._desk.judge.rules)
        message = await self._posted(chat, card)
        await self._desk.db.write(lambda c: questions.posted(c, question.id, message))
        self._desk.wake.ring("cards")

    async def _attached(self, chat: int, sheet: Sheet, thread: int | None) -> None:
        await self._channel.attach(chat, sheet.name, await sheet.made(), thread)

    async def _sent(self, chat: int, sending: Callable[[], Awaitable[Any]], *, counts: bool = True) -> None:
        try:
            await self._replies.sent(chat, sending, counts=counts)
        except (Refused, Deferred, Unsure, Paused, Moved, Unavailable) as error:
            _log.warning("reply lost", error=str(error))

    async def _plotted(
        self, chat: int, plot: Plot, message_id: int | None = None, thread: int | None = None
    ) -> None:
        """The drawing with its caption; the words alone where it cannot be drawn."""
        content = await picture(plot.svg)
        if content is None:
            await self._posted(chat, replace(plot.card, thread=thread), message_id)
        else:
            await self._channel.picture(chat, content, replace(plot.caption, thread=thread), message_id)

    async def _posted(self, chat: int, message: Card, message_id: int | None = None) -> int:
        try:
            return await self._channel.send(chat, message, message_id)
        except Unparsed as error:
            _log.error("markup refused", template="reply", offset=error.offset, chat=chat)
            return await self._channel.send(chat, message, message_id, plain=True)
