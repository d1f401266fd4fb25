"""Topic: the threads of a group that is a forum, and what people bound chats and topics to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NAME_CHARS = 128  #: of a topic (Bot API, createForumTopic)
GENERAL = 1  #: the thread that every forum has; it must be sent as no thread


class By(StrEnum):
    """What the topic of a lead is named after."""

    SOURCE = "source"  #: utm_source of its first enquiry there, else the name of the form
    PRODUCT = "product"
    TABLE = "table"  #: a table of rules.toml says it


@dataclass(frozen=True, kw_only=True, slots=True)
class Topics:
    """How a chat is divided."""

    by: By
    names: Mapping[str, str] = field(default_factory=dict)  #: product, utm_source or form, in small letters


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a lead is about, as far as topics go by it; all of it may be a stranger's."""

    product: str | None = None
    utm_source: str | None = None
    form: str | None = None


class Bound(StrEnum):
    """What a person bound a chat, or one topic of it, to."""

    TRIAGE = "triage"
    SALES = "sales"
    ALARMS = "alarms"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True, slots=True)
class Binding:
    """What `/chat` said of one chat, or of one topic."""

    chat: int
    thread: int = 0  #: 0: the whole chat
    to: Bound
    source: str = ""  #: a form, or a value of utm_source, in small letters
    by: str = ""  #: who said so
