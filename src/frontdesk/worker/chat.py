"""Chat: what it takes to write to one: a channel, templates, patience and a budget."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from frontdesk.desk.desk import Desk
from frontdesk.messages.card import Cards
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat
from frontdesk.model.note import NoteFile
from frontdesk.model.post import BurstPlan
from frontdesk.pacing import WINDOW, Pacer
from frontdesk.store import quotas

#: After a restart: how much later than it was written down a message may have been counted.
ON_ITS_WAY: Final = timedelta(seconds=2)
NO_BURSTS: Final = BurstPlan(cards=0, every=timedelta(), quiet=timedelta())


class Channel(Protocol):
    """Where cards, files and words go."""

    async def send(self, chat: int, card: Card, message_id: int | None, *, plain: bool = False) -> int:
        """Post or edit; raises Refused, Gone, Unparsed, Moved, Deferred, Unsure, Paused."""

    async def remove(self, chat: int, message_id: int) -> None:
        """Take a message away; raises Refused, Moved, Deferred, Paused."""

    async def reach(self) -> None:
        """Ask for an answer; raises Deferred, Paused."""

    async def enter(self, chat: int) -> None:
        """Ask whether the bot may write there; raises Closed, Moved, Refused, Deferred, Paused."""

    async def make_topic(self, chat: int, name: str) -> int:
        """Open a topic; raises NoTopic, Unsure, Closed, Moved, Deferred, Paused."""

    async def reopen_topic(self, chat: int, thread: int) -> None:
        """Let it take messages again; raises NoTopic, Closed, Moved, Deferred, Paused."""

    async def document(self, chat: int, file: Path, *, name: str, caption: str, silent: bool = False) -> None:
        """Post a file; raises Refused, Deferred, Unsure, Paused, Closed, OSError."""

    async def kept(self, chat: int, file: NoteFile, *, caption: str, silent: bool = False) -> None:
        """Post a file that Telegram has; raises as `document` does."""

    async def say(self, chat: int, text: str) -> None:
        """Post a text; raises as `document` does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delays:
    """How long things wait."""

    poll: timedelta
    edit_gap: timedelta  #: between two edits of one card
    unsure: timedelta  #: before a card that may have been posted is tried again
    unsure_hot: timedelta  #: the same for a hot lead
    burst: BurstPlan = NO_BURSTS


@dataclass(frozen=True, kw_only=True, slots=True)
class Kit:
    """What a node writes to all its chats with."""

    node: str  #: who claims
    channel: Channel
    templates: Cards
    delays: Delays


def chat_quota(chat: int) -> str:
    """The quota that holds when a chat was written to."""
    return f"chat:{chat}"


async def pacer_of(desk: Desk, chat: Chat, gap: timedelta) -> Pacer:
    """The chat's budget as the last minute left it, on whichever node."""
    now = desk.clock()
    since = now - WINDOW - ON_ITS_WAY
    sent = await desk.db.read(lambda c: quotas.moments(c, chat_quota(chat.id), since))
    # A message is written down before it goes out, and the chat's minute begins when it gets there.
    return Pacer(gap, [min(at + ON_ITS_WAY, now) for at in sent])
