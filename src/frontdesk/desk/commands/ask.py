"""Ask: one command as its function gets it, and what the function may give back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat, Person
from frontdesk.model.note import NoteFile
from frontdesk.model.plot import Plot
from frontdesk.rules.rules import Rules


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Who asks what, and where it is answered."""

    desk: Desk
    person: Person
    chat: Chat  #: whose language and mask hold for the answer
    private: bool
    rest: str  #: what stands behind the command: data
    update: int  #: the Telegram update it came by: its cause
    message: int
    bot: str | None  #: the bot's @username, once it is known
    thread: int | None = None  #: the topic it was written in; None: the general one, or there are none
    file: NoteFile | None = None  #: that came with it

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self.desk.judge.rules

    @property
    def now(self) -> datetime:
        """The desk's time."""
        return self.desk.clock()

    @property
    def language(self) -> str:
        """Of the answer."""
        return self.chat.language

    @property
    def mask(self) -> str:
        """How contacts in an answer are shown: never whole but where a whole group may see them."""
        return "partial" if self.private else self.chat.mask

    def says(self, key: str, **values: object) -> Card:
        """One line of the words."""
        return plain_card([say(key, self.language, **values)])

    def word(self, key: str) -> str:
        """A word or a text of any length."""
        return word(key, self.language)

    def usage(self, example: str) -> Card:
        """How the command is written."""
        return self.says("usage", who=example)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A file to answer with; what waits behind the command does not wait for it."""

    name: str
    made: Callable[[], Awaitable[bytes]]  #: raises Unavailable


@dataclass(frozen=True, kw_only=True, slots=True)
class Several:
    """An answer, and what others are told in their own chats."""

    card: Card
    others: tuple[tuple[int, Card], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """The message that asked gets a mark, mostly no words."""

    card: Card | None = None


Said = Told | Card | Plot | Sheet | Several | Marked
