"""Alarm: what a person must see to, and how urgent that is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from frontdesk.model.lead import Chat, Purpose
from frontdesk.model.topic import Bound

CHAT: Final = "chat:"  #: how the keys of alarms about a chat begin, before its number
MOVED: Final = "moved:"  #: the same of alarms about a chat that has another number now
TOPICS: Final = "topics:"  #: the same of alarms about topics that cannot be used
MARKUP: Final = "markup:"  #: the same of those about a template, before its name
TELEGRAM: Final = "telegram"  #: the key while Telegram does not take the bot's token
#: Forms or leads are not served while one of these stands; of the others the desk goes on.
_FAULTS: Final = ("audit", "unjudged", "letters", "mail", TELEGRAM)
_FAULTY: Final = (CHAT, "thin:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """One that was raised."""

    key: str
    text: str  #: in English, of a fixed shape; ids and counts, no address, no name
    raised_at: datetime
    cleared_at: datetime | None = None  #: None: it stands
    ended_at: datetime | None = None  #: when it was over the time before
    revision: int = 0  #: grows when it is raised, says something else, or is over

    @property
    def is_over(self) -> bool:
        """Whether its cause is gone."""
        return self.cleared_at is not None


def is_fault(key: str) -> bool:
    """Whether it means that forms or leads are not served, which is worth a sound at night."""
    return key in _FAULTS or key.startswith(_FAULTY)


def about_chat(chat: int) -> str:
    """The key of the alarm that a chat does not let the bot in."""
    return f"{CHAT}{chat}"


def told_chats(chats: tuple[Chat, ...], key: str) -> frozenset[int]:
    """The chats that are told of an alarm: those for alarms, or with a topic for them, else those for triage;
    never the broken one. Where that was the only one for alarms, triage is told.
    """
    for purpose in (Purpose.ALARMS, Purpose.TRIAGE):
        told = {chat.id for chat in chats if _is_for(chat, purpose) and about_chat(chat.id) != key}
        if told:
            return frozenset(told)
    return frozenset()


def _is_for(chat: Chat, purpose: Purpose) -> bool:
    has_topic = any(each.to is Bound.ALARMS for each in chat.bound)
    return chat.purpose is purpose or (purpose is Purpose.ALARMS and has_topic)
