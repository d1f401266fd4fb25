"""Ears: what of all that people write is for the bot, and what it comes to."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.commands.ask import Ask, Marked, Said, Several, Sheet
from frontdesk.desk.commands.lists import kind_buttons
from frontdesk.desk.commands.noting import edit_note
from frontdesk.desk.commands.own import bind
from frontdesk.desk.commands.plus import reply_plus
from frontdesk.desk.commands.reasons import reply_why
from frontdesk.desk.commands.table import COMMANDS, Scope
from frontdesk.desk.desk import Desk
from frontdesk.desk.strangers import Strangers
from frontdesk.desk.told import Told
from frontdesk.desk.told_words import told_words
from frontdesk.desk.whereabouts import home
from frontdesk.messages.commands import Command, command, opened_link
from frontdesk.messages.heard import Heard, Replied
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat, Person, Purpose, Role
from frontdesk.model.plot import Plot
from frontdesk.store import updates

#: Answers to commands in one group, in any `SPAN`: cards need most of what a group may get.
ANSWERS: Final = 4
SPAN: Final = timedelta(minutes=1)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What goes back for one message: to that chat, or as a mark on the message."""

    chat: int
    card: Card | None = None
    plot: Plot | None = None  #: shows the same with a drawing
    sheet: Sheet | None = None
    marks: int | None = None  #: the message that gets ✍
    others: tuple[tuple[int, Card], ...] = ()  #: (chat, what its person is told)
    thread: int | None = None  #: the topic of that chat


class Ears:
    """Hears what people write to one bot."""

    def __init__(self, desk: Desk, username: Callable[[], str | None]) -> None:
        """`username`: the bot's @username, once it is known."""
        self._desk, self._username = desk, username
        self._strangers = Strangers()
        self._answered: dict[int, deque[datetime]] = {}

    def keeps(self, heard: Heard) -> bool:
        """Whether a message is stored: commands, and replies to the bot, of people of the team; of strangers
        few commands, in private.
        """
        person, found = self._person(heard), self._command(heard)
        if heard.private and person is None:
            admitted = found is not None and not heard.edited
            return admitted and self._strangers.admits(heard.user, self._desk.clock())
        if not heard.private and not (person or (heard.anonymous and self._chat(heard.chat))):
            return False
        if found is not None:
            return self._is_ours(found.bot) and self._is_command_here(found, heard)
        answered = heard.replied.bot if heard.replied else None
        return person is not None and answered is not None and self._is_ours(answered)

    def _is_command_here(self, found: Command, heard: Heard) -> bool:
        if heard.edited:
            return found.name == "note" and not heard.anonymous
        entry = COMMANDS.get(found.name)
        return heard.private or (entry is not None and Scope.GROUP in entry.scopes)

    async def take(self, heard: Heard, update: int) -> Answer | None:
        """Do what a message asks for, once, and say what goes back; None: nothing does.

        Raises:
            Unavailable: the database does not answer.
        """
        answer = await self._taken(heard, update) if self._is_ours(self._named(heard)) else None
        await self._desk.db.write(lambda connection: updates.settle(connection, update))
        if answer is None:
            return None
        return self._within_budget(replace(answer, thread=heard.thread), heard)

    async def _taken(self, heard: Heard, update: int) -> Answer | None:
        chat, person, found = await self._where(heard), self._person(heard), command(heard.text)
        if chat is None or (found is None and heard.replied is None):
            return None
        if heard.anonymous:
            return Answer(chat=heard.chat, card=plain_card([say("anonymous", chat.language)]))
        token = opened_link(found.rest) if found and found.name == "start" else None
        if token and heard.private and not heard.edited:
            told = await bind(self._desk, token, user=heard.user, update=update)
            return self._answer(told, heard, chat)
        if person is None:
            told = Told(toast="stranger")
            return self._answer(told, heard, chat) if heard.private and not heard.edited else None
        said = await self._done(self._ask(heard, chat, person, found, update), heard, found)
        outcome = said.toast if isinstance(said, Told) else type(said).__name__
        _log.info("command applied", command=found.name if found else "reply", outcome=outcome or "shown")
        return self._answer(said, heard, chat) if said else None

    async def _done(self, ask: Ask, heard: Heard, found: Command | None) -> Said | None:
        if heard.edited:
            return await edit_note(ask)
        if found is None:
            return await _replied(ask, heard.replied) if heard.replied else None
        entry, here = COMMANDS.get(found.name), Scope.PRIVATE if heard.private else Scope.GROUP
        if entry is None or here not in entry.scopes:
            if not heard.private:
                return None
            return plain_card([word("unknown_command", ask.language)], [kind_buttons(ask.language)])
        if ask.person.role not in entry.roles:
            return Told(toast="not_allowed", person=ask.person)
        return await entry.run(ask)

    def _ask(self, heard: Heard, chat: Chat, person: Person, found: Command | None, update: int) -> Ask:
        return Ask(
            desk=self._desk,
            person=person,
            chat=chat,
            private=heard.private,
            rest=found.rest if found and not heard.edited else heard.text,
            update=update,
            message=heard.message,
            bot=self._username(),
            thread=heard.thread,
            file=heard.file,
        )

    def _answer(self, said: Said, heard: Heard, chat: Chat) -> Answer | None:
        if isinstance(said, Marked):
            return Answer(chat=heard.chat, card=said.card, marks=heard.message)
        if isinstance(said, Sheet):
            return Answer(chat=heard.chat, sheet=said)
        if isinstance(said, Several):
            return Answer(chat=heard.chat, card=said.card, others=said.others)
        if isinstance(said, Plot):
            return Answer(chat=heard.chat, card=said.card, plot=said)
        if isinstance(said, Card):
            return Answer(chat=heard.chat, card=said)
        if said.message or not said.toast:
            return Answer(chat=heard.chat, card=said.message) if said.message else None
        language = None if heard.private else chat.language
        return Answer(chat=heard.chat, card=plain_card([told_words(said, self._desk.judge.rules, language)]))

    def _within_budget(self, answer: Answer, heard: Heard) -> Answer | None:
        """A group that had its share of answers has the next one told to whoever asks, in private."""
        if heard.private or answer.card is None:
            return answer
        now, lately = self._desk.clock(), self._answered.setdefault(heard.chat, deque(maxlen=ANSWERS))
        if len(lately) == ANSWERS and lately[0] > now - SPAN:
            return None if heard.anonymous else replace(answer, chat=heard.user)
        lately.append(now)
        return answer

    def _command(self, heard: Heard) -> Command | None:
        return command(heard.text)

    def _named(self, heard: Heard) -> str | None:
        """The bot that a command is for, if it names one."""
        found = command(heard.text)
        return found.bot if found else None

    def _is_ours(self, bot: str | None) -> bool:
        name = self._username()
        return bot is None or name is None or bot == name.lower()

    def _person(self, heard: Heard) -> Person | None:
        return None if heard.anonymous else self._desk.judge.rules.person(heard.user)

    def _chat(self, chat: int) -> Chat | None:
        return next((each for each in self._desk.judge.rules.chats if each.id == chat), None)

    def _unbound(self, heard: Heard) -> Chat | None:
        """A group that is none of the desk's, where an admin may say what it is for, and nothing else."""
        person, found = self._person(heard), self._command(heard)
        if person is None or person.role is not Role.ADMIN or found is None or found.name != "chat":
            return None
        language = self._desk.judge.rules.language
        return Chat(id=heard.chat, purpose=Purpose.ALARMS, language=language, mask="full")

    async def _where(self, heard: Heard) -> Chat | None:
        """The chat as rules.toml has it, with language and mask; in private that of the person."""
        if not heard.private:
            chat = self._chat(await home(self._desk, heard.chat))
            return chat or self._unbound(heard)
        person, language = self._person(heard), self._desk.judge.rules.language
        return Chat.private(
            person or Person(name="", telegram=heard.user, role=Role.VIEWER, language=language)
        )


async def _replied(ask: Ask, replied: Replied) -> Said | None:
    """What somebody answered to the bot: why, if that was asked, else a note."""
    return await reply_why(ask, replied) or await reply_plus(ask, replied)
